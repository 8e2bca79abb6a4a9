import FHIRCore

/// The profiles that a resource claims to conform to (`meta.profile`).
enum MetaProfileRule {
    static func validate(_ meta: NodeIndex, of resource: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let field = context.schema.field("profile", of: tree.type(of: meta)) else { return }
        var child: NodeIndex = tree.firstChild(of: meta)
        while child != .none {
            if tree.field(of: child) == field, let url = tree.valueText(of: child), !url.isEmpty {
                context.validate(resource, against: url, askedBy: nil)
            }
            child = tree.nextSibling(of: child)
        }
    }
}
