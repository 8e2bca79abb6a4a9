import FHIRCore

/// How many digits may stand behind the point (the extension maxDecimalPlaces).
struct AnswerDecimalPlacesRule: AnswerRule {
    let most: Int

    static func compile(_ item: Element, _ type: ItemType) -> AnswerDecimalPlacesRule? {
        guard type == .decimal || type == .quantity else { return nil }
        let value: Element? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/maxDecimalPlaces")
        return value?.value.flatMap { Int($0) }.map { AnswerDecimalPlacesRule(most: $0) }
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        guard let text = answer.value.value ?? answer.value.text("value"), let point = text.firstIndex(of: ".") else { return }
        let places: Int = text[text.index(after: point)...].prefix { $0.isNumber }.count
        if places <= most { return }
        let message: String = "\(text) has \(places) digits behind the point; at most \(most) are allowed"
        context.report(
            Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS"), message),
            at: answer.value.index)
    }
}
