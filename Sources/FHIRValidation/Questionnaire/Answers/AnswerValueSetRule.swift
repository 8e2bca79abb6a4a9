import FHIRCore
import FHIRTerminology

/// The value set that a coded answer comes from (FHIR R4, Questionnaire.item.answerValueSet).
struct AnswerValueSetRule: AnswerRule {
    let valueSet: String?
    let hasOptions: Bool

    static func compile(_ item: Element, _ type: ItemType) -> AnswerValueSetRule? {
        guard type == .choice || type == .openChoice else { return nil }
        return AnswerValueSetRule(
            valueSet: item.text("answerValueSet"), hasOptions: item.child(named: "answerOption") != nil)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        if hasOptions { return }
        guard let valueSet, answer.value.typeName == "Coding" else {
            let message: String = "the answer is not checked: the item offers no such answers"
            return context.report(
                Finding(.information, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONS"), message), at: answer.node)
        }
        guard let code = answer.value.text("code") else { return }
        guard let system = answer.value.text("system") else {
            let message: String = "the code \"\(code)\" has no system, so it cannot be looked up in the value set \(valueSet)"
            return context.report(
                Finding(.warning, .codeInvalid, MessageID("Terminology_TX_System_Missing"), message), at: answer.node)
        }
        let bound = BoundSet(set: set(valueSet, answer, &context), strength: .required, profile: nil, rule: nil)
        switch bound.set.contains(code, system: system) {
        case .member: return
        case .notMember:
            let message: String = "\"\(code)\" of \(system) is not in the value set \(valueSet) that the questionnaire names"
            context.report(
                Finding(.error, .codeInvalid, MessageID("Questionnaire_QR_Item_BadOption"), message), at: answer.node)
        case .notChecked(let reason):
            let message: String = "the answer is not checked against the value set \(valueSet): \(reason)"
            context.report(
                Finding(.warning, .codeInvalid, MessageID("Questionnaire_QR_Item_BadOption_CS"), message), at: answer.node)
        }
    }

    /// The value set of an address, or one contained in the Questionnaire or in the response that contains it.
    private func set(_ address: String, _ answer: GivenAnswer, _ context: inout ValidationContext) -> CompiledValueSet {
        guard address.hasPrefix("#") else { return context.terminology.valueSet(address) }
        let id = String(address.dropFirst())
        let around: [Element] = [answer.form.source, context.tree.element(answer.container)]
        let found: Element? = around.lazy.flatMap { $0.children(named: "contained") }.first { $0.text("id") == id }
        return context.terminology.valueSet(found, at: address)
    }
}
