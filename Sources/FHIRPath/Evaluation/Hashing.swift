import FHIRCore

/// Items that have been met, found by equality: `distinct`, `|`, `intersect` take time in line with their input.
struct ItemSet {
    private var items: [Item] = []
    private var buckets: [Int: [Int]] = [:]
    /// Up to so many items a look at each is quicker than hashing.
    private static let smallCount: Int = 8

    mutating func contains(_ item: Item, _ run: inout Evaluator) throws(FHIRPathError) -> Bool {
        if items.count <= ItemSet.smallCount {
            try run.spend(items.count)
            return items.contains { run.equal($0, item) == true }
        }
        let candidates: [Int] = buckets[run.hash(item)] ?? []
        try run.spend(candidates.count + 1)
        return candidates.contains { run.equal(items[$0], item) == true }
    }

    /// Takes an item in; false if an equal one is there.
    mutating func insert(_ item: Item, _ run: inout Evaluator) throws(FHIRPathError) -> Bool {
        if try contains(item, &run) { return false }
        items.append(item)
        if items.count == ItemSet.smallCount + 1 {
            for index in items.indices { buckets[run.hash(items[index]), default: []].append(index) }
        } else if items.count > ItemSet.smallCount + 1 {
            buckets[run.hash(item), default: []].append(items.count - 1)
        }
        return true
    }
}

extension Evaluator {
    /// Equal items have the same hash.
    mutating func hash(_ item: Item) -> Int {
        var hasher = Hasher()
        hash(item, into: &hasher)
        return hasher.finalize()
    }

    private mutating func hash(_ item: Item, into hasher: inout Hasher) {
        if case .node(let node) = item {
            if types.system(node.type) == .string {
                return node.tree.withValue(of: node.index) { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
            }
            if !types.isPrimitive(node.type), types.system(node.type) == .none {
                hasher.combine(node.type)
                var child: NodeIndex = node.tree.firstChild(of: node.index)
                // The children's order may differ between equal elements, so their hashes are added up.
                var sum: Int = 0
                while child != .none {
                    if node.tree.isThere(child) { sum &+= hash(.node(NodeItem(node.tree, child))) }
                    child = node.tree.nextSibling(of: child)
                }
                return hasher.combine(sum)
            }
        }
        switch value(item) {
        case .boolean(let value)?: hasher.combine(value)
        case .integer(let value)?: hasher.combine(Int128(value))
        case .decimal(let value)?: hash(value, into: &hasher)
        case .longDecimal(let value)?:
            if let short = value.short { hash(short, into: &hasher) } else { value.hash(into: &hasher) }
        case .string(let text)?:
            var text: String = text
            text.withUTF8 { hasher.combine(bytes: UnsafeRawBufferPointer($0)) }
        case .temporal(let value)?: value.hash(into: &hasher)
        case .quantity(let value)?: hash(value, into: &hasher)
        case .typeInfo(let type)?: hasher.combine(type)
        case .node?, nil: break
        }
    }

    private func hash(_ value: Decimal, into hasher: inout Hasher) {
        let plain: Decimal = value.normalized
        hasher.combine(plain.coefficient)
        if plain.scale > 0 { hasher.combine(plain.scale) }
    }

    /// Values in other units may be equal, so the value in base units counts. Times are all in one bucket: months of the calendar
    /// are equal to years of it, and FHIR's to both kinds.
    private mutating func hash(_ quantity: Quantity, into hasher: inout Hasher) {
        if quantity.unit == "1" { return hash(quantity.value, into: &hasher) }
        if quantity.isCalendar || quantity.calendar != nil { return }
        guard let base = base(quantity) else {
            hasher.combine(quantity.unit)
            return hash(quantity.value, into: &hasher)
        }
        if let second = unit("s"), base.unit.isCommensurable(with: second) { return }
        hasher.combine(base.value)
    }
}
