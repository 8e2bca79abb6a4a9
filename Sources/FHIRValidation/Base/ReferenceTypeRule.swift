import FHIRCore

/// `Reference.type`: it names a resource type, one that is allowed (FHIR R4, 2.3.0 References).
enum ReferenceTypeRule {
    /// The type that it names; nil if it names none of the schema.
    static func validate(_ node: NodeIndex, _ targets: ReferenceTargets?, _ context: inout ValidationContext) -> TypeDefinition? {
        guard let name = context.tree.text(of: "type", in: node), !name.isEmpty else { return nil }
        let base: String = "http://hl7.org/fhir/StructureDefinition/"
        let short: String = name.hasPrefix(base) ? String(name.dropFirst(base.count)) : name
        guard let type = context.schema.definition(named: short), type.kind == .resource else {
            // A type of another specification is named by its address.
            if name.hasScheme, !name.hasPrefix(base) { return nil }
            report("\"\(name)\" is no type of resource", node, &context)
            return nil
        }
        if let targets, !targets.allows(type), !targets.types.contains(where: { $0.isKind(of: type.name) }) {
            report("the type \(type.name) is not allowed here: \(targets.names)", node, &context)
        }
        return type
    }

    private static func report(_ message: String, _ node: NodeIndex, _ context: inout ValidationContext) {
        context.report(Finding(.error, .structure, MessageID("Reference_REF_WrongTarget"), message), at: node)
    }
}
