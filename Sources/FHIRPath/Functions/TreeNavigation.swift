import FHIRCore

extension FunctionTable {
    /// FHIRPath 2.0, 5.8 Tree navigation.
    static let treeNavigation: [Function] = [
        Function("children", 0...0, .children, isIterating: false) { TreeExpression($0, isDeep: false) },
        Function("descendants", 0...0, .descendants, isIterating: false) { TreeExpression($0, isDeep: true) },
    ]
}

/// `children()` and `descendants()`.
private final class TreeExpression: StreamingExpression {
    private let call: Call
    private let isDeep: Bool
    var offset: Int { call.offset }

    init(_ call: Call, isDeep: Bool) {
        self.call = call
        self.isDeep = isDeep
    }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            guard case .node(let node) = item else { return true }
            return try isDeep ? descendants(of: node, &run, body) : children(of: node, &run, body)
        }
    }

    private func children(of node: NodeItem, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        let tree: ElementTree = node.tree
        var child: NodeIndex = tree.firstChild(of: node.index)
        while child != .none {
            if tree.isThere(child) {
                try run.spend()
                if try !body(.node(NodeItem(tree, child)), &run) { return false }
            }
            child = tree.nextSibling(of: child)
        }
        return true
    }

    /// In the order of the text, without recursion: depth is the input's choice.
    private func descendants(of top: NodeItem, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        let tree: ElementTree = top.tree
        var node: NodeIndex = tree.firstChild(of: top.index)
        while node != .none {
            var next: NodeIndex = .none
            if tree.isThere(node) {
                try run.spend()
                if try !body(.node(NodeItem(tree, node)), &run) { return false }
                next = tree.firstChild(of: node)
            }
            while next == .none {
                next = tree.nextSibling(of: node)
                if next != .none { break }
                node = tree.parent(of: node)
                if node == top.index || node == .none { return true }
            }
            node = next
        }
        return true
    }
}
