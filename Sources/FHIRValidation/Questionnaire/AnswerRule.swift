import FHIRCore

/// One thing that a Questionnaire asks of an answer to one of its items.
protocol AnswerRule: Sendable {
    /// Reports how the answer does not fulfil it.
    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext)
}

/// An answer of a response.
struct GivenAnswer {
    /// The answer: where findings on codes and attachments are placed.
    let node: NodeIndex
    let value: Element
    /// How many answers the item has.
    let count: Int
    /// The Questionnaire, and the response if it contains the Questionnaire.
    let form: QuestionnaireForm
    let container: NodeIndex
}

/// Makes the rules of an item, in the order of their reports.
enum AnswerRules {
    static func compile(_ item: Element, _ type: ItemType) -> [any AnswerRule] {
        if type.answerTypes.isEmpty { return [] }
        let rules: [(any AnswerRule)?] = [
            AnswerLengthRule.compile(item, type), AnswerLineRule.compile(type),
            AnswerPatternRule.compile(item, type), AnswerRangeRule.compile(item, type), AnswerQuantityRule.compile(item, type),
            AnswerDecimalPlacesRule.compile(item, type), AnswerUnitRule.compile(item, type),
            AnswerAttachmentRule.compile(item, type), AnswerReferenceRule.compile(item, type),
            AnswerOptionRule.compile(item, type), AnswerValueSetRule.compile(item, type),
        ]
        return rules.compactMap { $0 }
    }
}
