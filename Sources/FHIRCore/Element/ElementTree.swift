/// A FHIR resource or data type as a flat array of nodes over one run of bytes.
///
/// A tree that was read keeps its source, so that every element has a place; text is a range of the source until somebody
/// asks for it. It is changed only while it is built, or by `Element`'s mutations while nobody else holds it.
public final class ElementTree: @unchecked Sendable {
    /// The definitions that give the nodes their meaning.
    public let schema: Schema
    @usableFromInline let storage: UnsafeMutablePointer<TreeStorage>
    /// Bytes at the start of `bytes` that are the source.
    private let sourceCount: Int
    /// The source is XML.
    package let isXML: Bool

    /// An empty tree, to be filled by a reader or a mutation.
    package init(schema: Schema, source: UnsafeRawBufferPointer? = nil, isXML: Bool = false, padding: Int = 16) {
        self.schema = schema
        self.isXML = isXML
        sourceCount = source?.count ?? 0
        storage = UnsafeMutablePointer<TreeStorage>.allocate(capacity: 1)
        let read: Int = source?.count ?? 0
        // Of XML a value with references in it is kept behind the source.
        let room: Int = source.map { $0.count + padding + (isXML ? $0.count / 8 : 0) } ?? 256
        storage.initialize(to: TreeStorage(nodeCapacity: max(16, read / 32), byteCapacity: room))
        storage.pointee.startBytes(with: source, padding: padding)
    }

    deinit {
        storage.pointee.deallocate()
        storage.deinitialize(count: 1)
        storage.deallocate()
    }

    @inlinable
    @inline(__always)
    var nodes: UnsafeMutablePointer<Node> { storage.pointee.nodes }
    @inline(__always)
    var nodeCount: Int { storage.pointee.nodeCount }
    /// Begins with the source, if it was read, and zero bytes behind that.
    @inline(__always)
    var bytes: UnsafeMutablePointer<UInt8> { storage.pointee.bytes }
    @inline(__always)
    var byteCount: Int { storage.pointee.byteCount }
    /// What the reader saw that no node shows.
    public internal(set) var findings: [ReadFinding] {
        get { storage.pointee.findings }
        set { storage.pointee.findings = newValue }
    }

    /// The element at the top.
    public var root: Element { Element(tree: self, node: 0) }

    // MARK: Building

    @inline(__always)
    func append(_ node: Node) -> UInt32 { storage.pointee.append(node) }

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

    /// Appends text and gives its offset.
    @inline(__always)
    func append(text: UnsafeBufferPointer<UInt8>) -> Int { storage.pointee.append(text: text) }

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
        storage.pointee.unknownNames.append(range)
        return UInt32(storage.pointee.unknownNames.count - 1)
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

    /// The list of children is in canonical order, as a reader's is as a rule.
    func hasOrderedChildren(_ node: UInt32) -> Bool {
        let nodes: UnsafeMutablePointer<Node> = self.nodes
        var previous: UInt16 = 0
        var child: UInt32 = firstChild(node)
        while child != UInt32.max {
            let field: UInt16 = nodes[Int(child)].field
            if field < previous { return false }
            previous = field
            child = nodes[Int(child)].nextSibling
        }
        return true
    }

    /// The children in canonical order, equal names in the order in which they stand.
    func orderedChildren(_ node: UInt32) -> [UInt32] {
        var children: [UInt32] = []
        var child: UInt32 = firstChild(node)
        while child != UInt32.max {
            children.append(child)
            child = nodes[Int(child)].nextSibling
        }
        if hasOrderedChildren(node) { return children }
        // Stable: equal fields keep the order of the list.
        return children.enumerated().sorted { left, right in
            let fields: (UInt16, UInt16) = (nodes[Int(left.element)].field, nodes[Int(right.element)].field)
            return fields.0 != fields.1 ? fields.0 < fields.1 : left.offset < right.offset
        }.map(\.element)
    }

    /// Walks the children in canonical order; nothing is allocated where they stand so already. The caller deallocates the cursor.
    func canonicalChildren(_ node: UInt32) -> ChildCursor {
        hasOrderedChildren(node)
            ? ChildCursor(tree: self, first: firstChild(node)) : ChildCursor(tree: self, sorted: orderedChildren(node))
    }

    /// A node's name as written.
    func name(_ node: UInt32) -> UnsafeBufferPointer<UInt8> {
        let row: Node = nodes[Int(node)]
        if row.flags.contains(.unknownName) {
            let range: Range<Int> = storage.pointee.unknownNames[Int(row.firstChild)]
            return UnsafeBufferPointer(start: bytes + range.lowerBound, count: range.count)
        }
        if row.field != FieldIndex.none.raw { return schema.bytes(schema.fields[Int(row.field)].name) }
        return row.type == TypeIndex.unknown.raw
            ? UnsafeBufferPointer(start: nil, count: 0) : schema.bytes(schema.types[Int(row.type)].name)
    }

    /// The source that positions count in, nil for a tree that was not read.
    func withSource<Result>(_ body: (UnsafeRawBufferPointer) -> Result) -> Result? {
        sourceCount == 0 ? nil : body(UnsafeRawBufferPointer(start: bytes, count: sourceCount))
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
