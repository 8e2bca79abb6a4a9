import FHIRCore

extension Evaluator {
    // MARK: = (FHIRPath 2.0, Equality)

    /// Whether two collections are equal in order; nil where one is empty or an item leaves it open.
    mutating func equal(_ left: Collection, _ right: Collection) throws(FHIRPathError) -> Bool? {
        guard let first = left.first, let second = right.first else { return nil }
        if left.count != right.count { return false }
        if case .string(let text) = first { try spend(on: text) }
        if left.count == 1 { return equal(first, second) }
        var result: Bool? = true
        for index in 0..<left.count {
            guard let one = left[index], let other = right[index] else { break }
            try spend()
            switch equal(one, other) {
            case true?: break
            case false?: return false
            case nil: result = nil
            }
        }
        return result
    }

    /// Whether two items are equal; nil where partial dates or units leave it open.
    mutating func equal(_ left: Item, _ right: Item) -> Bool? {
        if let quick = equalText(left, right) { return quick }
        let (one, other): (Item?, Item?) = (value(left), value(right))
        if case .node(let first) = left, case .node(let second) = right {
            if first.index == second.index && first.tree === second.tree { return true }
            if one == nil || other == nil || first.type == types.quantity {
                return equal(first, second)
            }
        }
        guard let one, let other else { return false }
        return equalValues(one, other)
    }

    /// Strings without making any: nil where one is none.
    private func equalText(_ left: Item, _ right: Item) -> Bool? {
        switch (left, right) {
        case (.string(let one), .string(let other)): return sameText(one, other)
        case (.node(let node), .string(let text)), (.string(let text), .node(let node)):
            guard types.system(node.type) == .string else { return nil }
            var text: String = text
            return node.tree.withValue(of: node.index) { bytes in text.withUTF8 { $0.elementsEqual(bytes) } }
        case (.node(let one), .node(let other)):
            guard types.system(one.type) == .string, types.system(other.type) == .string else { return nil }
            guard hasValue(one), hasValue(other) else { return nil }
            return one.tree.withValue(of: one.index) { first in
                other.tree.withValue(of: other.index) { first.count == $0.count && first.elementsEqual($0) }
            }
        default: return nil
        }
    }

    /// Code by code: Swift's own equality takes canonically equivalent texts for one.
    private func sameText(_ one: String, _ other: String) -> Bool {
        one.utf8.count == other.utf8.count && one.utf8.elementsEqual(other.utf8)
    }

    func hasValue(_ node: NodeItem) -> Bool {
        switch node.tree.kind(of: node.index) {
        case .none, .null, .rawJSON, .rawXML: false
        case .string: node.tree.withValue(of: node.index) { !$0.isEmpty }
        default: true
        }
    }

    mutating func equalValues(_ left: Item, _ right: Item) -> Bool? {
        switch (left, right) {
        case (.boolean(let one), .boolean(let other)): one == other
        case (.integer(let one), .integer(let other)): one == other
        case (.string(let one), .string(let other)): sameText(one, other)
        case (.temporal(let one), .temporal(let other)):
            (one.kind == .time) != (other.kind == .time) ? false : Temporal.compare(one, other).map { $0 == 0 }
        case (.typeInfo(let one), .typeInfo(let other)): one == other
        case (.quantity, _), (_, .quantity):
            if let (one, other) = quantities(left, right) { compare(one, other).map { $0 == 0 } } else { false }
        default:
            compareNumbers(left, right) == 0
        }
    }

    /// Same type, same children in canonical order, equal in turn.
    private mutating func equal(_ left: NodeItem, _ right: NodeItem) -> Bool? {
        if left.type != right.type || hasValue(left) != hasValue(right) { return false }
        var result: Bool? = true
        if hasValue(left) {
            guard let one = value(.node(left)), let other = value(.node(right)) else { return false }
            result = equalValues(one, other)
            if result == false { return false }
        }
        let (first, second): ([NodeIndex], [NodeIndex]) = (sortedChildren(left), sortedChildren(right))
        if first.count != second.count { return false }
        for (one, other) in zip(first, second) {
            if left.tree.field(of: one) != right.tree.field(of: other) { return false }
            switch equal(NodeItem(left.tree, one), NodeItem(right.tree, other)) {
            case true?: break
            case false?: return false
            case nil: result = nil
            }
        }
        return result
    }

    func sortedChildren(_ node: NodeItem) -> [NodeIndex] {
        var children: [NodeIndex] = []
        var isOrdered: Bool = true
        var child: NodeIndex = node.tree.firstChild(of: node.index)
        while child != .none {
            if node.tree.isThere(child) {
                if let last = children.last, node.tree.field(of: child) < node.tree.field(of: last) { isOrdered = false }
                children.append(child)
            }
            child = node.tree.nextSibling(of: child)
        }
        if isOrdered { return children }
        return children.enumerated().sorted { left, right in
            let (one, other) = (node.tree.field(of: left.element), node.tree.field(of: right.element))
            return one != other ? one < other : left.offset < right.offset
        }.map(\.element)
    }
}
