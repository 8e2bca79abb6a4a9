// Resources in a tree by node index: where they begin, what names them.
extension ElementTree {
    /// The node is a resource.
    package func isResource(_ node: NodeIndex) -> Bool { schema.kind(of: type(of: node)) == .resource }

    /// The node stands in `contained` of the resource around it.
    package func isContained(_ node: NodeIndex) -> Bool { field(of: node) != .none && nameText(of: node) == "contained" }

    /// The nearest resource around the node, or the node itself; none above the top.
    package func resource(around node: NodeIndex) -> NodeIndex {
        var current: NodeIndex = node
        while current != .none, !isResource(current) { current = parent(of: current) }
        return current
    }

    /// The node has the form of its element as far as arrays go: not an array for a single value, nor a single primitive for an array.
    /// (A single object for an array can be read as its only item.)
    @usableFromInline package func hasArrayForm(_ node: NodeIndex) -> Bool {
        if !hasArrayMismatch(node) { return true }
        return schema.maximum(ofElement: schema.elementRow(of: field(of: node))) > 1 && !schema.isPrimitive(type(of: node))
    }

    /// The node has neither a value nor children (a resource may have none): an error of the data, and nothing that exists for FHIRPath.
    @inline(__always)
    package func isHollow(_ node: NodeIndex) -> Bool {
        kind(of: node) == .none && firstChild(of: node) == .none && !isResource(node)
    }

    /// The text of a child; nil if there is none.
    package func text(of name: String, in node: NodeIndex) -> String? {
        guard let field = schema.field(name, of: type(of: node)) else { return nil }
        return text(of: field, in: node)
    }

    /// The text of a child; nil if there is none.
    package func text(of field: FieldIndex, in node: NodeIndex) -> String? {
        let child: NodeIndex = child(of: node, in: field)
        return child == .none ? nil : valueText(of: child)
    }

    /// The children in a field, in order.
    package func children(of node: NodeIndex, in field: FieldIndex) -> [NodeIndex] {
        var result: [NodeIndex] = []
        var child: NodeIndex = firstChild(of: node)
        while child != .none {
            if self.field(of: child) == field { result.append(child) }
            child = nextSibling(of: child)
        }
        return result
    }

    /// `Patient/1`, as a reference would name the resource; nil if it has no id.
    package func typeAndID(of resource: NodeIndex) -> String? {
        guard let type = schema.definition(type(of: resource)), let id = text(of: "id", in: resource) else { return nil }
        return type.name + "/" + id
    }

    /// The version of a resource, from its metadata.
    package func versionID(of resource: NodeIndex) -> String? {
        guard let field = schema.field("meta", of: type(of: resource)) else { return nil }
        let meta: NodeIndex = child(of: resource, in: field)
        return meta == .none ? nil : text(of: "versionId", in: meta)
    }
}
