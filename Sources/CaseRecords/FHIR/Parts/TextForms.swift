import FHIRModels

extension Form where Value == String, View: FHIRTextValue {
    /// A text. FHIR has no empty texts: a blank one (a table's blank cell) is an extension without a value beside it.
    static var text: Self {
        Self(
            put: { value, _ in
                if !value.isEmpty { return View(value) }
                var blank = View.empty()
                blank.mark(Canonical.structure("blank-text"))
                return blank
            },
            get: { view, reader in
                if let text = reader.take(view) { return text }
                return reader.isMarked(view, Canonical.structure("blank-text")) ? "" : nil
            })
    }
}

extension Form where Value: RawRepresentable & Sendable, Value.RawValue == String, View: FHIRTextValue {
    /// A code or a date by its text; any other text stays unread.
    static var code: Self {
        Self(
            put: { value, _ in View(value.rawValue) },
            get: { view, reader in
                guard let text = view.text else { return nil }
                guard let value = Value(rawValue: text) else {
                    reader.refuse(view.element, "'\(text)' is no value that the case record knows here")
                    return nil
                }
                reader.take(view)
                return value
            })
    }
}

extension Form where Value: RawRepresentable & Sendable, Value.RawValue == String, View == CodeableConcept {
    /// One code of a code system as a concept. What `also` gives is the same in a code system that more programs know; it stands
    /// behind the code and is not read.
    static func code(of system: String, also: @escaping @Sendable (Value) -> Coding? = { _ in nil }) -> Self {
        Self(
            put: { value, _ in
                let own = Coding(system: FHIRURI(system), code: FHIRCode(value.rawValue))
                return CodeableConcept(coding: [own] + [also(value)].compactMap(\.self))
            },
            get: { view, reader in
                for coding in view.coding where coding.system?.text == system {
                    guard let text = coding.code?.text, let value = Value(rawValue: text) else { continue }
                    reader.take(coding.system)
                    reader.take(coding.code)
                    for other in view.coding where other == also(value) { reader.visitAll(other.element) }
                    return value
                }
                if let text = view.coding.first?.code?.text {
                    reader.refuse(view.element, "'\(text)' is no value that the case record knows here")
                }
                return nil
            })
    }
}

extension Form where Value == Int, View: FHIRIntegerValue {
    /// A whole number.
    static var integer: Self {
        Self(
            put: { value, _ in View(value) },
            get: { view, reader in
                guard let value = view.value else { return nil }
                reader.take(view)
                return value
            })
    }
}

extension Form where View: FHIRTextValue {
    /// A reading with the text as printed, or the reason why there is none, on the element itself.
    static func stated<Reading>(_ reading: Form<Reading, View>) -> Self where Value == CaseRecord.Stated<Reading> {
        let carriers: [Carrier<Value, View>] = [.missing(\.missing), .raw(\.raw)]
        return Self(
            put: { stated, writer in
                var view = stated.value.map { reading.put($0, &writer) } ?? View.empty()
                for carrier in carriers { carrier.put(stated, &view, &writer) }
                return view
            },
            get: { view, reader in
                var stated = CaseRecord.Stated<Reading>(missing: .unknown)
                stated.missing = nil
                stated.value = reading.get(view, &reader)
                for carrier in carriers { carrier.get(view, &stated, &reader) }
                return stated.value == nil && stated.missing == nil && stated.raw == nil ? nil : stated
            })
    }
}

extension Carrier {
    /// The text as printed (standard extension `originalText`).
    static func raw(_ item: Path<Item, String?>) -> Self {
        ext(item, Canonical.standard("originalText"), Form<String, FHIRString>.text)
    }

    /// Why there is no value (standard extension `data-absent-reason`).
    static func missing(_ item: Path<Item, CaseRecord.AbsentReason?>) -> Self {
        ext(item, Canonical.standard("data-absent-reason"), Form<CaseRecord.AbsentReason, FHIRCode>.code)
    }
}
