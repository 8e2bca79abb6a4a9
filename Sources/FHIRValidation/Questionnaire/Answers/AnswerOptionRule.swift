import FHIRCore

/// The answers that an item offers (FHIR R4, Questionnaire.item.answerOption).
struct AnswerOptionRule: AnswerRule {
    let options: [Option]
    let type: ItemType

    struct Option {
        let value: Element
        /// No other answer may stand beside it (the extension questionnaire-optionExclusive).
        let isExclusive: Bool
    }

    static func compile(_ item: Element, _ type: ItemType) -> AnswerOptionRule? {
        let url: String = "http://hl7.org/fhir/StructureDefinition/questionnaire-optionExclusive"
        let options: [Option] = item.children(named: "answerOption").compactMap { option in
            option.child(named: "value[x]").map { Option(value: $0, isExclusive: option.extensionValue(url)?.value == "true") }
        }
        return options.isEmpty ? nil : AnswerOptionRule(options: options, type: type)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        // Items of a simple type have their findings at the value, choices at the answer.
        let isChoice: Bool = type == .choice || type == .openChoice
        let place: NodeIndex = isChoice ? answer.node : answer.value.index
        let found: Option? = options.first { AnswerOptionRule.isSame($0.value, answer.value) }
        if let found {
            if !found.isExclusive || answer.count == 1 { return }
            let message: String = "\(answer.value.brief) excludes all other answers, and there are \(answer.count)"
            return context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_EXCLUSIVE"), message), at: place)
        }
        if type == .openChoice, answer.value.typeName == "string" { return freeText(answer, place, &context) }
        let same: Bool = options.contains { $0.value.typeName == answer.value.typeName }
        let offered: [String] = options.prefix(12).map(\.value).map { $0.value ?? $0.text("code") ?? $0.text("display") ?? "" }
        let more: String = options.count > 12 ? " and \(options.count - 12) more" : ""
        let message: String =
            same
            ? "\(answer.value.brief) is none of the answers that are offered: \(offered.joined(separator: ", "))\(more)"
            : "no answer of the type \(answer.value.typeName ?? "") is offered"
        let ids = AnswerOptionRule.ids(for: answer.value)
        context.report(Finding(.error, .invariant, same ? ids.notOffered : ids.noneOffered, message), at: place)
    }

    private func freeText(_ answer: GivenAnswer, _ place: NodeIndex, _ context: inout ValidationContext) {
        guard let text = answer.value.value?.lowercased() else { return }
        let isCoded: Bool = options.contains { option in
            option.value.text("display")?.lowercased() == text || option.value.text("code")?.lowercased() == text
        }
        if !isCoded { return }
        let message: String = "the text \"\(text.prefix(60))\" is one of the answers that are offered as codes: give the code"
        context.report(
            Finding(.warning, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING"), message), at: place)
    }

    private static func isSame(_ option: Element, _ answer: Element) -> Bool {
        guard option.typeName == answer.typeName else { return false }
        switch option.typeName {
        case "Coding": return option.text("system") == answer.text("system") && option.text("code") == answer.text("code")
        case "Reference": return option.text("reference") == answer.text("reference")
        default: return option.value == answer.value
        }
    }

    /// For a value that is none of those offered of its type, and for one of a type of which none is offered.
    private static func ids(for value: Element) -> (notOffered: MessageID, noneOffered: MessageID) {
        switch value.typeName {
        case "Coding": (MessageID("QUESTIONNAIRE_QR_ITEM_NOCODING"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSCODING"))
        case "date", "dateTime": (MessageID("QUESTIONNAIRE_QR_ITEM_NODATE"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSDATE"))
        case "time": (MessageID("QUESTIONNAIRE_QR_ITEM_NOTIME"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSTIME"))
        case "integer": (MessageID("QUESTIONNAIRE_QR_ITEM_NOINTEGER"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSINTEGER"))
        case "decimal": (MessageID("QUESTIONNAIRE_QR_ITEM_NODECIMAL"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSDECIMAL"))
        default: (MessageID("QUESTIONNAIRE_QR_ITEM_NOSTRING"), MessageID("QUESTIONNAIRE_QR_ITEM_NOOPTIONSSTRING"))
        }
    }
}
