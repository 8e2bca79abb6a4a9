import FHIRCore
import FHIRTerminology

extension ValidationContext {
    /// Whether an element conforms to a profile or type; nil if that is not at hand.
    ///
    /// A resource is taken by itself and must be valid as well; an element is looked at in its place.
    mutating func conforms(_ element: Element, to canonical: String) -> Bool? {
        let base: TypeDefinition? = definitions.layout.type(canonical)
        guard base != nil || profile(canonical) != nil else { return nil }
        if let base, schema.definition(element.type)?.isKind(of: base.name) != true { return false }
        if !element.isResource {
            begin(element.tree)
            (resource, rootResource) = resources(around: element.index)
            return conforms(element.index, to: canonical) == .member
        }
        begin(element.index == element.tree.rootIndex ? element.tree : element.detached().tree)
        BaseRules.validate(&self)
        validate(tree.rootIndex, against: canonical, askedBy: nil)
        return !diagnostics.contains { $0.severity >= .error }
    }

    /// The resource that holds a node, and the one that contains that or itself.
    private func resources(around node: NodeIndex) -> (resource: NodeIndex, root: NodeIndex) {
        var holder: NodeIndex = node
        while schema.kind(of: tree.type(of: holder)) != .resource, tree.parent(of: holder) != .none {
            holder = tree.parent(of: holder)
        }
        let isContained: Bool = tree.parent(of: holder) != .none && tree.nameText(of: holder) == "contained"
        return (holder, isContained ? tree.parent(of: holder) : holder)
    }
}
