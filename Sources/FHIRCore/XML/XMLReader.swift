extension ElementTree {
    /// Reads one resource from XML (FHIR R4, 2.6.1 XML representation), in UTF-8 or any encoding that libxml2 knows.
    ///
    /// Unknown elements are kept as their source text, narrative too; unknown attributes, stray text and wrong namespaces become
    /// `findings`. Comments and processing instructions are no content of FHIR and are passed over.
    /// - Throws: `ReadError`: ill-formed XML, a DTD, no resource at the top, a limit passed.
    public static func read(xml bytes: [UInt8], schema: Schema = .r4, limits: ReadLimits = ReadLimits()) throws(ReadError)
        -> ElementTree
    {
        if bytes.count > limits.size { throw ReadError(.limit, "the resource is larger than \(limits.size) bytes") }
        let source: [UInt8] = try bytes.withBytes { (buffer) throws(ReadError) in try XMLEncoding.utf8(of: buffer) } ?? bytes
        let tree = ElementTree(schema: schema, xmlSource: source)
        try source.withBytes { (buffer) throws(ReadError) in
            let reader = XMLTreeReader(tree: tree, source: buffer)
            try XMLEventParser.parse(buffer, handler: reader, maximumDepth: limits.depth)
        }
        return tree
    }
}

/// Builds the tree from libxml2's events.
private final class XMLTreeReader: XMLHandler {
    /// An open element.
    private struct Frame {
        /// Its node; `UInt32.max` for the wrapper of a resource (`contained`, `resource`), which is no node of its own.
        var node: UInt32
        var type: TypeIndex
        /// Last child.
        var last: UInt32 = UInt32.max
        /// For a wrapper: the field that its resource stands in.
        var wrapper: FieldIndex = .none
        /// For a wrapper: number of resources in it.
        var resources: Int = 0
    }

    private let tree: ElementTree
    private let schema: Schema
    private let source: UnsafeRawBufferPointer
    private var frames: [Frame] = []
    /// Inside narrative or an unknown element: its node and how many elements are open in it.
    private var captured: (node: UInt32, start: Int, depth: Int)?

    init(tree: ElementTree, source: UnsafeRawBufferPointer) {
        self.tree = tree
        self.source = source
        schema = tree.schema
        frames.reserveCapacity(32)
    }

    func startElement(_ tag: XMLTag, offset: Int) throws(ReadError) {
        if captured != nil {
            captured?.depth += 1
            return
        }
        guard let frame = frames.last else { return try root(tag, offset: offset) }
        if frame.wrapper != .none { return resource(tag, offset: offset) }
        guard let field = schema.field(tag.name, of: frame.type), frame.node != UInt32.max,
            !schema.isXMLAttribute(field.raw)
        else { return unknown(tag, offset: offset) }
        let type = TypeIndex(raw: schema.fields[Int(field.raw)].type)
        if type == schema.xhtml { return narrative(field, type, tag, offset: offset) }
        checkNamespace(tag, "http://hl7.org/fhir", offset)
        if type == schema.resource {
            frames.append(Frame(node: frame.node, type: .unknown, last: frame.last, wrapper: field))
            return
        }
        push(Node(field: field, type: type, kind: .none, parent: frame.node, position: offset))
        attributes(tag, offset: offset)
    }

    private func root(_ tag: XMLTag, offset: Int) throws(ReadError) {
        guard let type = schema.resourceType(named: tag.name) else {
            throw ReadError(
                .notAResource, schema.unknownResourceMessage(tag.name.string),
                position: SourcePosition(offset: offset, in: source))
        }
        let node: UInt32 = tree.append(Node(field: .none, type: type, kind: .none, parent: UInt32.max, position: offset))
        frames.append(Frame(node: node, type: type))
        checkNamespace(tag, "http://hl7.org/fhir", offset)
        attributes(tag, offset: offset)
    }

    /// Appends a node to the open element and opens it.
    private func push(_ node: Node) {
        let top: Int = frames.count - 1
        let index: UInt32 = tree.append(node, after: frames[top].last)
        frames[top].last = index
        frames.append(Frame(node: index, type: TypeIndex(raw: node.type)))
    }

    /// A resource inside its wrapper.
    private func resource(_ tag: XMLTag, offset: Int) {
        let top: Int = frames.count - 1
        frames[top].resources += 1
        guard let type = schema.resourceType(named: tag.name) else { return unknown(tag, offset: offset) }
        checkNamespace(tag, "http://hl7.org/fhir", offset)
        push(Node(field: frames[top].wrapper, type: type, kind: .none, parent: frames[top].node, position: offset))
        attributes(tag, offset: offset)
    }

    /// An element that the schema does not have is kept as its source text.
    private func unknown(_ tag: XMLTag, offset: Int) {
        let top: Int = frames.count - 1
        let node = Node(
            field: .none, type: .unknown, kind: .rawXML, parent: frames[top].node, position: offset, flags: .unknownName)
        let index: UInt32 = tree.append(node, after: frames[top].last)
        frames[top].last = index
        let name: Int = tree.append(text: tag.name)
        tree.nodes[Int(index)].firstChild = tree.keep(unknownName: name..<(name + tag.name.count))
        captured = (index, offset, 1)
    }

    private func narrative(_ field: FieldIndex, _ type: TypeIndex, _ tag: XMLTag, offset: Int) {
        let top: Int = frames.count - 1
        checkNamespace(tag, "http://www.w3.org/1999/xhtml", offset)
        let node = Node(field: field, type: type, kind: .string, parent: frames[top].node, position: offset)
        let index: UInt32 = tree.append(node, after: frames[top].last)
        frames[top].last = index
        captured = (index, offset, 1)
    }

    private func checkNamespace(_ tag: XMLTag, _ expected: StaticString, _ offset: Int) {
        if tag.namespace?.equals(expected) == true { return }
        finding(.wrongNamespace, tag.namespace?.string ?? "", offset)
    }

    private func finding(_ code: ReadFinding.Code, _ detail: String, _ offset: Int) {
        let node: UInt32 = frames.last?.node ?? 0
        tree.findings.append(ReadFinding(code: code, detail: detail, node: NodeIndex(raw: node), offset: offset))
    }

    // MARK: Attributes

    private func attributes(_ tag: XMLTag, offset: Int) {
        let top: Int = frames.count - 1
        for index in 0..<tag.attributeCount {
            let attribute = tag.attribute(index)
            if attribute.namespace != nil {
                // xsi:schemaLocation says where a schema lies, nothing of the content.
                if attribute.name.equals("schemaLocation") { continue }
            } else if attribute.name.equals("value"), schema.isPrimitive(frames[top].type) {
                setValue(frames[top].node, attribute.value)
                continue
            } else if let field = schema.field(attribute.name, of: frames[top].type), schema.isXMLAttribute(field.raw) {
                let type = TypeIndex(raw: schema.fields[Int(field.raw)].type)
                push(Node(field: field, type: type, kind: .none, parent: frames[top].node, position: offset))
                setValue(frames[top + 1].node, attribute.value)
                frames.removeLast()
                continue
            }
            finding(.unknownAttribute, "\(attribute.name.string)=\"\(attribute.value.string)\"", offset)
        }
    }

    private func setValue(_ node: UInt32, _ value: XMLText) {
        let offset: Int = tree.append(text: value)
        tree.setText(node, offset: offset, length: value.count)
        tree.nodes[Int(node)].kind = schema.valueKind(of: TypeIndex(raw: tree.nodes[Int(node)].type), value)
    }

    // MARK: Ends and text

    func endElement(end: Int) {
        if var capture = captured {
            capture.depth -= 1
            captured = capture.depth == 0 ? nil : capture
            if capture.depth == 0 { keep(capture.start..<end, as: capture.node) }
            return
        }
        let frame: Frame = frames.removeLast()
        guard frame.wrapper != .none else { return }
        let top: Int = frames.count - 1
        frames[top].last = frame.last
        if frame.resources != 1 { finding(.resourceCount, "\(frame.resources)", end) }
    }

    /// The source text of an element; line ends become LF, as XML 1.0 (2.11) has it.
    private func keep(_ range: Range<Int>, as node: UInt32) {
        let slice = UnsafeBufferPointer(rebasing: source.bindMemory(to: UInt8.self)[range])
        let offset: Int
        var count: Int = slice.count
        if slice.contains(0x0D) {
            var normal: [UInt8] = []
            normal.reserveCapacity(slice.count)
            for (index, byte) in slice.enumerated() {
                let isPair: Bool = byte == 0x0A && index > 0 && slice[index - 1] == 0x0D
                if !isPair { normal.append(byte == 0x0D ? 0x0A : byte) }
            }
            count = normal.count
            offset = normal.withUnsafeBufferPointer { tree.append(text: $0) }
        } else {
            offset = tree.append(text: slice)
        }
        tree.setText(node, offset: offset, length: count)
    }

    func characters(_ text: XMLText) {
        if captured != nil || frames.isEmpty { return }
        let isSpace: Bool = text.allSatisfy { $0 == 0x20 || $0 == 0x0A || $0 == 0x0D || $0 == 0x09 }
        if !isSpace { finding(.strayText, text.string, Int(tree.nodes[Int(frames[frames.count - 1].node)].position)) }
    }
}
