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
        default: true
        }
    }

    private mutating func equalValues(_ left: Item, _ right: Item) -> Bool? {
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
            if let one = decimal(left), let other = decimal(right) { Decimal.compare(one, other) == 0 } else { false }
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

    private func sortedChildren(_ node: NodeItem) -> [NodeIndex] {
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

    // MARK: ~ (FHIRPath 2.0, Equivalence)

    /// Whether two collections hold equivalent items, in any order; two empty ones do.
    mutating func equivalent(_ left: Collection, _ right: Collection) throws(FHIRPathError) -> Bool {
        if left.count != right.count { return false }
        guard let first = left.first, let second = right.first else { return true }
        if left.count == 1 { return equivalent(first, second) }
        var rest: [Item] = right.items
        for item in left {
            try spend(rest.count)
            guard let place = rest.firstIndex(where: { equivalent(item, $0) }) else { return false }
            rest.remove(at: place)
        }
        return true
    }

    mutating func equivalent(_ left: Item, _ right: Item) -> Bool {
        if case .node(let first) = left, case .node(let second) = right, value(left) == nil, value(right) == nil {
            return equivalent(first, second)
        }
        guard let one = value(left), let other = value(right) else { return false }
        switch (one, other) {
        case (.string(let one), .string(let other)): return folded(one) == folded(other)
        case (.temporal(let one), .temporal(let other)):
            return (one.kind == .time) == (other.kind == .time) && Temporal.compare(one, other) == 0
        case (.quantity, _), (_, .quantity):
            guard let (one, other) = quantities(one, other) else { return false }
            return equivalent(one, other)
        case (.boolean, _), (_, .boolean): return equalValues(one, other) == true
        default:
            guard let first = decimal(one), let second = decimal(other) else { return equalValues(one, other) == true }
            return equivalent(first, second)
        }
    }

    /// Equal when both are rounded to the precision of the less precise.
    func equivalent(_ left: Decimal, _ right: Decimal) -> Bool {
        let places: Int = min(left.normalized.scale, right.normalized.scale)
        guard let one = left.rounded(places: places), let other = right.rounded(places: places) else { return false }
        return Decimal.compare(one, other) == 0
    }

    /// Without regard to case and to the kind of white space.
    private func folded(_ text: String) -> String {
        String(text.lowercased().map { $0.isWhitespace ? " " : $0 })
    }

    /// Children in any order.
    private mutating func equivalent(_ left: NodeItem, _ right: NodeItem) -> Bool {
        if left.type != right.type { return false }
        let first: [NodeIndex] = sortedChildren(left)
        var second: [NodeIndex] = sortedChildren(right)
        if first.count != second.count { return false }
        for one in first {
            let place: Int? = second.firstIndex { other in
                left.tree.field(of: one) == right.tree.field(of: other)
                    && equivalent(.node(NodeItem(left.tree, one)), .node(NodeItem(right.tree, other)))
            }
            guard let place else { return false }
            second.remove(at: place)
        }
        return true
    }
}
