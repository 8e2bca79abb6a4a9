import FHIRModels

extension Form where Value == CaseRecord.Coding, View == Coding {
    /// A code with its system; one without either is not of this form.
    static var coding: Self {
        Self(
            { view in
                guard let system = view.system?.text, let code = view.code?.text else { return nil }
                return CaseRecord.Coding(system: system, code: code)
            },
            [
                .required(\.system, \.system, .text),
                .required(\.code, \.code, .text),
                .optional(\.display, \.display, .text),
            ])
    }
}

extension Form where Value == CaseRecord.Concept, View == CodeableConcept {
    /// A concept. Where FHIR has codes alone, the words of the first, or the code itself, become the text.
    static var concept: Self {
        let coding = Form<CaseRecord.Coding, Coding>.coding
        let text = Form<String, FHIRString>.text
        return Self(
            put: { value, writer in
                CodeableConcept(coding: value.codings.map { coding.put($0, &writer) }, text: text.put(value.text, &writer))
            },
            get: { view, reader in
                let codings = view.coding.compactMap { coding.get($0, &reader) }
                if let words = view.text.flatMap({ text.get($0, &reader) }) {
                    return CaseRecord.Concept(words, codings: codings)
                }
                if let first = codings.first { return CaseRecord.Concept(first.display ?? first.code, codings: codings) }
                return reader.take(view.coding.first?.display).map { CaseRecord.Concept($0) }
            })
    }
}
