import FHIRCore

/// The address of a definition itself (`CodeSystem.url`): others name the definition by it, so it is absolute (FHIR R4, 2.1.28.1 Canonical
/// URLs).
enum OwnAddressRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        // An empty value has its own finding.
        guard let url = context.tree.valueText(of: node), !url.isEmpty,
            !Address.isAbsolute(url)
        else { return }
        let isContained: Bool = context.rootResource != context.resource
        let id: MessageID =
            isContained ? MessageID("TYPE_SPECIFIC_CHECKS_CANONICAL_CONTAINED") : .canonicalAbsolute
        let message: String =
            "\"\(url.prefix(60))\" is no absolute address (http://…, urn:…), so nobody can name this definition by it"
        context.report(Finding(.error, .invalid, id, message), at: node)
    }
}
