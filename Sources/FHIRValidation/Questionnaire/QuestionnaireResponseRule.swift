import FHIRCore

/// A QuestionnaireResponse against its Questionnaire (FHIR R4, 9.5 QuestionnaireResponse).
enum QuestionnaireResponseRule: ResourceRule {
    static let types: [String] = ["QuestionnaireResponse"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let response: Element = context.tree.element(resource)
        guard let address = response.text("questionnaire"), !address.isEmpty else {
            let message: String = "the response names no questionnaire, so its answers are not checked"
            return context.report(
                Finding(.information, .required, MessageID("Questionnaire_QR_Q_None"), message), at: resource)
        }
        guard let form = form(address, response, &context) else {
            let isExample: Bool =
                context.definitions.options.acceptsExampleURLs && AddressHost(address)?.isExample == true
            let message: String =
                "the questionnaire \(address) is not at hand, so the answers are not checked against it; load it"
            let severity: Severity = isExample ? .information : .warning
            return context.report(
                Finding(severity, .required, MessageID("Questionnaire_QR_Q_NotFound"), message), at: resource)
        }
        AuthoredDateRule.validate(response, form, &context)
        // What is not finished may lack answers.
        let isFinished: Bool = ["completed", "amended"].contains(response.text("status"))
        let check = ResponseCheck(
            form: form, isFinished: isFinished, response: resource, answers: AnswerIndex(form, resource, context.tree))
        check.items(in: resource, of: form.items, form.order, ResponsePlace(node: resource, groups: []), &context)
    }

    private static func form(_ address: String, _ response: Element, _ context: inout ValidationContext) -> QuestionnaireForm? {
        if address.hasPrefix("#") {
            let id = String(address.dropFirst())
            let contained: Element? = response.children(named: "contained").first { $0.text("id") == id }
            return contained?.typeName == "Questionnaire" ? contained.map { QuestionnaireForm($0) } : nil
        }
        return context.questionnaire(address)
    }
}

/// A response should be written while its Questionnaire is in use (FHIR R4, Questionnaire.effectivePeriod).
enum AuthoredDateRule {
    static func validate(_ response: Element, _ form: QuestionnaireForm, _ context: inout ValidationContext) {
        guard let authored = response.child(named: "authored"), let period = form.source.child(named: "effectivePeriod") else {
            return
        }
        if let end = period.child(named: "end"), let found = context.order.compare(authored, end), found > 0 {
            let message: String = "written at \(authored.value ?? ""), after the questionnaire's last day, \(end.value ?? "")"
            context.report(
                Finding(.warning, .businessRule, MessageID("QUESTIONNAIRE_QR_AUTHOR_END"), message), at: authored.index)
        }
        if let start = period.child(named: "start"), let found = context.order.compare(authored, start), found < 0 {
            let message: String = "written at \(authored.value ?? ""), before the questionnaire's first day, \(start.value ?? "")"
            context.report(
                Finding(.warning, .businessRule, MessageID("QUESTIONNAIRE_QR_AUTHOR_START"), message), at: authored.index)
        }
    }
}

extension ValidationContext {
    /// The Questionnaire of a canonical address, made ready when it is first asked for; nil if it is not at hand.
    mutating func questionnaire(_ address: String) -> QuestionnaireForm? {
        if let known = questionnaires[address] { return known }
        let found: Element? = definitions.layout.library?.resource(address, schema: schema)
        let form: QuestionnaireForm? = found?.typeName == "Questionnaire" ? found.map { QuestionnaireForm($0) } : nil
        questionnaires[address] = .some(form)
        return form
    }
}
