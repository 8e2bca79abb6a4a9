extension ElementTree {
    /// Writes the tree as FHIR JSON in canonical order (FHIR R4, 2.6.2), numbers and strings as they stand.
    ///
    /// What the JSON reader kept (unknown members, values of a wrong form) is written again; unknown XML elements are losses.
    public func json(_ layout: Layout = .pretty) -> Written { root.json(layout) }
}

extension Element {
    /// Writes the element as FHIR JSON; see `ElementTree.json(_:)`. A primitive becomes its bare value.
    public func json(_ layout: Layout = .pretty) -> Written {
        var writer = JSONWriter(tree: tree, layout: layout)
        writer.value(node)
        writer.output.append(0x0A)
        return Written(bytes: writer.output, losses: writer.losses)
    }
}

struct JSONWriter {
    private let tree: ElementTree
    private let schema: Schema
    private let layout: Layout
    private var depth: Int = 0
    var output: [UInt8] = []
    private(set) var losses: [Loss] = []

    init(tree: ElementTree, layout: Layout) {
        self.tree = tree
        self.layout = layout
        schema = tree.schema
        output.reserveCapacity(tree.byteCount + tree.byteCount / 4)
    }

    // MARK: Layout

    private mutating func newline() {
        if layout == .compact { return }
        output.append(0x0A)
        output.append(contentsOf: repeatElement(0x20, count: depth * 2))
    }

    private mutating func open(_ bracket: UInt8) {
        output.append(bracket)
        depth += 1
    }

    private mutating func close(_ bracket: UInt8, empty: Bool) {
        depth -= 1
        if !empty { newline() }
        output.append(bracket)
    }

    private mutating func separate(_ first: inout Bool) {
        if !first { output.append(0x2C) }
        first = false
        newline()
    }

    private mutating func key(_ name: UnsafeBufferPointer<UInt8>, companion: Bool = false) {
        if companion {
            output.append(0x22)
            output.append(0x5F)
            output.append(contentsOf: name)
            output.append(0x22)
        } else {
            appendJSONString(name, to: &output)
        }
        output.append(0x3A)
        if layout == .pretty { output.append(0x20) }
    }

    // MARK: Elements

    /// An element's value: an object, a bare value, or what the reader kept.
    mutating func value(_ node: UInt32) {
        let row: Node = tree.nodes[Int(node)]
        switch row.kind {
        case .none: object(node, type: TypeIndex(raw: row.type))
        case .rawJSON: raw(node)
        case .rawXML: break
        default: scalar(node)
        }
    }

    private mutating func scalar(_ node: UInt32) {
        let row: Node = tree.nodes[Int(node)]
        let text: UnsafeBufferPointer<UInt8> = tree.text(node)
        switch row.kind {
        case .number, .boolean: output.append(contentsOf: text)
        case .string where row.flags.contains(.escaped): tree.withPlainText(node) { appendJSONString($0, to: &output) }
        case .string: appendJSONString(text, to: &output)
        case .rawJSON: raw(node)
        default: output.append(contentsOf: "null".utf8)
        }
    }

    private mutating func object(_ node: UInt32, type: TypeIndex) {
        open(0x7B)
        var first: Bool = true
        if type != .unknown, schema.types[Int(type.raw)].kind == TypeKind.resource.rawValue {
            separate(&first)
            output.append(contentsOf: layout == .pretty ? "\"resourceType\": ".utf8 : "\"resourceType\":".utf8)
            appendJSONString(schema.bytes(schema.types[Int(type.raw)].name), to: &output)
        }
        let children: [UInt32] = tree.orderedChildren(node)
        var start: Int = 0
        while start < children.count {
            var end: Int = start + 1
            let field: UInt16 = tree.nodes[Int(children[start])].field
            while end < children.count, field != FieldIndex.none.raw, tree.nodes[Int(children[end])].field == field,
                !tree.nodes[Int(children[end])].flags.contains(.duplicate)
            {
                end += 1
            }
            member(children[start..<end], field, &first)
            start = end
        }
        close(0x7D, empty: first)
    }

    /// A member for a run of children of one field.
    private mutating func member(_ nodes: ArraySlice<UInt32>, _ field: UInt16, _ first: inout Bool) {
        guard let head = nodes.first else { return }
        let row: Node = tree.nodes[Int(head)]
        if row.kind == .rawXML {
            return losses.append(Loss(Element(tree: tree, node: head), "an unknown XML element has no place in JSON"))
        }
        let isList: Bool = field != FieldIndex.none.raw && schema.isList(schema.fields + Int(field))
        let isArray: Bool = nodes.count > 1 || (isList != row.flags.contains(.arrayMismatch) && !isEmptyArray(head))
        if field == FieldIndex.none.raw || !schema.isPrimitive(TypeIndex(raw: row.type)) {
            separate(&first)
            key(tree.name(head))
            return field == FieldIndex.none.raw ? raw(head) : values(nodes, isArray)
        }
        let hasValues: Bool = nodes.contains { tree.nodes[Int($0)].kind != .none }
        let hasCompanions: Bool = nodes.contains { tree.nodes[Int($0)].firstChild != UInt32.max }
        if hasValues {
            separate(&first)
            key(tree.name(head))
            values(nodes, isArray)
        }
        if hasCompanions || !hasValues {
            separate(&first)
            key(tree.name(head), companion: true)
            companions(nodes, isArray)
        }
    }

    /// The reader keeps `[]` as one node.
    private func isEmptyArray(_ node: UInt32) -> Bool {
        tree.nodes[Int(node)].kind == .rawJSON && tree.text(node).first == 0x5B
    }

    private mutating func values(_ nodes: ArraySlice<UInt32>, _ isArray: Bool) {
        if isArray { open(0x5B) }
        var first: Bool = true
        for node in nodes {
            if isArray { separate(&first) }
            if schema.isPrimitive(TypeIndex(raw: tree.nodes[Int(node)].type)) { scalar(node) } else { value(node) }
        }
        if isArray { close(0x5D, empty: false) }
    }

    private mutating func companions(_ nodes: ArraySlice<UInt32>, _ isArray: Bool) {
        if isArray { open(0x5B) }
        var first: Bool = true
        for node in nodes {
            if isArray { separate(&first) }
            let row: Node = tree.nodes[Int(node)]
            if row.firstChild == UInt32.max && isArray {
                output.append(contentsOf: "null".utf8)
            } else {
                object(node, type: .unknown)
            }
        }
        if isArray { close(0x5D, empty: false) }
    }

    /// JSON that the reader kept, laid out like the rest.
    private mutating func raw(_ node: UInt32) {
        let text: UnsafeBufferPointer<UInt8> = tree.text(node)
        guard tree.nodes[Int(node)].kind == .rawJSON, let start = text.baseAddress else { return }
        // The text was checked when it was read, and more bytes follow it in the tree's buffer.
        var scanner = JSONScanner(base: start, count: text.count, maximumDepth: Int.max)
        do throws(JSONFault) { try copy(&scanner) } catch { output.append(contentsOf: text) }
    }

    private mutating func copy(_ scanner: inout JSONScanner) throws(JSONFault) {
        let opening: UInt8 = scanner.next()
        guard opening == 0x7B || opening == 0x5B else {
            let text: JSONText = try scanner.skipValue(depth: 0)
            return output.append(contentsOf: UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length))
        }
        open(opening)
        scanner.offset += 1
        var first: Bool = true
        if scanner.next() == opening + 2 {
            scanner.offset += 1
        } else {
            repeat {
                separate(&first)
                if opening == 0x7B {
                    let name: JSONText = try scanner.key()
                    let start = scanner.base + name.offset - 1
                    output.append(contentsOf: UnsafeBufferPointer(start: start, count: name.length + 2))
                    output.append(0x3A)
                    if layout == .pretty { output.append(0x20) }
                }
                try copy(&scanner)
            } while try scanner.comma(orEnd: opening + 2)
        }
        close(opening + 2, empty: first)
    }
}
