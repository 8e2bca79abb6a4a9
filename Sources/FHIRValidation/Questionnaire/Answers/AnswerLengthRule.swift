import FHIRCore

/// How long a text must and may be (FHIR R4, Questionnaire.item.maxLength; the extension minLength).
struct AnswerLengthRule: AnswerRule {
    let fewest: Int?
    let most: Int?

    static func compile(_ item: Element, _ type: ItemType) -> AnswerLengthRule? {
        let fewest: Int? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/minLength")?.value.flatMap { Int($0) }
        let most: Int? = item.text("maxLength").flatMap { Int($0) }
        return fewest == nil && most == nil ? nil : AnswerLengthRule(fewest: fewest, most: most)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        guard let text = answer.value.value else { return }
        let length: Int = text.unicodeScalars.count
        if let fewest, length < fewest {
            let message: String = "the answer has \(length) characters; at least \(fewest) are asked for"
            context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH"), message),
                at: answer.value.index)
        }
        if let most, length > most {
            let message: String = "the answer has \(length) characters; at most \(most) are allowed"
            context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH"), message),
                at: answer.value.index)
        }
    }
}
