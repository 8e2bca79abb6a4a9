import FHIRCore
import FHIRModels

extension Carrier {
    /// A result in a choice `value[x]`, or the reason why there is none beside it.
    static func value<Choice: FHIRChoice>(
        _ item: Path<Item, CaseRecord.Value?>, _ view: Path<View, Choice?>, absent: Path<View, CodeableConcept?>
    ) -> Self {
        Self(
            put: { source, target, writer in
                guard let value = source[keyPath: item] else { return }
                if case .missing(let reason) = value {
                    target[keyPath: absent] = AbsentReasonForm.form.put(reason, &writer)
                } else {
                    target[keyPath: view] = Choice(element: ValueElement.element(value, &writer))
                }
            },
            get: { source, target, reader in
                if let choice = source[keyPath: view] {
                    target[keyPath: item] = ValueElement.value(choice.element, &reader)
                } else if let reason = source[keyPath: absent] {
                    target[keyPath: item] = AbsentReasonForm.form.get(reason, &reader).map { .missing($0) }
                }
            })
    }
}

/// Why there is no value, as `dataAbsentReason` carries it.
enum AbsentReasonForm {
    static let form = Form<CaseRecord.AbsentReason, CodeableConcept>.code(of: Canonical.hl7("data-absent-reason"))
}

/// A result as one of the types of `Observation.value[x]`.
private enum ValueElement {
    static func element(_ value: CaseRecord.Value, _ writer: inout BundleWriter) -> Element {
        switch value {
        case .quantity(let value): Form<CaseRecord.Quantity, Quantity>.quantity().put(value, &writer).element
        case .range(let low, let high): Form<Ends, Range>.range.put(Ends(low: low, high: high), &writer).element
        case .ratio(let value): Form<CaseRecord.Ratio, Ratio>.ratio.put(value, &writer).element
        case .integer(let value): FHIRInteger(value).element
        case .concept(let value): Form<CaseRecord.Concept, CodeableConcept>.concept.put(value, &writer).element
        case .text(let value): Form<String, FHIRString>.text.put(value, &writer).element
        case .boolean(let value): FHIRBoolean(value).element
        case .date(let value): FHIRDateTime(value.rawValue).element
        case .missing: FHIRString.empty().element
        }
    }

    static func value(_ element: Element, _ reader: inout BundleReader) -> CaseRecord.Value? {
        switch element.typeName {
        case "Quantity":
            Form<CaseRecord.Quantity, Quantity>.quantity().get(Quantity(element: element), &reader).map { .quantity($0) }
        case "Range":
            Form<Ends, Range>.range.get(Range(element: element), &reader).map { .range(low: $0.low, high: $0.high) }
        case "Ratio": Form<CaseRecord.Ratio, Ratio>.ratio.get(Ratio(element: element), &reader).map { .ratio($0) }
        case "integer": Form<Int, FHIRInteger>.integer.get(FHIRInteger(element: element), &reader).map { .integer($0) }
        case "CodeableConcept":
            Form<CaseRecord.Concept, CodeableConcept>.concept.get(CodeableConcept(element: element), &reader).map { .concept($0) }
        case "string": Form<String, FHIRString>.text.get(FHIRString(element: element), &reader).map { .text($0) }
        case "boolean": reader.take(FHIRBoolean(element: element)).map { .boolean($0 == "true") }
        case "dateTime":
            Form<CaseRecord.PartialDate, FHIRDateTime>.code.get(FHIRDateTime(element: element), &reader).map { .date($0) }
        default: nil
        }
    }
}
