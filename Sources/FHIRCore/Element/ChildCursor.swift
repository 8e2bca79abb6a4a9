/// A place in a list of children; a copy walks on its own. It holds no reference, so that writers can copy it at no cost.
struct ChildCursor {
    private let nodes: UnsafeMutablePointer<Node>
    private var linked: UInt32
    /// The children in canonical order, where their list has another; owned by the first cursor.
    private let sorted: UnsafeMutablePointer<UInt32>?
    private var index: Int = 0
    private let count: Int

    init(tree: ElementTree, first: UInt32) {
        nodes = tree.nodes
        linked = first
        sorted = nil
        count = 0
    }

    init(tree: ElementTree, sorted order: [UInt32]) {
        nodes = tree.nodes
        linked = UInt32.max
        count = order.count
        let copy = UnsafeMutablePointer<UInt32>.allocate(capacity: order.count)
        for (place, node) in order.enumerated() { (copy + place).initialize(to: node) }
        sorted = copy
    }

    /// Who got the cursor calls this at the end; copies are of no use then.
    func deallocate() { sorted?.deallocate() }

    /// The child here, `UInt32.max` at the end.
    @inline(__always)
    var current: UInt32 {
        guard let sorted else { return linked }
        return index < count ? sorted[index] : UInt32.max
    }

    @inline(__always)
    mutating func advance() {
        if sorted == nil { linked = nodes[Int(linked)].nextSibling } else { index += 1 }
    }
}
