import FHIRCore

/// What a published value set or code system must have, as the profiles for shareable ones ask (FHIR R4, shareablevalueset and
/// shareablecodesystem): an error where HL7 itself publishes it, else a warning.
enum PublicationRule: ResourceRule {
    static let types: [String] = ["ValueSet", "CodeSystem"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        if !context.definitions.options.isForPublication || context.rootResource != resource { return }
        let definition: Element = context.tree.element(resource)
        let isCodeSystem: Bool = definition.typeName == "CodeSystem"
        let isOwnedByHL7: Bool = definition.child(named: "url")?.value.map(isHL7) ?? false
        var asked: [String] = ["url", "version", "title", "status", "experimental", "description"]
        if isCodeSystem {
            asked.append("content")
            if definition.child(named: "content")?.value != "supplement" { asked.append("caseSensitive") }
        }
        for name in asked where definition.child(named: name) == nil {
            report(name, isOwnedByHL7 ? .error : .warning, isCodeSystem: isCodeSystem, definition, &context)
        }
        if definition.child(named: "name") == nil { report("name", .warning, isCodeSystem: isCodeSystem, definition, &context) }
    }

    private static func isHL7(_ url: String) -> Bool {
        let host: Substring = url.split(separator: "/", maxSplits: 2).dropFirst().first ?? ""
        return host == "hl7.org" || host.hasSuffix(".hl7.org") || host == "fhir.org" || host.hasSuffix(".fhir.org")
    }

    private static func report(
        _ name: String, _ severity: Severity, isCodeSystem: Bool, _ definition: Element, _ context: inout ValidationContext
    ) {
        let isError: Bool = severity == .error
        let id: MessageID =
            isCodeSystem
            ? (isError ? MessageID("CODESYSTEM_SHAREABLE_MISSING_HL7") : MessageID("CODESYSTEM_SHAREABLE_MISSING"))
            : (isError ? MessageID("VALUESET_SHAREABLE_MISSING_HL7") : MessageID("VALUESET_SHAREABLE_MISSING"))
        let message: String = "\(name) is missing: what is published needs it"
        context.report(Finding(severity, .required, id, message), at: definition.index)
    }
}
