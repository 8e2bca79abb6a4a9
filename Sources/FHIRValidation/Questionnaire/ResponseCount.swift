import FHIRCore

/// How many answers an item has (FHIR R4, Questionnaire.item.repeats; the extensions minOccurs and maxOccurs).
enum ResponseCount {
    static func validate(_ answers: [Element], _ item: Element, _ expected: FormItem, _ context: inout ValidationContext) {
        if answers.count > 1, !expected.repeats {
            let message: String = "the item \(expected.linkID) takes one answer, and there are \(answers.count)"
            context.report(
                Finding(.error, .invalid, MessageID("Questionnaire_QR_Item_OnlyOneA"), message), at: item.index,
                offset: answers[1].offset)
        }
        if let most = expected.maxOccurs, answers.count > most {
            let message: String = "the item \(expected.linkID) takes at most \(most) answers, and there are \(answers.count)"
            context.report(Finding(.error, .invalid, MessageID("QUESTIONNAIRE_QR_ITEM_MAX_OCCURS"), message), at: item.index)
        }
        if let fewest = expected.minOccurs, answers.count < fewest {
            let message: String = "the item \(expected.linkID) takes at least \(fewest) answers, and there are \(answers.count)"
            context.report(Finding(.error, .invalid, MessageID("QUESTIONNAIRE_QR_ITEM_MIN_OCCURS"), message), at: item.index)
        }
    }
}
