import FHIRCore

/// An answer to an item of type `string` is one line; a `text` may have many.
struct AnswerLineRule: AnswerRule {
    static func compile(_ type: ItemType) -> AnswerLineRule? { type == .string ? AnswerLineRule() : nil }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        guard let text = answer.value.value, text.unicodeScalars.contains(where: { $0 == "\n" || $0 == "\r" }) else { return }
        let message: String = "the answer has line breaks; an item of type string has one line, one of type text may have more"
        context.report(
            Finding(.warning, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS"), message),
            at: answer.value.index)
    }
}
