extension Element {
    /// Gives the element a value by its text: a number or truth value where the type has one and the text is one, else a string.
    public mutating func setValue(_ text: String?) {
        makeUnique()
        guard var text else {
            tree.nodes[Int(node)].kind = .none
            return tree.setText(node, offset: 0, length: 0)
        }
        text.withUTF8 { bytes in
            let offset: Int = tree.append(text: bytes)
            tree.setText(node, offset: offset, length: bytes.count)
            tree.nodes[Int(node)].kind = tree.schema.valueKind(of: type, bytes)
            tree.nodes[Int(node)].flags.remove(.escaped)
        }
    }

    /// Replaces the children of a name by copies of `elements`, in their order.
    ///
    /// `name` is written as in JSON and XML (`valueQuantity`); setting one type of a choice removes the others. An element's type
    /// must be the field's, or, where any resource may stand, a resource.
    /// - Returns: false, and changes nothing, if the type has no field of that name or an element has a wrong type.
    @discardableResult
    public mutating func setChildren(named name: String, to elements: [Element]) -> Bool {
        let schema: Schema = tree.schema
        guard let field = schema.field(name, of: type), let definition = schema.definition(field) else { return false }
        let element: SchemaElement = definition.element
        for child in elements {
            let fits: Bool = element.isResource ? child.isResource : child.type.raw == definition.row.type
            if !fits || child.tree.schema !== schema { return false }
        }
        makeUnique()
        let first: UInt16 = UInt16(element.row.first_field)
        var last: UInt32 = removeChildren(in: first...(first + element.row.field_count - 1))
        for child in elements { last = Element.copy(child.tree, child.node, into: tree, parent: node, after: last, field: field) }
        return true
    }

    /// Unlinks the children of the fields; gives the last child that stays.
    private func removeChildren(in fields: ClosedRange<UInt16>) -> UInt32 {
        var last: UInt32 = UInt32.max
        var child: UInt32 = tree.firstChild(node)
        tree.nodes[Int(node)].firstChild = UInt32.max
        while child != UInt32.max {
            let next: UInt32 = tree.nodes[Int(child)].nextSibling
            if !fields.contains(tree.nodes[Int(child)].field) {
                tree.nodes[Int(child)].nextSibling = UInt32.max
                if last == UInt32.max {
                    tree.nodes[Int(node)].firstChild = child
                } else {
                    tree.nodes[Int(last)].nextSibling = child
                }
                last = child
            }
            child = next
        }
        return last
    }

    /// The same content in a tree of its own, at the top.
    public func detached() -> Element {
        let copy = ElementTree(schema: tree.schema)
        _ = Element.copy(tree, node, into: copy, parent: UInt32.max, after: UInt32.max, field: .none)
        return copy.root
    }

    private mutating func makeUnique() {
        if node == 0 && isKnownUniquelyReferenced(&tree) && !tree.isXML { return }
        self = detached()
    }

    /// Copies a subtree behind the sibling `last`; gives the copy's node.
    private static func copy(
        _ source: ElementTree, _ node: UInt32, into target: ElementTree, parent: UInt32, after last: UInt32, field: FieldIndex
    ) -> UInt32 {
        var row: Node = source.nodes[Int(node)]
        let name: UnsafeBufferPointer<UInt8>? = row.flags.contains(.unknownName) ? source.name(node) : nil
        row.field = field.raw
        row.parent = parent
        row.firstChild = UInt32.max
        row.nextSibling = UInt32.max
        row.position = 0
        row.textOffset = row.textLength == 0 ? 0 : UInt32(truncatingIfNeeded: target.append(text: source.text(node)))
        if row.kind == .rawJSON { target.appendPadding() }
        if let name {
            let offset: Int = target.append(text: name)
            row.firstChild = target.keep(unknownName: offset..<(offset + name.count))
        }
        let index: UInt32 = parent == UInt32.max ? target.append(row) : target.append(row, after: last)
        var previous: UInt32 = UInt32.max
        var child: UInt32 = source.firstChild(node)
        while child != UInt32.max {
            let row: Node = source.nodes[Int(child)]
            previous = copy(source, child, into: target, parent: index, after: previous, field: FieldIndex(raw: row.field))
            child = row.nextSibling
        }
        return index
    }
}

extension Schema {
    /// The form a value's text has under a primitive type: what JSON writes bare must be a JSON number or truth value.
    func valueKind(of type: TypeIndex, _ text: UnsafeBufferPointer<UInt8>) -> NodeKind {
        if type == boolean { return text.elementsEqual("true".utf8) || text.elementsEqual("false".utf8) ? .boolean : .string }
        guard type == integer || type == decimal || type == unsignedInt || type == positiveInt else { return .string }
        return isJSONNumber(text) ? .number : .string
    }
}
