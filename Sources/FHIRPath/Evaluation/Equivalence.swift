import FHIRCore

// `~` (FHIRPath 2.0, Equivalence).
extension Evaluator {
    /// Whether two collections hold equivalent items, in any order; two empty ones do.
    mutating func equivalent(_ left: Collection, _ right: Collection) throws(FHIRPathError) -> Bool {
        if left.count != right.count { return false }
        guard let first = left.first, let second = right.first else { return true }
        if left.count == 1 { return try equivalent(first, second) }
        return try matchUp(left.items, right.items)
    }

    /// Each of the one has an equivalent of its own among the others, in any order.
    private mutating func matchUp(_ left: [Item], _ right: [Item]) throws(FHIRPathError) -> Bool {
        var rest: [Item?] = right
        // Mostly the order is the same: the search begins where the last one ended.
        var start: Int = 0
        for item in left {
            var place: Int?
            for step in rest.indices where place == nil {
                let index: Int = (start + step) % rest.count
                try spend()
                if let other = rest[index], try equivalent(item, other) { place = index }
            }
            guard let place else { return false }
            rest[place] = nil
            start = place + 1
        }
        return true
    }

    mutating func equivalent(_ left: Item, _ right: Item) throws(FHIRPathError) -> Bool {
        if case .node(let first) = left, case .node(let second) = right, value(left) == nil, value(right) == nil {
            return try equivalent(first, second)
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
        case (.longDecimal, _), (_, .longDecimal):
            guard let order = compareNumbers(one, other) else { return false }
            if order == 0 { return true }
            throw fail(.execution, "~ would have to round \(name(of: left)) or \(name(of: right)); compare with =", at: 0)
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

    // MARK: Elements (FHIR R4, 2.9.1.6 Changes to operators)

    /// A Coding by its system and code, a CodeableConcept by any of its codings, others by all children but their ids.
    private mutating func equivalent(_ left: NodeItem, _ right: NodeItem) throws(FHIRPathError) -> Bool {
        if left.type != right.type { return false }
        if left.type == types.coding { return equivalentCodings(left, right) }
        if left.type == types.codeableConcept {
            let (first, second): ([NodeItem], [NodeItem]) = (codings(of: left), codings(of: right))
            // Two that are only text are told apart by that.
            if !first.isEmpty || !second.isEmpty {
                try spend(first.count * second.count)
                return first.contains { one in second.contains { equivalentCodings(one, $0) } }
            }
        }
        return try equivalentChildren(left, right)
    }

    private mutating func equivalentCodings(_ left: NodeItem, _ right: NodeItem) -> Bool {
        for name: StaticString in ["system", "code"] {
            switch (child(name, of: left), child(name, of: right)) {
            case (nil, nil): continue
            case (let one?, let other?): if equal(.node(one), .node(other)) != true { return false }
            default: return false
            }
        }
        return true
    }

    private func codings(of concept: NodeItem) -> [NodeItem] {
        guard let span = span("coding", of: concept.type) else { return [] }
        return sortedChildren(concept).filter { span.contains(concept.tree.field(of: $0)) }.map { NodeItem(concept.tree, $0) }
    }

    /// Children in any order.
    private mutating func equivalentChildren(_ left: NodeItem, _ right: NodeItem) throws(FHIRPathError) -> Bool {
        let first: [NodeIndex] = childrenWithoutID(left)
        let second: [NodeIndex] = childrenWithoutID(right)
        if first.count != second.count { return false }
        // Both stand in the order of the fields: those of one name are a run.
        var start: Int = 0
        while start < first.count {
            let field: FieldIndex = left.tree.field(of: first[start])
            let end: Int = first[start...].firstIndex { left.tree.field(of: $0) != field } ?? first.count
            let others: ArraySlice<NodeIndex> = second[start..<end]
            if !others.allSatisfy({ right.tree.field(of: $0) == field }) { return false }
            let ones: [Item] = first[start..<end].map { .node(NodeItem(left.tree, $0)) }
            if try !matchUp(ones, others.map { .node(NodeItem(right.tree, $0)) }) { return false }
            start = end
        }
        return true
    }

    private func childrenWithoutID(_ node: NodeItem) -> [NodeIndex] {
        let id: FieldSpan? = span("id", of: node.type)
        return sortedChildren(node).filter { id?.contains(node.tree.field(of: $0)) != true }
    }
}
