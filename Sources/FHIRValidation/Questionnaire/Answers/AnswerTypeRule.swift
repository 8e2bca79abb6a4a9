import FHIRCore

/// The type of an answer follows from the type of its item.
struct AnswerTypeRule: Sendable {
    let types: [String]

    static func compile(_ item: Element, _ type: ItemType) -> AnswerTypeRule {
        let offered: [String] = item.children(named: "answerOption").compactMap { $0.child(named: "value[x]")?.typeName }
        return AnswerTypeRule(types: type.answerTypes + (offered.contains("Reference") ? ["Reference"] : []))
    }

    /// Reports a wrong type; false if the value cannot be looked at further.
    func validate(_ value: Element, _ context: inout ValidationContext) -> Bool {
        let found: String = value.typeName ?? "unknown"
        if types.contains(found) { return true }
        let message: String = "the answer is a \(found); the questionnaire asks for: " + types.joined(separator: ", ")
        context.report(
            Finding(.error, .invariant, MessageID("Questionnaire_QR_Item_WrongType"), message), at: value.index)
        return false
    }
}
