/// What a tree holds. It stands behind one pointer: stored properties of a class pay for exclusivity checks at every access.
@usableFromInline
struct TreeStorage {
    @usableFromInline private(set) var nodes: UnsafeMutablePointer<Node>
    private(set) var nodeCount: Int = 0
    private var nodeCapacity: Int
    private(set) var bytes: UnsafeMutablePointer<UInt8>
    private(set) var byteCount: Int = 0
    private var byteCapacity: Int
    /// Names that are not of the schema, as ranges of `bytes`.
    var unknownNames: [Range<Int>] = []
    var findings: [ReadFinding] = []
    /// While a parser reads in `bytes`: they may grow, but what was there stays where it was until the parser is done.
    private var isPinned: Bool = false
    private var outgrown: [UnsafeMutablePointer<UInt8>] = []

    init(nodeCapacity: Int, byteCapacity: Int) {
        self.nodeCapacity = nodeCapacity
        self.byteCapacity = byteCapacity
        nodes = LargeMemory.allocate(Node.self, nodeCapacity)
        bytes = LargeMemory.allocate(UInt8.self, byteCapacity)
    }

    func deallocate() {
        LargeMemory.free(nodes)
        LargeMemory.free(bytes)
    }

    /// The source and zero bytes behind it.
    mutating func startBytes(with source: UnsafeRawBufferPointer?, padding: Int) {
        if let source { _ = append(text: source.bindMemory(to: UInt8.self)) }
        (bytes + byteCount).initialize(repeating: 0, count: padding)
        byteCount += padding
    }

    @inline(__always)
    mutating func append(_ node: Node) -> UInt32 {
        if nodeCount == nodeCapacity { growNodes() }
        (nodes + nodeCount).initialize(to: node)
        nodeCount += 1
        return UInt32(truncatingIfNeeded: nodeCount - 1)
    }

    @inline(never)
    private mutating func growNodes() {
        nodeCapacity *= 2
        let grown = LargeMemory.allocate(Node.self, nodeCapacity)
        grown.moveInitialize(from: nodes, count: nodeCount)
        LargeMemory.free(nodes)
        nodes = grown
    }

    /// Appends text, which may be a part of `bytes`, and gives its offset.
    @inline(__always)
    mutating func append(text: UnsafeBufferPointer<UInt8>) -> Int {
        let offset: Int = byteCount
        if byteCapacity - byteCount < text.count {
            growBytes(appending: text)
        } else if let start = text.baseAddress {
            (bytes + offset).update(from: start, count: text.count)
        }
        byteCount += text.count
        return offset
    }

    @inline(never)
    private mutating func growBytes(appending text: UnsafeBufferPointer<UInt8>) {
        byteCapacity = max(byteCapacity * 2, byteCount + text.count)
        let grown = LargeMemory.allocate(UInt8.self, byteCapacity)
        grown.update(from: bytes, count: byteCount)
        // The old bytes go last: `text` may be a part of them.
        if let start = text.baseAddress { (grown + byteCount).update(from: start, count: text.count) }
        if isPinned { outgrown.append(bytes) } else { LargeMemory.free(bytes) }
        bytes = grown
    }

    /// Gives the bytes and keeps them in their place until `unpin`.
    mutating func pin(_ count: Int) -> UnsafeRawBufferPointer {
        isPinned = true
        return UnsafeRawBufferPointer(start: bytes, count: count)
    }

    mutating func unpin() {
        isPinned = false
        outgrown.forEach { LargeMemory.free($0) }
        outgrown = []
    }
}
