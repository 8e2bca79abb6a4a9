import FHIRCore

/// A primitive without a value has one of some extensions instead (ElementDefinition.valueAlternatives of FHIR R5, in R4 as an extension).
struct ValueAlternativesRule: Rule {
    let origin: RuleOrigin
    let extensions: [String]

    static func compile(_ element: ProfileElement, _ profile: String) -> ValueAlternativesRule? {
        let extensions: [String] = element.constraint.valueAlternatives
        if extensions.isEmpty { return nil }
        return ValueAlternativesRule(origin: RuleOrigin(profile: profile, element: element.id), extensions: extensions)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        if context.definitions.format(of: context.tree.type(of: node)) == nil || context.tree.kind(of: node) != .none {
            return true
        }
        let element: Element = context.tree.element(node)
        return extensions.contains { element.hasExtension($0) }
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let message: String =
            "there is no value; the profile demands one of these extensions instead: " + extensions.joined(separator: ", ")
        context.report(Finding(.error, .required, MessageID("PRIMITIVE_VALUE_ALTERNATIVES_MESSAGE"), message), at: node, origin)
    }
}
