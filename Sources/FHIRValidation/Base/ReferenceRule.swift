import FHIRCore

/// The text of literal references (FHIR R4, 2.3.0.1), and the type that it names.
enum ReferenceRule {
    static func validate(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let field = context.schema.field("reference", of: tree.type(of: node)) else { return }
        let child: NodeIndex = tree.child(of: node, in: field)
        guard child != .none, let text = tree.valueText(of: child), !text.isEmpty else { return }
        if text.contains(where: \.isWhitespace) {
            let message: String = "\"\(text.prefix(60))\" is no reference: an address holds no white space"
            context.report(Finding(.error, .invalid, MessageID("REFERENCE_REF_INVALID_REF"), message), at: node)
            return
        }
        target(text, node, row, &context)
    }

    /// `Patient/1` where only an Organization may be meant; what a reference leads to is not looked up here.
    private static func target(_ text: String, _ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let path: Substring = text.prefix { $0 != "?" && $0 != "#" }
        var steps: [Substring] = path.split(separator: "/", omittingEmptySubsequences: false)
        if steps.count >= 4, steps[steps.count - 2] == "_history" { steps.removeLast(2) }
        guard steps.count >= 2, let type = context.schema.definition(named: String(steps[steps.count - 2])),
            type.kind == .resource
        else { return }
        let allowed: [String] = context.schema.elementDefinition(row: row).types.flatMap(\.targetProfiles)
        if allowed.isEmpty { return }
        let names: [String] = allowed.map { String($0.split(separator: "/").last ?? "") }
        if names.contains("Resource") || names.contains(where: { type.isKind(of: $0) }) { return }
        let message: String = "the reference \(text) names a \(type.name); allowed here: " + names.joined(separator: ", ")
        context.report(Finding(.warning, .structure, .referenceTarget, message), at: node)
    }
}
