import Synchronization

/// Where references in one tree lead: to contained resources, entries of the same bundle, resources among the same parameters.
///
/// Each container is indexed once, when a reference in it is first followed, so that many references take time in line with the tree.
package final class ResourceIndex: Sendable {
    private struct Made {
        var bundles: [NodeIndex: BundleIndex] = [:]
        var contained: [NodeIndex: [String: NodeIndex]] = [:]
        var parameters: [NodeIndex: [String: NodeIndex]] = [:]
    }

    package let tree: ElementTree
    private let fields: ContainerFields
    /// Resources of other inputs by the text of references.
    private let outside: [String: Element]
    private let made = Mutex(Made())

    package init(_ tree: ElementTree, _ fields: ContainerFields, outside: [String: Element] = [:]) {
        self.tree = tree
        self.fields = fields
        self.outside = outside
    }

    /// The entries of a bundle.
    package func bundle(_ node: NodeIndex) -> BundleIndex {
        made.withLock { made in
            if let known = made.bundles[node] { return known }
            let index = BundleIndex(node, tree, fields)
            made.bundles[node] = index
            return index
        }
    }

    /// The nearest bundle that holds the node in an entry; nil if there is none.
    package func bundle(around node: NodeIndex) -> BundleIndex? { bundleNode(around: node).map { bundle($0) } }

    /// The node of that bundle.
    package func bundleNode(around node: NodeIndex) -> NodeIndex? {
        var current: NodeIndex = node
        while current != .none {
            if tree.type(of: current) == fields.bundle { return current }
            current = tree.parent(of: current)
        }
        return nil
    }

    /// What the text of a reference leads to from a node.
    ///
    /// - Parameter isLenient: where the rules for bundles lead nowhere, the resource is taken that seems to be meant, in the nearest
    ///   container that has one.
    package func target(_ text: String, from node: NodeIndex, isLenient: Bool = false) -> ReferenceTarget {
        if text.utf8.first == UInt8(ascii: "#") { return contained(String(text.dropFirst()), from: node) }
        var below: NodeIndex = .none
        var current: NodeIndex = node
        while current != .none {
            let type: TypeIndex = tree.type(of: current)
            if type == fields.bundle {
                let index: BundleIndex = bundle(current)
                let entry: Int? = index.number(of: below)
                let found: ReferenceTarget = index.target(text, from: entry)
                guard case .absent = found else { return found }
                if !isLenient { return outside[text].map { .outside($0) } ?? found }
                if let seeming = index.seeming(text, from: entry) { return seeming }
            }
            if type == fields.parameters, let found = parameters(current)[text] { return .bundled(found) }
            below = current
            current = tree.parent(of: current)
        }
        return outside[text].map { .outside($0) } ?? .absent(.remote)
    }

    // MARK: Contained resources

    /// The contained resource with an id that can be meant at a node; the one that contains it for an empty id.
    private func contained(_ id: String, from node: NodeIndex) -> ReferenceTarget {
        var resource: NodeIndex = tree.resource(around: node)
        while resource != .none, tree.isContained(resource) {
            resource = tree.resource(around: tree.parent(of: resource))
        }
        if resource == .none { return .absent(.contained) }
        if id.isEmpty { return .contained(resource) }
        let found: NodeIndex? = made.withLock { made in
            if let known = made.contained[resource] { return known[id] }
            let ids: [String: NodeIndex] = containedIDs(of: resource)
            made.contained[resource] = ids
            return ids[id]
        }
        return found.map { .contained($0) } ?? .absent(.contained)
    }

    private func containedIDs(of resource: NodeIndex) -> [String: NodeIndex] {
        var ids: [String: NodeIndex] = [:]
        guard let field = tree.schema.field("contained", of: tree.type(of: resource)) else { return ids }
        for child in tree.children(of: resource, in: field) where tree.isResource(child) {
            if let id = tree.text(of: "id", in: child), ids[id] == nil { ids[id] = child }
        }
        return ids
    }

    // MARK: Parameters

    private func parameters(_ node: NodeIndex) -> [String: NodeIndex] {
        made.withLock { made in
            if let known = made.parameters[node] { return known }
            var resources: [String: NodeIndex] = [:]
            collect(tree.element(node).children(named: "parameter"), &resources)
            made.parameters[node] = resources
            return resources
        }
    }

    /// Resources among parameters: by type and id, by the address that an extension gives; those in bundles by `fullUrl` too.
    private func collect(_ parameters: [Element], _ resources: inout [String: NodeIndex]) {
        let address: String = "http://hl7.org/fhir/StructureDefinition/parameters-fullUrl"
        for parameter in parameters {
            collect(parameter.children(named: "part"), &resources)
            guard let resource = parameter.child(named: "resource"), resource.isResource else { continue }
            let extensions: [Element] = parameter.children(named: "extension")
            let urls: [String] = extensions.filter { $0.child(named: "url")?.value == address }
                .compactMap { $0.child(named: "value")?.value }
            for key in urls + [tree.typeAndID(of: resource.index)].compactMap(\.self) where resources[key] == nil {
                resources[key] = resource.index
            }
            if resource.type == fields.bundle {
                for entry in BundleIndex(resource.index, tree, fields).entries where entry.resource != .none {
                    if let url = entry.fullURL, resources[url] == nil { resources[url] = entry.resource }
                }
            }
        }
    }
}
