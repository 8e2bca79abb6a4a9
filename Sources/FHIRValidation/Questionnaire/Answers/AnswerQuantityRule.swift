import FHIRCore

/// The least and the greatest quantity (SDC, minQuantity and maxQuantity), compared in UCUM's units.
struct AnswerQuantityRule: AnswerRule {
    let least: Element?
    let greatest: Element?

    static func compile(_ item: Element, _ type: ItemType) -> AnswerQuantityRule? {
        guard type == .quantity else { return nil }
        let base: String = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"
        let least: Element? = item.extensionValue(base + "minQuantity")
        let greatest: Element? = item.extensionValue(base + "maxQuantity")
        return least == nil && greatest == nil ? nil : AnswerQuantityRule(least: least, greatest: greatest)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        if let least { check(answer.value, least, isLeast: true, &context) }
        if let greatest { check(answer.value, greatest, isLeast: false, &context) }
    }

    private func check(_ value: Element, _ limit: Element, isLeast: Bool, _ context: inout ValidationContext) {
        let words: String =
            isLeast ? "the least that is allowed, \(limit.quantityWords)" : "the greatest that is allowed, \(limit.quantityWords)"
        if [value, limit].contains(where: { $0.text("system") == nil || $0.text("code") == nil }) {
            let id =
                isLeast
                ? MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN_UNITS")
                : MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS")
            let message: String = "\(value.quantityWords) cannot be compared with \(words): both need a unit with system and code"
            return context.report(Finding(.error, .invariant, id, message), at: value.index)
        }
        guard value.text("system") == limit.text("system"), let found = context.order.compare(value, limit) else {
            let id =
                isLeast
                ? MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MIN")
                : MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX")
            let message: String = "\(value.quantityWords) cannot be compared with \(words): the units do not measure the same"
            return context.report(Finding(.error, .invariant, id, message), at: value.index)
        }
        if isLeast ? found >= 0 : found <= 0 { return }
        let id = isLeast ? MessageID("QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN") : MessageID("QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX")
        let message: String = "\(value.quantityWords) is \(isLeast ? "less" : "greater") than \(words)"
        context.report(Finding(.error, .invariant, id, message), at: value.index)
    }
}

extension Element {
    /// A quantity for messages: `5 km`.
    var quantityWords: String {
        [text("comparator"), text("value"), text("unit") ?? text("code")].compactMap { $0 }.joined(separator: " ")
    }
}
