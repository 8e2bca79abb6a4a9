import FHIRCore

/// The text of literal references (FHIR R4, 2.3.0.1), and the type that it names.
enum ReferenceRule {
    static func validate(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let field = context.schema.field("reference", of: tree.type(of: node)) else { return }
        let child: NodeIndex = tree.child(of: node, in: field)
        guard child != .none, tree.kind(of: child) == .string, let text = tree.valueText(of: child), !text.isEmpty else { return }
        if text.contains(where: \.isWhitespace) {
            let message: String = "\"\(text.prefix(60))\" is no reference: an address holds no white space"
            context.report(Finding(.error, .invalid, MessageID("REFERENCE_REF_INVALID_REF"), message), at: node)
            return
        }
        if text.hasPrefix("#") {
            if !context.scopes.isEmpty {
                context.scopes[context.scopes.count - 1].references.append((String(text.dropFirst()), node))
            }
            return
        }
        let allowed: [String] = context.schema.elementDefinition(row: row).types.flatMap(\.targetProfiles)
        let names: [String] = allowed.map { String($0.split(separator: "/").last ?? "") }
        if names.isEmpty || names.contains("Resource") { return }
        if let fault = wrongTarget(node, names, context) {
            context.report(Finding(.warning, .structure, .referenceTarget, fault), at: node)
        }
    }

    /// What is wrong with a literal reference that names a type (`Patient/1`) which is none of those allowed; what it leads to is not
    /// looked up here.
    static func wrongTarget(_ node: NodeIndex, _ types: [String], _ context: ValidationContext) -> String? {
        guard let text = context.tree.element(node).child(named: "reference")?.value else { return nil }
        let path: Substring = text.prefix { $0 != "?" && $0 != "#" }
        var steps: [Substring] = path.split(separator: "/", omittingEmptySubsequences: false)
        if steps.count >= 4, steps[steps.count - 2] == "_history" { steps.removeLast(2) }
        guard steps.count >= 2, let type = context.schema.definition(named: String(steps[steps.count - 2])),
            type.kind == .resource,
            !types.contains(where: { type.isKind(of: $0) })
        else { return nil }
        return "the reference \(text) names a \(type.name); allowed here: " + types.joined(separator: ", ")
    }
}
