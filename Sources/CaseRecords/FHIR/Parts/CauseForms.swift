import FHIRModels

extension Carrier {
    /// What something comes from, and what it is said not to come from, each in an extension of its own.
    static func causes(
        _ item: Path<Item, [CaseRecord.Cause]>, _ url: String, of types: Set<String>? = nil
    ) -> Self {
        let reference = types.map { Form<ItemID, Reference>.item(of: $0) } ?? Form<ItemID, Reference>.item
        let form = Form<CaseRecord.Cause, Extension>.cause(reference)
        let excluded = Canonical.structure("excluded-cause")
        return Self(
            put: { source, target, writer in
                for cause in source[keyPath: item] {
                    target.append(Extension(cause.excluded ? excluded : url, holding: form.put(cause, &writer)))
                }
            },
            get: { source, target, reader in
                for child in source.element.children(named: "extension") {
                    let found = Extension(element: child)
                    guard let address = found.url?.text, address == url || address == excluded,
                        var cause = form.get(found, &reader)
                    else { continue }
                    reader.take(found.url)
                    cause.excluded = address == excluded
                    target[keyPath: item].append(cause)
                }
            })
    }
}

extension Form where Value == CaseRecord.Cause, View == Extension {
    /// A cause as a reference or a concept; how sure the source is stands on it, because the standard's extension has no room
    /// for parts beside its value (rule ext-1).
    static func cause(_ reference: Form<ItemID, Reference>) -> Self {
        let words: Carrier<CaseRecord.Cause, CodeableConcept> = .certainty(\.certainty)
        let concept = Form<CaseRecord.Concept, CodeableConcept>.concept
        let more: [Carrier<CaseRecord.Cause, Reference>] = [
            .certainty(\.certainty), .ext(\.what, Canonical.structure("in-words"), concept),
        ]
        return Self(
            put: { cause, writer in
                if cause.item == nil, let what = cause.what {
                    var view = concept.put(what, &writer)
                    words.put(cause, &view, &writer)
                    return Extension("", holding: view)
                }
                var view = cause.item.map { reference.put($0, &writer) } ?? Reference.empty()
                for carrier in more { carrier.put(cause, &view, &writer) }
                return Extension("", holding: view)
            },
            get: { view, reader in
                var cause = CaseRecord.Cause(item: "")
                cause.item = nil
                if let part = view.part(CodeableConcept.self) {
                    cause.what = concept.get(part, &reader)
                    words.get(part, &cause, &reader)
                } else if let part = view.part(Reference.self) {
                    cause.item = reference.get(part, &reader)
                    for carrier in more { carrier.get(part, &cause, &reader) }
                } else {
                    return nil
                }
                return cause
            })
    }
}

extension Carrier {
    /// How sure the source is, in its words.
    static func certainty(_ item: Path<Item, CaseRecord.Concept?>) -> Self {
        ext(item, Canonical.structure("certainty"), Form<CaseRecord.Concept, CodeableConcept>.concept)
    }

    /// Who decided, and what weighed.
    static func decisions(_ item: Path<Item, [CaseRecord.Decision]>) -> Self {
        exts(item, Canonical.structure("decided-by"), .decision)
    }
}

extension Form where Value == CaseRecord.Decision, View == Extension {
    /// The parts of our extension `decided-by`.
    static var decision: Self {
        let concept = Form<CaseRecord.Concept, CodeableConcept>.concept
        return Self(
            { _ in CaseRecord.Decision() },
            [
                .ext(\.person, "person", Form<ItemID, Reference>.item),
                .ext(\.by, "who", concept),
                .ext(\.factor, "factor", concept),
            ])
    }
}
