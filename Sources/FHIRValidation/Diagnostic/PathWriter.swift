import FHIRCore

/// Writes FHIRPath expressions of nodes. It remembers how far it has counted among siblings, so that the paths of many nodes in
/// document order take time in line with the tree.
struct PathWriter {
    private struct Run {
        var lastNode: NodeIndex
        var index: Int
        var isRepeated: Bool
    }

    private struct RunKey: Hashable {
        let parent: NodeIndex
        let field: FieldIndex
    }

    private let tree: ElementTree
    private var runs: [RunKey: Run] = [:]
    /// The path that was asked for last, and that of the node above it: findings come in document order.
    private var last: (node: NodeIndex, path: String) = (.none, "")
    private var lastParent: (node: NodeIndex, path: String) = (.none, "")

    init(_ tree: ElementTree) { self.tree = tree }

    /// `Patient.name[0].given[1]`; an index where the element may repeat or does.
    mutating func path(of node: NodeIndex) -> String {
        if node == last.node { return last.path }
        let parent: NodeIndex = tree.parent(of: node)
        if parent == .none {
            last = (node, tree.element(node).typeName ?? tree.nameText(of: node))
        } else {
            if parent != lastParent.node { lastParent = (parent, path(of: parent)) }
            last = (node, lastParent.path + "." + step(node, parent))
        }
        return last.path
    }

    private mutating func step(_ node: NodeIndex, _ parent: NodeIndex) -> String {
        let field: FieldIndex = tree.field(of: node)
        guard let definition = tree.schema.definition(field) else { return tree.nameText(of: node) }
        let element: SchemaElement = definition.element
        let name: String = element.isChoice ? String(element.name.dropLast(3)) : definition.name
        let run: Run = position(node, field, parent)
        if element.isList || run.isRepeated { return "\(name)[\(run.index)]" }
        return element.isChoice ? "\(name).ofType(\(definition.type.name))" : name
    }

    private mutating func position(_ node: NodeIndex, _ field: FieldIndex, _ parent: NodeIndex) -> Run {
        let key = RunKey(parent: parent, field: field)
        if var run = runs[key], let found = advance(&run, to: node, field) {
            runs[key] = run
            return found
        }
        // The first that stands there, be it readable or not: places are counted in the text.
        var first: NodeIndex = tree.firstChild(of: parent)
        while first != .none, tree.field(of: first) != field { first = tree.nextSibling(of: first) }
        var run = Run(lastNode: first, index: 0, isRepeated: next(first, field) != .none)
        let found: Run = advance(&run, to: node, field) ?? run
        runs[key] = run
        return found
    }

    private func advance(_ run: inout Run, to node: NodeIndex, _ field: FieldIndex) -> Run? {
        while run.lastNode != node {
            let following: NodeIndex = next(run.lastNode, field)
            if following == .none { return nil }
            run.lastNode = following
            run.index += 1
        }
        return run
    }

    private func next(_ node: NodeIndex, _ field: FieldIndex) -> NodeIndex {
        var sibling: NodeIndex = tree.nextSibling(of: node)
        while sibling != .none, tree.field(of: sibling) != field { sibling = tree.nextSibling(of: sibling) }
        return sibling
    }
}
