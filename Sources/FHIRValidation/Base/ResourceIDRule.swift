import FHIRCore

/// The id of a resource is of a system type and takes no extension (FHIR R4, Resource.id).
enum ResourceIDRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if context.tree.type(of: child) == context.definitions.types.extension {
                let message: String = "the id of a resource takes no extensions"
                context.report(
                    Finding(.error, .invalid, MessageID("RESOURCE_ID_EXTENSION"), message), at: node,
                    offset: context.tree.offset(of: child))
                return
            }
            child = context.tree.nextSibling(of: child)
        }
    }
}
