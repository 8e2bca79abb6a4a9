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

    init(nodeCapacity: Int, byteCapacity: Int) {
        self.nodeCapacity = nodeCapacity
        self.byteCapacity = byteCapacity
        nodes = UnsafeMutablePointer<Node>.allocate(capacity: nodeCapacity)
        bytes = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
    }

    func deallocate() {
        nodes.deallocate()
        bytes.deallocate()
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
        let grown = UnsafeMutablePointer<Node>.allocate(capacity: nodeCapacity)
        grown.moveInitialize(from: nodes, count: nodeCount)
        nodes.deallocate()
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
        let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: byteCapacity)
        grown.update(from: bytes, count: byteCount)
        // The old bytes go last: `text` may be a part of them.
        if let start = text.baseAddress { (grown + byteCount).update(from: start, count: text.count) }
        bytes.deallocate()
        bytes = grown
    }
}
