/// A place in a list of children; a copy walks on its own.
struct ChildCursor {
    private let nodes: UnsafeMutablePointer<Node>
    private var linked: UInt32
    private var sorted: ArraySlice<UInt32>

    init(tree: ElementTree, first: UInt32) {
        nodes = tree.nodes
        linked = first
        sorted = []
    }

    init(tree: ElementTree, sorted: [UInt32]) {
        nodes = tree.nodes
        linked = UInt32.max
        self.sorted = sorted[...]
    }

    /// The child here, `UInt32.max` at the end.
    @inline(__always)
    var current: UInt32 { linked != UInt32.max ? linked : sorted.first ?? UInt32.max }

    @inline(__always)
    mutating func advance() {
        if linked != UInt32.max { linked = nodes[Int(linked)].nextSibling } else { sorted = sorted.dropFirst() }
    }
}
