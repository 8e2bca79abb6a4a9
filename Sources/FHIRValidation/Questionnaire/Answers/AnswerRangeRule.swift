import FHIRCore

/// The least and the greatest value of an answer (the extensions minValue and maxValue): numbers, dates, times.
struct AnswerRangeRule: AnswerRule {
    let least: Element?
    let greatest: Element?
    let kind: Kind

    enum Kind { case date, time, decimal, integer }

    static func compile(_ item: Element, _ type: ItemType) -> AnswerRangeRule? {
        let kind: Kind
        switch type {
        case .date, .dateTime: kind = .date
        case .time: kind = .time
        case .decimal: kind = .decimal
        case .integer: kind = .integer
        default: return nil
        }
        let least: Element? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/minValue")
        let greatest: Element? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/maxValue")
        return least == nil && greatest == nil ? nil : AnswerRangeRule(least: least, greatest: greatest, kind: kind)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        let value: String = answer.value.value ?? ""
        if let least, let found = context.order.compare(answer.value, least), found < 0 {
            let message: String = "\(value) is less than \(least.value ?? ""), the least that is allowed"
            context.report(Finding(.error, .invariant, leastID, message), at: answer.value.index)
        }
        if let greatest, let found = context.order.compare(answer.value, greatest), found > 0 {
            let message: String = "\(value) is greater than \(greatest.value ?? ""), the greatest that is allowed"
            context.report(Finding(.error, .invariant, greatestID, message), at: answer.value.index)
        }
    }

    private var leastID: MessageID {
        switch kind {
        case .date: MessageID("QUESTIONNAIRE_QR_ITEM_DATE_MIN")
        case .time: MessageID("QUESTIONNAIRE_QR_ITEM_TIME_MIN")
        case .decimal: MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_MIN")
        case .integer: MessageID("QUESTIONNAIRE_QR_ITEM_INTEGER_MIN")
        }
    }

    private var greatestID: MessageID {
        switch kind {
        case .date: MessageID("QUESTIONNAIRE_QR_ITEM_DATE_MAX")
        case .time: MessageID("QUESTIONNAIRE_QR_ITEM_TIME_MAX")
        case .decimal: MessageID("QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX")
        case .integer: MessageID("QUESTIONNAIRE_QR_ITEM_INTEGER_MAX")
        }
    }
}
