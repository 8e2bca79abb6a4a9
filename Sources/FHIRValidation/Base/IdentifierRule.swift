import FHIRCore

/// The system of an Identifier is an absolute address; where it is that of addresses, the value is one (FHIR R4, 2.24.0.17 Identifier).
enum IdentifierRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let identifier: Element = context.tree.element(node)
        guard let system = identifier.child(named: "system")?.value else { return }
        if !Address.isAbsolute(system) {
            let message: String = "the system \"\(system)\" is no absolute address (http://…, urn:…)"
            context.report(
                Finding(.error, .codeInvalid, MessageID("Type_Specific_Checks_DT_Identifier_System"), message), at: node)
        }
        guard system == "urn:ietf:rfc:3986", let value = identifier.child(named: "value")?.value, !Address.isAbsolute(value)
        else {
            return
        }
        let message: String =
            "the system says that the value is an address, and \"\(value)\" has no scheme; an OID is written urn:oid:…"
        let id = MessageID("TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE")
        context.report(Finding(.error, .codeInvalid, id, message), at: node)
    }
}
