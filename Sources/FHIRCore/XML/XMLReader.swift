extension ElementTree {
    /// Reads one resource from XML (FHIR R4, 2.6.1 XML representation), in UTF-8 or any encoding that libxml2 knows.
    ///
    /// Unknown elements are kept as their source text, narrative too; unknown attributes, stray text and wrong namespaces become
    /// `findings`. Comments and processing instructions are no content of FHIR and are passed over.
    /// - Throws: `ReadError`: ill-formed XML, a DTD, no resource at the top, a limit passed.
    public static func read(xml bytes: [UInt8], schema: Schema = .r4, limits: ReadLimits = ReadLimits()) throws(ReadError)
        -> ElementTree
    {
        if bytes.count > limits.size { throw ReadError(.limit, "the resource is larger than \(limits.size) bytes", limit: .size) }
        let recoded: [UInt8]? = try bytes.withBytes { (buffer) throws(ReadError) in try XMLEncoding.utf8(of: buffer) }
        let tree: ElementTree = (recoded ?? bytes).withUnsafeBytes { ElementTree(schema: schema, source: $0, isXML: true) }
        let source: UnsafeRawBufferPointer = tree.storage.pointee.pin((recoded ?? bytes).count)
        defer { tree.storage.pointee.unpin() }
        try XMLAttributeLimit.check(source, most: limits.attributes)
        let reader = XMLTreeReader(tree: tree, source: source)
        try XMLEventParser.parse(padded: source, handler: reader, maximumDepth: limits.depth)
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
        /// For a wrapper: it is in a wrong namespace, and the address of that.
        var isForeign: Bool = false
        var namespace: UnsafePointer<UInt8>?
    }

    private let tree: ElementTree
    private let schema: Schema
    private let source: UnsafeRawBufferPointer
    /// What changes; behind a pointer, because stored properties of a class pay for exclusivity checks at every access.
    private struct State {
        /// The open elements.
        var frames: UnsafeMutablePointer<Frame>
        var frameCount: Int = 0
        var frameCapacity: Int
        /// Inside narrative or an unknown element: how many elements are open in it, its node, and where it starts.
        var capturedDepth: Int = 0
        var capturedNode: UInt32 = 0
        var capturedStart: Int = 0
        /// The address of the FHIR namespace in this document, once it was seen.
        var fhirNamespace: UnsafePointer<UInt8>?

        mutating func push(_ frame: Frame) {
            if frameCount == frameCapacity {
                let grown = UnsafeMutablePointer<Frame>.allocate(capacity: frameCapacity * 2)
                grown.update(from: frames, count: frameCount)
                frames.deallocate()
                frames = grown
                frameCapacity *= 2
            }
            frames[frameCount] = frame
            frameCount += 1
        }
    }

    private let state: UnsafeMutablePointer<State>
    private let names: XMLNameCache

    init(tree: ElementTree, source: UnsafeRawBufferPointer) {
        self.tree = tree
        self.source = source
        schema = tree.schema
        names = XMLNameCache(schema)
        state = UnsafeMutablePointer<State>.allocate(capacity: 1)
        let frames = UnsafeMutablePointer<Frame>.allocate(capacity: 64)
        state.initialize(to: State(frames: frames, frameCapacity: 64))
    }

    deinit {
        state.pointee.frames.deallocate()
        state.deallocate()
    }

    /// The open element, which there must be.
    private var top: UnsafeMutablePointer<Frame> { state.pointee.frames + (state.pointee.frameCount - 1) }

    func startElement(_ tag: XMLTag, offset: Int) throws(ReadError) {
        if state.pointee.capturedDepth > 0 {
            state.pointee.capturedDepth += 1
            return
        }
        if state.pointee.frameCount == 0 { return try root(tag, offset: offset) }
        let frame: Frame = top.pointee
        if frame.wrapper != .none { return resource(tag, offset: offset) }
        let field: FieldIndex = names.field(tag.nameAddress, of: frame.type)
        if field == .none || schema.isXMLAttribute(field.raw) { return unknown(tag, offset: offset) }
        let type = TypeIndex(raw: schema.fields[Int(field.raw)].type)
        if type == schema.xhtml { return narrative(field, type, tag, offset: offset) }
        let isForeign: Bool = !checkNamespace(tag, offset)
        if type == schema.resource {
            var wrapper = Frame(node: frame.node, type: .unknown, last: frame.last, wrapper: field)
            (wrapper.isForeign, wrapper.namespace) = (isForeign, tag.namespaceAddress)
            return state.pointee.push(wrapper)
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
        state.pointee.push(Frame(node: node, type: type))
        checkNamespace(tag, offset)
        attributes(tag, offset: offset)
    }

    /// Appends a node to the open element and opens it.
    private func push(_ node: Node) {
        let index: UInt32 = tree.append(node, after: top.pointee.last)
        top.pointee.last = index
        state.pointee.push(Frame(node: index, type: TypeIndex(raw: node.type)))
    }

    /// A resource inside its wrapper.
    private func resource(_ tag: XMLTag, offset: Int) {
        top.pointee.resources += 1
        guard let type = schema.resourceType(named: tag.name) else { return unknown(tag, offset: offset) }
        // A wrong namespace that is the wrapper's was said there.
        if !(top.pointee.isForeign && top.pointee.namespace == tag.namespaceAddress) { checkNamespace(tag, offset) }
        push(Node(field: top.pointee.wrapper, type: type, kind: .none, parent: top.pointee.node, position: offset))
        attributes(tag, offset: offset)
    }

    /// An element that the schema does not have is kept as its source text.
    private func unknown(_ tag: XMLTag, offset: Int) {
        let node = Node(
            field: .none, type: .unknown, kind: .rawXML, parent: top.pointee.node, position: offset, flags: .unknownName)
        let index: UInt32 = tree.append(node, after: top.pointee.last)
        top.pointee.last = index
        let name: Int = tree.append(text: tag.name)
        tree.nodes[Int(index)].firstChild = tree.keep(unknownName: name..<(name + tag.name.count))
        capture(index, from: offset)
    }

    /// What comes until the element's end is kept as source text.
    private func capture(_ node: UInt32, from offset: Int) {
        state.pointee.capturedDepth = 1
        state.pointee.capturedNode = node
        state.pointee.capturedStart = offset
    }

    private func narrative(_ field: FieldIndex, _ type: TypeIndex, _ tag: XMLTag, offset: Int) {
        if tag.namespace?.equals("http://www.w3.org/1999/xhtml") != true {
            finding(.wrongNamespace, tag.namespace?.string ?? "", offset)
        }
        let node = Node(field: field, type: type, kind: .string, parent: top.pointee.node, position: offset)
        let index: UInt32 = tree.append(node, after: top.pointee.last)
        top.pointee.last = index
        capture(index, from: offset)
    }

    /// Takes a finding and gives false if an element is not in FHIR's namespace.
    @discardableResult
    private func checkNamespace(_ tag: XMLTag, _ offset: Int) -> Bool {
        if tag.namespaceAddress != nil && tag.namespaceAddress == state.pointee.fhirNamespace { return true }
        if tag.namespace?.equals("http://hl7.org/fhir") == true {
            state.pointee.fhirNamespace = tag.namespaceAddress
            return true
        }
        finding(.wrongNamespace, tag.namespace?.string ?? "", offset)
        return false
    }

    private func finding(_ code: ReadFinding.Code, _ detail: String, _ offset: Int) {
        let node: UInt32 = state.pointee.frameCount == 0 ? 0 : top.pointee.node
        tree.findings.append(ReadFinding(code: code, detail: detail, node: NodeIndex(raw: node), offset: offset))
    }

    // MARK: Attributes

    private func attributes(_ tag: XMLTag, offset: Int) {
        let node: UInt32 = top.pointee.node
        let type: TypeIndex = top.pointee.type
        for index in 0..<tag.attributeCount {
            let attribute = tag.attribute(index)
            if attribute.namespace != nil {
                // xsi:schemaLocation says where a schema lies, nothing of the content.
                if attribute.name.equals("schemaLocation") { continue }
            } else if schema.isPrimitive(type), attribute.name.equals("value") {
                setValue(node, attribute.value)
                continue
            } else if let start = attribute.name.baseAddress {
                let field: FieldIndex = names.field(start, of: type)
                if field != .none && schema.isXMLAttribute(field.raw) {
                    let valueType = TypeIndex(raw: schema.fields[Int(field.raw)].type)
                    let row = Node(field: field, type: valueType, kind: .none, parent: node, position: offset)
                    let child: UInt32 = tree.append(row, after: top.pointee.last)
                    top.pointee.last = child
                    setValue(child, attribute.value)
                    continue
                }
            }
            let prefix: String = attribute.namespace?.equals(schemaInstance) == true ? "xsi:" : ""
            finding(.unknownAttribute, "\(prefix)\(attribute.name.string)=\"\(attribute.value.string)\"", offset)
        }
    }

    private func setValue(_ node: UInt32, _ value: XMLText) {
        let offset: Int = place(value)
        tree.setText(node, offset: offset, length: value.count)
        tree.nodes[Int(node)].kind = schema.valueKind(of: TypeIndex(raw: tree.nodes[Int(node)].type), value)
    }

    /// Where a text stands in the tree's bytes: in the source, as a rule, else (it had references) behind it.
    private func place(_ text: XMLText) -> Int {
        guard let start = text.baseAddress, let base = source.baseAddress else { return 0 }
        let offset: Int = UnsafeRawPointer(start) - base
        return offset >= 0 && offset < source.count ? offset : tree.append(text: text)
    }

    // MARK: Ends and text

    func endElement(end: Int) {
        if state.pointee.capturedDepth > 0 {
            state.pointee.capturedDepth -= 1
            if state.pointee.capturedDepth == 0 { keep(state.pointee.capturedStart..<end, as: state.pointee.capturedNode) }
            return
        }
        let frame: Frame = top.pointee
        state.pointee.frameCount -= 1
        guard frame.wrapper != .none else { return }
        top.pointee.last = frame.last
        if frame.resources != 1 { finding(.resourceCount, "\(frame.resources)", end) }
    }

    /// The source text of an element; line ends become LF, as XML 1.0 (2.11) has it.
    private func keep(_ range: Range<Int>, as node: UInt32) {
        let slice = UnsafeRawBufferPointer(rebasing: source[range])
        if slice.lastIndex(of: 0x0D, before: slice.count) == nil {
            return tree.setText(node, offset: range.lowerBound, length: range.count)
        }
        var normal: [UInt8] = []
        normal.reserveCapacity(slice.count)
        for (index, byte) in slice.enumerated() {
            let isPair: Bool = byte == 0x0A && index > 0 && slice[index - 1] == 0x0D
            if !isPair { normal.append(byte == 0x0D ? 0x0A : byte) }
        }
        let offset: Int = normal.withUnsafeBufferPointer { tree.append(text: $0) }
        tree.setText(node, offset: offset, length: normal.count)
    }

    func characters(_ text: XMLText) {
        if state.pointee.capturedDepth > 0 || state.pointee.frameCount == 0 { return }
        for byte in text where byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
            return finding(.strayText, text.string, Int(tree.nodes[Int(top.pointee.node)].position))
        }
    }
}

/// The namespace of `xsi:type` and its like.
private let schemaInstance: StaticString = "http://www.w3.org/2001/XMLSchema-instance"
