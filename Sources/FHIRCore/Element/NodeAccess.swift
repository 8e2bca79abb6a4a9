// The tree by node index, for code that walks whole trees: nothing is built, nothing is counted as a reference.
extension NodeIndex {
    /// Its number in the tree, from 0.
    @inlinable
    package var number: Int { Int(raw) }
}

extension FieldIndex {
    /// Its number in the schema, from 0.
    @inlinable
    package var number: Int { Int(raw) }
}

extension ElementTree {
    /// The node at the top.
    package var rootIndex: NodeIndex { NodeIndex(raw: 0) }
    /// Number of nodes; changed trees may hold nodes that no longer hang on the root.
    package var count: Int { nodeCount }
    /// The handle on a node.
    package func element(_ node: NodeIndex) -> Element { Element(tree: self, node: node.raw) }
    /// The first child; `.none` if there is none.
    @inlinable package func firstChild(of node: NodeIndex) -> NodeIndex {
        let row: UnsafeMutablePointer<Node> = nodes + Int(node.raw)
        return row.pointee.flags.contains(.unknownName) ? .none : NodeIndex(raw: row.pointee.firstChild)
    }
    /// The next child of the same parent; `.none` after the last.
    @inlinable package func nextSibling(of node: NodeIndex) -> NodeIndex { NodeIndex(raw: nodes[Int(node.raw)].nextSibling) }
    /// The node around it; `.none` at the top.
    @inlinable package func parent(of node: NodeIndex) -> NodeIndex { NodeIndex(raw: nodes[Int(node.raw)].parent) }
    /// The type of its value.
    @inlinable package func type(of node: NodeIndex) -> TypeIndex { TypeIndex(raw: nodes[Int(node.raw)].type) }
    /// The field it stands in.
    @inlinable package func field(of node: NodeIndex) -> FieldIndex { FieldIndex(raw: nodes[Int(node.raw)].field) }
    /// The form of its own value.
    @inlinable package func kind(of node: NodeIndex) -> NodeKind { nodes[Int(node.raw)].kind }
    /// Offset in the source.
    package func offset(of node: NodeIndex) -> Int { Int(nodes[Int(node.raw)].position) }
    /// It stands in an array where the schema has a single value, or the other way round.
    @inlinable package func hasArrayMismatch(_ node: NodeIndex) -> Bool { nodes[Int(node.raw)].flags.contains(.arrayMismatch) }
    /// It begins a second member of the same name.
    package func isDuplicate(_ node: NodeIndex) -> Bool { nodes[Int(node.raw)].flags.contains(.duplicate) }
    /// Its name is not of the schema.
    package func hasUnknownName(_ node: NodeIndex) -> Bool { nodes[Int(node.raw)].flags.contains(.unknownName) }

    /// The name as written.
    package func nameText(of node: NodeIndex) -> String { String(decoding: name(node.raw), as: UTF8.self) }

    /// Calls `body` with the bytes of the node's value, JSON escapes undone; empty if it has none.
    package func withValue<Result>(of node: NodeIndex, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        withPlainText(node.raw, body)
    }

    /// The text of the node's value; nil if it has none.
    package func valueText(of node: NodeIndex) -> String? { element(node).value }

    /// The node holds something: it is no JSON `null`, and nothing that has not the form of its element, which a reader keeps for the
    /// writers.
    @inlinable package func isThere(_ node: NodeIndex) -> Bool {
        switch kind(of: node) {
        case .null, .rawJSON, .rawXML: false
        default: !hasArrayMismatch(node) || hasArrayForm(node)
        }
    }

    /// The first child in that field that is there; `.none` if there is none.
    package func child(of node: NodeIndex, in field: FieldIndex) -> NodeIndex {
        var child: UInt32 = firstChild(node.raw)
        while child != UInt32.max, nodes[Int(child)].field != field.raw || !isThere(NodeIndex(raw: child)) {
            child = nodes[Int(child)].nextSibling
        }
        return NodeIndex(raw: child)
    }

    /// Calls `body` with the whole source; nil for a tree that was not read.
    package func withSourceBytes<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? { withSource(body) }
}
