import FHIRCore

// `resolve()` (FHIR R4, 2.9.1.5 Additional functions; Bundle, Resolving references in Bundles).
extension Evaluator {
    /// What a Reference, or the text of one, leads to: contained, in a Bundle around it, or found by the environment.
    mutating func resolve(_ item: Item) -> Item? {
        guard let text = reference(item), !text.isEmpty else { return nil }
        guard case .node(let source)? = isNode(item) ? item : context else { return nil }
        if text.hasPrefix("#") { return contained(String(text.dropFirst()), from: source) }
        if let found = inBundle(text, from: source) { return .node(found) }
        return environment.resolver?.resolve(text, from: source.element).map { self.item($0) }
    }

    private func isNode(_ item: Item) -> Bool {
        if case .node = item { true } else { false }
    }

    private func reference(_ item: Item) -> String? {
        guard case .node(let node) = item, types.isKind(node.type, of: types.reference) else { return string(item) }
        return text("reference", of: node)
    }

    private func text(_ name: StaticString, of node: NodeItem) -> String? {
        child(name, of: node).flatMap { $0.tree.valueText(of: $0.index) }
    }

    // MARK: Contained resources

    /// `#` alone is the resource that contains the others.
    private mutating func contained(_ id: String, from source: NodeItem) -> Item? {
        let container: NodeItem = container(around: source)
        if id.isEmpty { return .node(container) }
        let key = NodeKey(container)
        if containers[key] == nil { containers[key] = containedResources(of: container) }
        return containers[key]?[id].map { .node(NodeItem(container.tree, $0)) }
    }

    /// The resource that holds a node, or the one that contains that.
    private func container(around source: NodeItem) -> NodeItem {
        let tree: ElementTree = source.tree
        var node: NodeIndex = resourceNode(around: source.element)
        while tree.parent(of: node) != .none, schema.definition(tree.field(of: node))?.name == "contained" {
            node = tree.parent(of: node)
        }
        return NodeItem(tree, node)
    }

    private func containedResources(of container: NodeItem) -> [String: NodeIndex] {
        var found: [String: NodeIndex] = [:]
        guard let span = span("contained", of: container.type) else { return found }
        let tree: ElementTree = container.tree
        var child: NodeIndex = tree.firstChild(of: container.index)
        while child != .none {
            if span.contains(tree.field(of: child)), let id = text("id", of: NodeItem(tree, child)), found[id] == nil {
                found[id] = child
            }
            child = tree.nextSibling(of: child)
        }
        return found
    }

    // MARK: Bundles

    /// The resource of the innermost Bundle around a node that has one of that name.
    private mutating func inBundle(_ reference: String, from source: NodeItem) -> NodeItem? {
        let tree: ElementTree = source.tree
        var node: NodeIndex = source.index
        var entry: NodeIndex = .none
        while node != .none {
            if tree.type(of: node) == types.bundle {
                let bundle = NodeItem(tree, node)
                let base: String? = entry == .none ? nil : server(ofEntry: NodeItem(tree, entry))
                if let found = resource(reference, base, in: bundle) { return found }
            }
            entry = node
            node = tree.parent(of: node)
        }
        return nil
    }

    private mutating func resource(_ reference: String, _ base: String?, in bundle: NodeItem) -> NodeItem? {
        let key = NodeKey(bundle)
        if bundles[key] == nil { bundles[key] = entries(of: bundle) }
        guard let index = bundles[key] else { return nil }
        if let exact = index.resource(reference, base: base) { return NodeItem(bundle.tree, exact) }
        // A version that nobody states is the one that is there.
        guard let plain = reference.withoutVersion, let found = index.resource(plain, base: base) else { return nil }
        let resource = NodeItem(bundle.tree, found)
        return version(of: resource) == nil ? resource : nil
    }

    private func version(of resource: NodeItem) -> String? { child("meta", of: resource).flatMap { text("versionId", of: $0) } }

    private func name(of resource: NodeItem) -> String? {
        guard let id = text("id", of: resource), let type = schema.definition(resource.type)?.name else { return nil }
        return "\(type)/\(id)"
    }

    private func server(ofEntry entry: NodeItem) -> String? {
        guard let address = text("fullUrl", of: entry), let name = child("resource", of: entry).flatMap({ name(of: $0) }) else {
            return nil
        }
        return BundleIndex.base(of: address, id: name)
    }

    private func entries(of bundle: NodeItem) -> BundleIndex {
        var index = BundleIndex()
        guard let span = span("entry", of: bundle.type) else { return index }
        let tree: ElementTree = bundle.tree
        var child: NodeIndex = tree.firstChild(of: bundle.index)
        while child != .none {
            let entry = NodeItem(tree, child)
            if span.contains(tree.field(of: child)), let resource = self.child("resource", of: entry) {
                index.insert(
                    resource.index, address: text("fullUrl", of: entry), id: name(of: resource), version: version(of: resource))
            }
            child = tree.nextSibling(of: child)
        }
        return index
    }
}

extension String {
    /// A reference to a version without it; nil if it names none.
    fileprivate var withoutVersion: String? {
        let parts: [Substring] = split(separator: "/", omittingEmptySubsequences: false)
        guard parts.count > 2, parts[parts.count - 2] == "_history" else { return nil }
        return parts.dropLast(2).joined(separator: "/")
    }
}
