extension ElementTree {
    /// Writes the tree as FHIR XML in canonical order (FHIR R4, 2.6.1); what XML cannot carry is a loss.
    public func xml(_ layout: Layout = .pretty) -> Written { root.xml(layout) }
}

extension Element {
    /// Writes the element as FHIR XML; see `ElementTree.xml(_:)`. An element that is no resource is named by its type.
    public func xml(_ layout: Layout = .pretty) -> Written {
        var writer = XMLWriter(tree: tree, layout: layout)
        writer.document(node)
        return writer.written()
    }
}

struct XMLWriter: ~Copyable {
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
        output = drain.map { ByteBuffer(drain: $0) } ?? ByteBuffer(capacity: tree.nodeCount * 64)
    }

    /// What was written.
    mutating func written() -> Written { Written(bytes: output.array, losses: losses) }

    /// Hands on what is left of the document.
    mutating func finish() throws -> [Loss] {
        try output.finish()
        return losses
    }

    mutating func document(_ node: UInt32) {
        output.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>")
        newline()
        element(node, name: schema.bytes(schema.types[Int(tree.nodes[Int(node)].type)].name), isTop: true)
        output.append(0x0A)
    }

    private mutating func newline() {
        if layout == .compact { return }
        output.append(0x0A)
        output.append(0x20, times: depth * 2)
    }

    private mutating func lose(_ node: UInt32, _ message: String) {
        losses.append(Loss(Element(tree: tree, node: node), message))
    }

    // MARK: Elements

    private mutating func element(_ node: UInt32, name: UnsafeBufferPointer<UInt8>, isTop: Bool = false) {
        let row: Node = tree.nodes[Int(node)]
        output.append(0x3C)
        output.append(name)
        if isTop { output.append(" xmlns=\"http://hl7.org/fhir\"") }
        var cursor: ChildCursor = tree.canonicalChildren(node)
        defer { cursor.deallocate() }
        var contents: ChildCursor = cursor
        var hasContents: Bool = false
        // Of a member that stands twice the second has no place: an attribute is there once.
        var written: UInt16 = FieldIndex.none.raw
        while cursor.current != UInt32.max {
            let child: UInt32 = cursor.current
            if isAttribute(child) {
                let field: UInt16 = tree.nodes[Int(child)].field
                if field == written {
                    lose(child, "XML writes it as an attribute, which stands once")
                } else if attribute(schema.bytes(schema.fields[Int(field)].name), child) {
                    written = field
                }
            } else {
                hasContents = true
            }
            cursor.advance()
        }
        if row.kind != .none { value(node) }
        if !hasContents {
            output.append("/>")
            return
        }
        output.append(0x3E)
        depth += 1
        let before: Int = output.count
        while contents.current != UInt32.max {
            if !isAttribute(contents.current) { content(contents.current) }
            contents.advance()
        }
        depth -= 1
        if output.count == before {
            // Nothing could be carried.
            output.removeLast()
            output.append("/>")
            return
        }
        newline()
        output.append("</")
        output.append(name)
        output.append(0x3E)
    }

    private func isAttribute(_ node: UInt32) -> Bool {
        let field: UInt16 = tree.nodes[Int(node)].field
        return field != FieldIndex.none.raw && schema.isXMLAttribute(field)
    }

    private mutating func content(_ node: UInt32) {
        let row: Node = tree.nodes[Int(node)]
        switch row.kind {
        case .rawXML:
            guard Narrative.standsAlone(tree.text(node)) else {
                return lose(node, "an unknown element with a namespace prefix that is declared outside of it")
            }
            newline()
            output.append(tree.text(node))
        case .rawJSON:
            let known: Bool = row.field != FieldIndex.none.raw
            lose(node, known ? "a JSON value of a wrong form has no place in XML" : "an unknown JSON member has no place in XML")
        default:
            newline()
            contentElement(node, row)
        }
    }

    private mutating func contentElement(_ node: UInt32, _ row: Node) {
        let field = schema.fields + Int(row.field)
        let name: UnsafeBufferPointer<UInt8> = schema.bytes(field.pointee.name)
        if field.pointee.type == schema.xhtml.raw { return narrative(node) }
        if field.pointee.type != schema.resource.raw { return element(node, name: name) }
        output.append(0x3C)
        output.append(name)
        output.append(0x3E)
        depth += 1
        newline()
        element(node, name: schema.bytes(schema.types[Int(row.type)].name))
        depth -= 1
        newline()
        output.append("</")
        output.append(name)
        output.append(0x3E)
    }

    // MARK: Values

    private mutating func value(_ node: UInt32) {
        let kind: NodeKind = tree.nodes[Int(node)].kind
        if kind == .null { return lose(node, "a JSON null that stands for nothing has no place in XML") }
        attribute(StaticString("value").buffer, node)
    }

    /// - Returns: whether it was written.
    @discardableResult
    private mutating func attribute(_ name: UnsafeBufferPointer<UInt8>, _ node: UInt32) -> Bool {
        let row: Node = tree.nodes[Int(node)]
        if row.kind == .rawJSON || row.kind == .null {
            lose(node, "a JSON value of a wrong form has no place in XML")
            return false
        }
        if row.firstChild != UInt32.max && isAttribute(node) {
            lose(node, "XML writes it as an attribute, which has no id or extensions")
        }
        if row.kind == .none { return false }
        output.append(0x20)
        output.append(name)
        output.append("=\"")
        if row.flags.contains(.escaped) {
            let plain: [UInt8] = unescapeJSON(tree.text(node))
            plain.withUnsafeBufferPointer { escaped($0, node) }
        } else {
            escaped(tree.text(node), node)
        }
        output.append(0x22)
        return true
    }

    /// Text in an attribute: markup is escaped, and line ends and tabs, which a reader would make into spaces.
    private mutating func escaped(_ text: UnsafeBufferPointer<UInt8>, _ node: UInt32) {
        var start: Int = 0
        for index in 0..<text.count {
            let byte: UInt8 = text[index]
            if byte >= 0x20 && byte != 0x22 && byte != 0x26 && byte != 0x3C && byte != 0x3E && byte != 0xEF { continue }
            let isNonCharacter: Bool =
                byte == 0xEF && index + 2 < text.count && text[index + 1] == 0xBF && text[index + 2] >= 0xBE
            if byte == 0xEF && !isNonCharacter { continue }
            output.append(UnsafeBufferPointer(rebasing: text[start..<index]))
            start = index + (isNonCharacter ? 3 : 1)
            switch byte {
            case 0x22: output.append("&quot;")
            case 0x26: output.append("&amp;")
            case 0x3C: output.append("&lt;")
            case 0x3E: output.append("&gt;")
            case 0x09: output.append("&#9;")
            case 0x0A: output.append("&#10;")
            case 0x0D: output.append("&#13;")
            default: lose(node, "a character that XML 1.0 does not allow was left out (a control character or U+FFFE, U+FFFF)")
            }
        }
        if start < text.count { output.append(UnsafeBufferPointer(rebasing: text[start...])) }
    }

    /// Narrative stands as the XHTML it is; text that is none is written as text and reported.
    private mutating func narrative(_ node: UInt32) {
        let row: Node = tree.nodes[Int(node)]
        guard row.kind == .string else { return lose(node, "a JSON value of a wrong form has no place in XML") }
        if row.firstChild != UInt32.max { lose(node, "narrative in XML has no FHIR extensions") }
        let text: [UInt8] = tree.withPlainText(node) { Array($0) }
        if let narrative = Narrative.xml(of: text) { return output.append(narrative) }
        lose(node, "the narrative is no well-formed XHTML with a div at the top; it was written as plain text")
        output.append("<div xmlns=\"http://www.w3.org/1999/xhtml\">")
        text.withUnsafeBufferPointer { escaped($0, node) }
        output.append("</div>")
    }
}

extension StaticString {
    fileprivate var buffer: UnsafeBufferPointer<UInt8> { UnsafeBufferPointer(start: utf8Start, count: utf8CodeUnitCount) }
}
