import FHIRCore

/// The types of resource that a reference may lead to (the extension questionnaire-referenceResource).
struct AnswerReferenceRule: AnswerRule {
    let types: [String]

    static func compile(_ item: Element, _ type: ItemType) -> AnswerReferenceRule? {
        guard type == .reference else { return nil }
        let url: String = "http://hl7.org/fhir/StructureDefinition/questionnaire-referenceResource"
        return AnswerReferenceRule(types: item.extensionValues(url).compactMap(\.value))
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        guard let reference = answer.value.text("reference"), !reference.hasPrefix("#"), !reference.hasPrefix("urn:"),
            let name = AnswerReferenceRule.typeName(reference)
        else { return }
        let type: TypeDefinition? = context.schema.definition(named: name)
        let isResource: Bool = type?.kind == .resource
        if isResource, let type, !types.isEmpty, !types.contains(where: { type.isKind(of: $0) }) {
            let message: String = "the reference \(reference) leads to a \(name); allowed: " + types.joined(separator: ", ")
            context.report(
                Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_REF_INVALID"), message), at: answer.value.index)
        }
        // An address on the web need not end in a type and an id, unless it is taken to be one of a FHIR server.
        guard !isResource, context.definitions.options.assumesRESTReferences else { return }
        let message: String = "the reference \(reference) names \"\(name)\", which is no type of resource"
        context.report(
            Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL"), message), at: answer.value.index)
    }

    /// The step before the id: `Patient/1`, `https://…/Patient/1/_history/2`.
    private static func typeName(_ reference: String) -> String? {
        var steps: [Substring] = reference.prefix { $0 != "?" && $0 != "#" }.split(separator: "/")
        if steps.count >= 4, steps[steps.count - 2] == "_history" { steps.removeLast(2) }
        return steps.count >= 2 ? String(steps[steps.count - 2]) : nil
    }
}
