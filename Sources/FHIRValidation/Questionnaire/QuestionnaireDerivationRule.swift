import FHIRCore

/// A Questionnaire that is derived from another one: what complies with it or extends it changes no item into another
/// (FHIR R4, Questionnaire.derivedFrom; the extension questionnaire-derivationType).
enum QuestionnaireDerivationRule {
    static func validate(_ source: Element, _ items: [Element], _ context: inout ValidationContext) {
        for base in source.children(named: "derivedFrom") {
            guard let address = base.value else { continue }
            guard let form = context.questionnaire(address) else {
                let message: String = "the questionnaire \(address) is not at hand, so it is not checked what was changed"
                context.report(
                    Finding(.warning, .businessRule, MessageID("QUESTIONNAIRE_Q_UNKNOWN_DERIVATION"), message), at: base.index)
                continue
            }
            let url: String = "http://hl7.org/fhir/StructureDefinition/questionnaire-derivationType"
            guard let kind = base.extensionValue(url)?.text("code") else {
                let message: String = "it is not said how this questionnaire is derived, so it is not checked what was changed"
                context.report(
                    Finding(.warning, .businessRule, MessageID("QUESTIONNAIRE_Q_NO_DERIVATION_TYPE"), message), at: base.index)
                continue
            }
            if kind != "extends" && kind != "compliesWith" { continue }
            for item in items { check(item, form, address, mayAdd: kind == "extends", &context) }
        }
    }

    private static func check(
        _ item: Element, _ form: QuestionnaireForm, _ address: String, mayAdd: Bool, _ context: inout ValidationContext
    ) {
        guard let linkID = item.text("linkId") else { return }
        guard let known = form.index[linkID] else {
            if mayAdd { return }
            let message: String = "the item \(linkID) is not in the questionnaire \(address), which this one complies with"
            return context.report(
                Finding(.error, .notFound, MessageID("QUESTIONNAIRE_Q_ITEM_NOT_DERIVED"), message), at: item.index)
        }
        if let type = item.child(named: "type"), let wanted = known.type, type.value != wanted.rawValue {
            let message: String = "the item \(linkID) is of the type \(wanted.rawValue) in \(address)"
            context.report(
                Finding(.error, .businessRule, MessageID("QUESTIONNAIRE_Q_ITEM_DERIVED_NC_TYPE"), message), at: type.index)
        }
        if let repeats = item.child(named: "repeats"), repeats.value == "true", !known.repeats {
            let message: String = "the item \(linkID) does not repeat in \(address)"
            context.report(
                Finding(.error, .businessRule, MessageID("QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REPEATS"), message),
                at: repeats.index)
        }
        if let required = item.child(named: "required"), required.value != "true", known.isRequired {
            let message: String = "the item \(linkID) is required in \(address)"
            context.report(
                Finding(.error, .businessRule, MessageID("QUESTIONNAIRE_Q_ITEM_DERIVED_NC_REQUIRED"), message),
                at: required.index)
        }
        length(item, known, address, &context)
    }

    private static func length(_ item: Element, _ known: FormItem, _ address: String, _ context: inout ValidationContext) {
        guard let most = known.maxLength else { return }
        guard let length = item.child(named: "maxLength") else {
            let message: String = "the item \(known.linkID) has a maxLength of \(most) in \(address), and none here"
            return context.report(
                Finding(.error, .businessRule, MessageID("QUESTIONNAIRE_Q_ITEM_DERIVED_MAXLENGTH"), message), at: item.index)
        }
        guard let value = length.value.flatMap({ Int($0) }), value > most else { return }
        let message: String = "the item \(known.linkID) has a maxLength of \(most) in \(address), and more here"
        context.report(
            Finding(.error, .businessRule, MessageID("QUESTIONNAIRE_Q_ITEM_DERIVED_NC_MAXLENGTH"), message), at: length.index)
    }
}
