import FHIRCore
import FHIRTerminology

/// The units that a quantity may have (the extensions questionnaire-unitOption and questionnaire-unitValueSet).
struct AnswerUnitRule: AnswerRule {
    let options: [Element]
    let valueSet: String?

    static func compile(_ item: Element, _ type: ItemType) -> AnswerUnitRule? {
        guard type == .quantity else { return nil }
        let base: String = "http://hl7.org/fhir/StructureDefinition/questionnaire-unit"
        let options: [Element] = item.extensionValues(base + "Option")
        let valueSet: String? = item.extensionValue(base + "ValueSet")?.value
        return options.isEmpty && valueSet == nil ? nil : AnswerUnitRule(options: options, valueSet: valueSet)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        let value: Element = answer.value
        if !options.isEmpty, !options.contains(where: { isUnit($0, of: value) }) {
            let allowed: String = options.compactMap { $0.text("display") ?? $0.text("code") }.joined(separator: ", ")
            let message: String = "\(value.quantityWords) has a unit that is not offered; the units are \(allowed)"
            context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS"), message), at: value.index)
        }
        guard let valueSet else { return }
        switch context.terminology.valueSet(valueSet).contains(value.text("code") ?? "", system: value.text("system") ?? "") {
        case .member: return
        case .notMember:
            let message: String = "\(value.quantityWords) has a unit that is not in the value set \(valueSet)"
            context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_UNIT_FAIL_VS"), message), at: value.index)
        case .notChecked(let reason):
            let message: String = "the unit is not checked: \(reason)"
            context.report(
                Finding(.warning, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNIT_VS"), message),
                at: value.index)
        }
    }

    /// What the option says of the unit, the quantity says too.
    private func isUnit(_ option: Element, of quantity: Element) -> Bool {
        [("system", "system"), ("code", "code"), ("display", "unit")].allSatisfy { name, other in
            option.text(name).map { $0 == quantity.text(other) } ?? true
        }
    }
}
