import FHIRCore

// `resolve()` (FHIR R4, 2.9.1.5 Additional functions; Bundle, Resolving references in Bundles).
extension Evaluator {
    /// What a Reference, or the text of one, leads to: contained, in a Bundle around it, or found by the environment.
    mutating func resolve(_ item: Item) -> Item? {
        guard let text = reference(item), !text.isEmpty else { return nil }
        guard case .node(let source)? = isNode(item) ? item : context else { return nil }
        let target: ReferenceTarget = references(in: source.tree).target(text, from: source.index, isLenient: true)
        if let node = target.node { return .node(NodeItem(source.tree, node)) }
        if case .outside(let other) = target { return self.item(other) }
        if case .absent(.contained) = target { return nil }
        return environment.resolver?.resolve(text, from: source.element).map { self.item($0) }
    }

    private func isNode(_ item: Item) -> Bool {
        if case .node = item { true } else { false }
    }

    private func reference(_ item: Item) -> String? {
        guard case .node(let node) = item, types.isKind(node.type, of: types.reference) else { return string(item) }
        return child("reference", of: node).flatMap { $0.tree.valueText(of: $0.index) }
    }
}
