import CDefinitions

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
        return writer.written()
    }
}

struct JSONWriter: ~Copyable {
    private let tree: ElementTree
    private let schema: Schema
    private let layout: Layout
    private var depth: Int = 0
    private var output: ByteBuffer
    private var losses: [Loss] = []

    init(tree: ElementTree, layout: Layout, drain: ByteDrain? = nil) {
        self.tree = tree
        self.layout = layout
        schema = tree.schema
        output = drain.map { ByteBuffer(drain: $0) } ?? ByteBuffer(capacity: tree.nodeCount * 48)
    }

    /// The document, with a line feed at its end.
    mutating func written() -> Written {
        output.append(0x0A)
        return Written(bytes: output.array, losses: losses)
    }

    /// Ends the document and hands on what is left of it.
    mutating func finish() throws -> [Loss] {
        output.append(0x0A)
        try output.finish()
        return losses
    }

    // MARK: Layout

    private mutating func newline() {
        if layout == .compact { return }
        output.append(0x0A)
        output.append(0x20, times: depth * 2)
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
        // Names of the schema need no escapes.
        output.append(0x22)
        if companion { output.append(0x5F) }
        output.append(name)
        output.append(0x22)
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
        case .number, .boolean: output.append(text)
        case .string where row.flags.contains(.escaped):
            let plain: [UInt8] = unescapeJSON(text)
            plain.withUnsafeBufferPointer { appendJSONString($0, to: &output) }
        case .string: appendJSONString(text, to: &output)
        case .rawJSON: raw(node)
        default: output.append("null")
        }
    }

    private mutating func object(_ node: UInt32, type: TypeIndex) {
        open(0x7B)
        var first: Bool = true
        if type != .unknown, schema.types[Int(type.raw)].kind == TypeKind.resource.rawValue {
            separate(&first)
            output.append(layout == .pretty ? "\"resourceType\": \"" as StaticString : "\"resourceType\":\"")
            output.append(schema.bytes(schema.types[Int(type.raw)].name))
            output.append(0x22)
        }
        var cursor: ChildCursor = tree.canonicalChildren(node)
        defer { cursor.deallocate() }
        while cursor.current != UInt32.max {
            let run = Run(start: cursor, field: tree.nodes[Int(cursor.current)].field)
            member(run, &cursor, &first)
        }
        close(0x7D, empty: first)
    }

    /// Children of one field, which make one member.
    private struct Run {
        let start: ChildCursor
        let field: UInt16
        var count: Int = 0
        var hasValues: Bool = false
        var hasCompanions: Bool = false
    }

    /// A member for a run of children of one field; the cursor is behind the run then.
    private mutating func member(_ start: Run, _ cursor: inout ChildCursor, _ first: inout Bool) {
        var run: Run = start
        let head: UInt32 = cursor.current
        repeat {
            let row: UnsafeMutablePointer<Node> = tree.nodes + Int(cursor.current)
            if row.pointee.kind != .none { run.hasValues = true }
            if row.pointee.firstChild != UInt32.max { run.hasCompanions = true }
            run.count += 1
            cursor.advance()
        } while run.field != FieldIndex.none.raw && continues(run.field, cursor.current)
        let row: Node = tree.nodes[Int(head)]
        if run.field == FieldIndex.none.raw { return unknown(head, row, &first) }
        let shape: Shape = shape(of: row)
        let isArray: Bool = run.count > 1 || (shape.isList != row.flags.contains(.arrayMismatch) && !isEmptyArray(head))
        if !shape.isPrimitive || run.hasValues {
            separate(&first)
            key(shape.name)
            values(run, isArray, shape.isPrimitive)
        }
        if shape.isPrimitive && (run.hasCompanions || !run.hasValues) {
            separate(&first)
            key(shape.name, companion: true)
            companions(run, isArray)
        }
    }

    /// What the schema says of a field and of the type in it.
    private struct Shape {
        let name: UnsafeBufferPointer<UInt8>
        let isList: Bool
        let isPrimitive: Bool
    }

    /// All that is asked of the schema at a member, in a place of its own: it counts no reference there, which threads would contend for.
    @inline(never)
    private func shape(of row: Node) -> Shape {
        let field: UnsafePointer<cb_field> = schema.fields + Int(row.field)
        return Shape(
            name: schema.bytes(field.pointee.name), isList: schema.isList(field),
            isPrimitive: schema.isPrimitive(TypeIndex(raw: row.type)))
    }

    @inline(__always)
    private func continues(_ field: UInt16, _ node: UInt32) -> Bool {
        node != UInt32.max && tree.nodes[Int(node)].field == field && !tree.nodes[Int(node)].flags.contains(.duplicate)
    }

    /// A name that is not of the schema.
    private mutating func unknown(_ node: UInt32, _ row: Node, _ first: inout Bool) {
        if row.kind == .rawXML {
            return losses.append(Loss(Element(tree: tree, node: node), "an unknown XML element has no place in JSON"))
        }
        separate(&first)
        appendJSONString(tree.name(node), to: &output)
        output.append(0x3A)
        if layout == .pretty { output.append(0x20) }
        raw(node)
    }

    /// The reader keeps `[]` as one node.
    private func isEmptyArray(_ node: UInt32) -> Bool {
        let text: UnsafeBufferPointer<UInt8> = tree.text(node)
        guard tree.nodes[Int(node)].kind == .rawJSON, text.first == 0x5B else { return false }
        return text.dropFirst().first { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 } == 0x5D
    }

    private mutating func values(_ run: Run, _ isArray: Bool, _ arePrimitive: Bool) {
        if isArray { open(0x5B) }
        var first: Bool = true
        var cursor: ChildCursor = run.start
        for _ in 0..<run.count {
            if isArray { separate(&first) }
            if arePrimitive { scalar(cursor.current) } else { value(cursor.current) }
            cursor.advance()
        }
        if isArray { close(0x5D, empty: false) }
    }

    private mutating func companions(_ run: Run, _ isArray: Bool) {
        if isArray { open(0x5B) }
        var first: Bool = true
        var cursor: ChildCursor = run.start
        for _ in 0..<run.count {
            if isArray { separate(&first) }
            // Beside values an empty element is null; where there are none, null would be taken for a value when it is read.
            if tree.nodes[Int(cursor.current)].firstChild == UInt32.max && isArray && run.hasValues {
                output.append("null")
            } else {
                object(cursor.current, type: .unknown)
            }
            cursor.advance()
        }
        if isArray { close(0x5D, empty: false) }
    }

    /// JSON that the reader kept, laid out like the rest.
    private mutating func raw(_ node: UInt32) {
        let text: UnsafeBufferPointer<UInt8> = tree.text(node)
        guard tree.nodes[Int(node)].kind == .rawJSON, let start = text.baseAddress else { return }
        // The text was checked when it was read, and more bytes follow it in the tree's buffer.
        var scanner = JSONScanner(base: start, count: text.count, maximumDepth: Int.max)
        do throws(JSONFault) { try copy(&scanner) } catch { output.append(text) }
    }

    private mutating func copy(_ scanner: inout JSONScanner) throws(JSONFault) {
        let opening: UInt8 = scanner.next()
        guard opening == 0x7B || opening == 0x5B else {
            let text: JSONText = try scanner.skipValue(depth: 0)
            return output.append(scanner.base + text.offset, text.length)
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
                    output.append(scanner.base + name.offset - 1, name.length + 2)
                    output.append(0x3A)
                    if layout == .pretty { output.append(0x20) }
                }
                try copy(&scanner)
            } while try scanner.comma(orEnd: opening + 2)
        }
        close(opening + 2, empty: first)
    }
}
