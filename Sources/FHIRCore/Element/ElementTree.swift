/// A FHIR resource or data type as a flat array of nodes over one run of bytes.
///
/// A tree that was read keeps its source, so that every element has a place; text is a range of the source until somebody
/// asks for it. It is changed only while it is built, or by `Element`'s mutations while nobody else holds it.
public final class ElementTree: @unchecked Sendable {
    /// The definitions that give the nodes their meaning.
    public let schema: Schema
    private(set) var nodes: UnsafeMutablePointer<Node>
    private(set) var nodeCount: Int = 0
    private var nodeCapacity: Int
    /// Followed by `JSONScanner.padding` zero bytes when it begins with a source.
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount: Int
    private var byteCapacity: Int
    /// Bytes at the start of `bytes` that are the JSON source.
    private let sourceCount: Int
    /// The XML source; its values are copied to `bytes`.
    let xmlSource: [UInt8]?
    /// Names that are not of the schema, as ranges of `bytes`.
    private(set) var unknownNames: [Range<Int>] = []
    /// What the reader saw that no node shows.
    public internal(set) var findings: [ReadFinding] = []

    /// An empty tree, to be filled by a reader or a mutation.
    init(schema: Schema, source: UnsafeRawBufferPointer? = nil, xmlSource: [UInt8]? = nil, padding: Int = 16) {
        self.schema = schema
        self.xmlSource = xmlSource
        sourceCount = source?.count ?? 0
        byteCount = sourceCount + padding
        byteCapacity = byteCount + (source == nil ? 256 : 0)
        bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
        if let source, let start = source.baseAddress {
            UnsafeMutableRawPointer(bytes).copyMemory(from: start, byteCount: sourceCount)
        }
        (bytes + sourceCount).initialize(repeating: 0, count: padding)
        nodeCapacity = source.map { max(16, $0.count / 32) } ?? (xmlSource.map { max(16, $0.count / 32) } ?? 16)
        nodes = UnsafeMutablePointer<Node>.allocate(capacity: nodeCapacity)
    }

    deinit {
        nodes.deallocate()
        bytes.deallocate()
    }

    /// The element at the top.
    public var root: Element { Element(tree: self, node: 0) }

    // MARK: Building

    @inline(__always)
    func append(_ node: Node) -> UInt32 {
        if nodeCount == nodeCapacity { growNodes() }
        (nodes + nodeCount).initialize(to: node)
        nodeCount += 1
        return UInt32(nodeCount - 1)
    }

    /// Appends a node as a child of its parent, behind the sibling `last` (`UInt32.max`: as the first child).
    @inline(__always)
    func append(_ node: Node, after last: UInt32) -> UInt32 {
        let index: UInt32 = append(node)
        if last == UInt32.max {
            nodes[Int(node.parent)].firstChild = index
        } else {
            nodes[Int(index)].nextSibling = nodes[Int(last)].nextSibling
            nodes[Int(last)].nextSibling = index
        }
        return index
    }

    @inline(never)
    private func growNodes() {
        let capacity: Int = nodeCapacity * 2
        let grown = UnsafeMutablePointer<Node>.allocate(capacity: capacity)
        grown.moveInitialize(from: nodes, count: nodeCount)
        nodes.deallocate()
        nodes = grown
        nodeCapacity = capacity
    }

    /// Appends text and gives its offset.
    func append(text: UnsafeBufferPointer<UInt8>) -> Int {
        let offset: Int = byteCount
        if byteCount + text.count > byteCapacity {
            let capacity: Int = max(byteCapacity * 2, byteCount + text.count)
            let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity)
            grown.update(from: bytes, count: byteCount)
            // The old bytes go last: `text` may be a part of them.
            if let start = text.baseAddress { (grown + offset).update(from: start, count: text.count) }
            bytes.deallocate()
            bytes = grown
            byteCapacity = capacity
        } else if let start = text.baseAddress {
            (bytes + offset).update(from: start, count: text.count)
        }
        byteCount += text.count
        return offset
    }

    /// Zero bytes behind a text that a scanner will read again.
    func appendPadding() {
        let zeros: [UInt8] = Array(repeating: 0, count: 16)
        _ = zeros.withUnsafeBufferPointer { append(text: $0) }
    }

    func setText(_ node: UInt32, offset: Int, length: Int) {
        nodes[Int(node)].textOffset = UInt32(truncatingIfNeeded: offset)
        nodes[Int(node)].textLength = UInt32(truncatingIfNeeded: length)
    }

    /// Keeps a name that is not of the schema; gives its number.
    func keep(unknownName range: Range<Int>) -> UInt32 {
        unknownNames.append(range)
        return UInt32(unknownNames.count - 1)
    }

    // MARK: Reading

    @inline(__always)
    func text(_ node: UInt32) -> UnsafeBufferPointer<UInt8> {
        let row: UnsafeMutablePointer<Node> = nodes + Int(node)
        return UnsafeBufferPointer(start: bytes + Int(row.pointee.textOffset), count: Int(row.pointee.textLength))
    }

    /// Calls `body` with the node's text, JSON escapes undone.
    func withPlainText<Result>(_ node: UInt32, _ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result {
        if nodes[Int(node)].flags.contains(.escaped) { return unescapeJSON(text(node)).withUnsafeBufferPointer(body) }
        return body(text(node))
    }

    /// First child, `UInt32.max` if there is none.
    @inline(__always)
    func firstChild(_ node: UInt32) -> UInt32 {
        let row: UnsafeMutablePointer<Node> = nodes + Int(node)
        return row.pointee.flags.contains(.unknownName) ? UInt32.max : row.pointee.firstChild
    }

    /// The children in canonical order, equal names in the order in which they stand; a reader's order is canonical as a rule.
    func orderedChildren(_ node: UInt32) -> [UInt32] {
        var children: [UInt32] = []
        var ordered: Bool = true
        var previous: UInt16 = 0
        var child: UInt32 = firstChild(node)
        while child != UInt32.max {
            let field: UInt16 = nodes[Int(child)].field
            if field < previous { ordered = false }
            previous = field
            children.append(child)
            child = nodes[Int(child)].nextSibling
        }
        if !ordered {
            // Stable: equal fields keep the order of the list.
            children = children.enumerated().sorted { left, right in
                let fields: (UInt16, UInt16) = (nodes[Int(left.element)].field, nodes[Int(right.element)].field)
                return fields.0 != fields.1 ? fields.0 < fields.1 : left.offset < right.offset
            }.map(\.element)
        }
        return children
    }

    /// A node's name as written.
    func name(_ node: UInt32) -> UnsafeBufferPointer<UInt8> {
        let row: Node = nodes[Int(node)]
        if row.flags.contains(.unknownName) {
            let range: Range<Int> = unknownNames[Int(row.firstChild)]
            return UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
        }
        if row.field != FieldIndex.none.raw { return schema.bytes(schema.fields[Int(row.field)].name) }
        return row.type == TypeIndex.unknown.raw
            ? UnsafeBufferPointer(start: nil, count: 0) : schema.bytes(schema.types[Int(row.type)].name)
    }

    /// The source that positions count in, nil for a tree that was not read.
    func withSource<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        if let xmlSource { return xmlSource.withUnsafeBytes(body) }
        return sourceCount == 0 ? nil : body(UnsafeRawBufferPointer(start: bytes, count: sourceCount))
    }

    /// Line and column of an offset in the source; nil for a tree that was not read.
    public func position(at offset: Int) -> SourcePosition? {
        withSource { SourcePosition(offset: offset, in: $0) }
    }

    /// The source line that holds an offset, for an excerpt; nil for a tree that was not read.
    public func sourceLine(at offset: Int) -> String? {
        withSource { source in
            var start: Int = min(offset, source.count)
            while start > 0 && source[start - 1] != 0x0A && source[start - 1] != 0x0D { start -= 1 }
            var end: Int = min(offset, source.count)
            while end < source.count && source[end] != 0x0A && source[end] != 0x0D { end += 1 }
            return String(decoding: source[start..<end], as: UTF8.self)
        }
    }
}

/// Something that a reader saw and that no node of the tree shows.
public struct ReadFinding: Sendable, Hashable {
    /// The kinds of finding.
    public enum Code: String, Sendable {
        /// A JSON object has two members of that name; both are kept.
        case duplicateMember = "duplicate-member"
        /// An item of a primitive's second member (`_given`) that is neither an object nor null; its text is in `detail`.
        case misshapenCompanion = "misshapen-companion"
        /// An XML attribute that the element does not have; its text is in `detail`.
        case unknownAttribute = "unknown-attribute"
        /// Text between XML elements, where only white space may stand.
        case strayText = "stray-text"
        /// The element is in a wrong XML namespace.
        case wrongNamespace = "wrong-namespace"
        /// A resource container holds more than one resource, or none.
        case resourceCount = "resource-count"
    }

    /// The kind of finding.
    public let code: Code
    /// The name or text concerned.
    public let detail: String
    /// The element in which it was seen.
    public let node: NodeIndex
    /// Offset in the source.
    public let offset: Int

    /// What was seen, in words.
    public var message: String {
        switch code {
        case .duplicateMember: "the member \"\(detail)\" stands more than once in this object; all of them are kept"
        case .misshapenCompanion: "\(detail) stands where an object or null belongs; it is left out"
        case .unknownAttribute: "the attribute \(detail) is unknown here; it is left out"
        case .strayText: "text between elements (\"\(detail.prefix(40))\"); it is left out"
        case .wrongNamespace: detail.isEmpty ? "an element without a namespace" : "an element in the wrong namespace \(detail)"
        case .resourceCount: "exactly one resource must stand here, not \(detail)"
        }
    }

    /// The tree does not hold what was seen, so no writer can carry it.
    public var isLoss: Bool { code == .misshapenCompanion || code == .unknownAttribute || code == .strayText }
}
