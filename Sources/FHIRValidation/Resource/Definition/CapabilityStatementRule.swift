import FHIRCore

/// A search parameter that a capability statement refers to must have the type that is stated (FHIR R4, CapabilityStatement.rest).
enum CapabilityStatementRule: ResourceRule {
    static let types: [String] = ["CapabilityStatement"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        for rest in context.tree.element(resource).children(named: "rest") {
            for part in rest.children(named: "resource") {
                for parameter in part.children(named: "searchParam") { check(parameter, &context) }
            }
        }
    }

    private static func check(_ parameter: Element, _ context: inout ValidationContext) {
        guard let canonical = parameter.child(named: "definition")?.value, let type = parameter.child(named: "type")?.value,
            let wanted = context.definitions.resource(canonical, "SearchParameter")?.child(named: "type")?.value, wanted != type
        else { return }
        let message: String = "the type is \(type), and that of the definition \(canonical) is \(wanted)"
        context.report(
            Finding(.error, .invalid, MessageID("CapabalityStatement_CS_SP_WrongType"), message), at: parameter.index)
    }
}
