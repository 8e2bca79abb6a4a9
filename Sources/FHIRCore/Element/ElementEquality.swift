extension Element: Hashable {
    /// Same content: types, values by their text, children by name and order in canonical order. Positions do not count.
    public static func == (left: Element, right: Element) -> Bool {
        if left.tree === right.tree && left.node == right.node { return true }
        return left.tree.schema === right.tree.schema && equal(left.tree, left.node, right.tree, right.node)
    }

    private static func equal(_ left: ElementTree, _ leftNode: UInt32, _ right: ElementTree, _ rightNode: UInt32) -> Bool {
        let one: Node = left.nodes[Int(leftNode)]
        let other: Node = right.nodes[Int(rightNode)]
        if one.type != other.type || one.kind != other.kind { return false }
        let sameText: Bool = left.withPlainText(leftNode) { first in
            right.withPlainText(rightNode) { first.count == $0.count && first.elementsEqual($0) }
        }
        if !sameText { return false }
        let leftChildren: [UInt32] = left.orderedChildren(leftNode)
        let rightChildren: [UInt32] = right.orderedChildren(rightNode)
        if leftChildren.count != rightChildren.count { return false }
        for (first, second) in zip(leftChildren, rightChildren) {
            let field: UInt16 = left.nodes[Int(first)].field
            if field != right.nodes[Int(second)].field { return false }
            if field == FieldIndex.none.raw, !left.name(first).elementsEqual(right.name(second)) { return false }
            if !equal(left, first, right, second) { return false }
        }
        return true
    }

    /// Hashes type, value and the children's fields and values in canonical order.
    public func hash(into hasher: inout Hasher) { Element.hash(tree, node, into: &hasher) }

    private static func hash(_ tree: ElementTree, _ node: UInt32, into hasher: inout Hasher) {
        let row: Node = tree.nodes[Int(node)]
        hasher.combine(row.type)
        hasher.combine(row.kind)
        tree.withPlainText(node) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        for child in tree.orderedChildren(node) {
            hasher.combine(tree.nodes[Int(child)].field)
            hash(tree, child, into: &hasher)
        }
    }
}
