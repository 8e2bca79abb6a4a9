import FHIRCore

/// Ids of elements are unique in their resource (FHIR R4, 2.24.0 Element, `id`).
enum ElementIDRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard !context.scopes.isEmpty, let id = tree.valueText(of: node), !id.isEmpty else { return }
        let owner: NodeIndex = tree.parent(of: node)
        // A snapshot repeats the elements of its differential.
        if context.schema.definition(tree.type(of: owner))?.name == "ElementDefinition" { return }
        let resource: NodeIndex = tree.resource(around: node)
        if context.scopes[context.scopes.count - 1].elementIDs[resource, default: []].insert(id).inserted { return }
        let message: String = "the id \"\(id)\" stands at two elements of this resource, so that a link to it is ambiguous"
        context.report(Finding(.error, .invalid, MessageID("DUPLICATE_ID"), message), at: owner)
    }
}
