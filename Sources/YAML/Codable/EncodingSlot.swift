/// The place of a value that is being encoded: what a type puts there decides whether it becomes a scalar, a list or a mapping.
final class EncodingSlot {
    private enum Content {
        case nothing
        case scalar(Node)
        case sequence([EncodingSlot])
        case mapping(keys: [String], slots: [String: EncodingSlot])
    }

    private var content = Content.nothing
    /// A type has put two things there that cannot be one.
    private var isContradictory = false

    func set(_ scalar: Node) {
        if case .nothing = content {} else { isContradictory = true }
        content = .scalar(scalar)
    }

    /// Becomes a list, or stays one.
    func makeSequence() {
        switch content {
        case .sequence: return
        case .nothing: content = .sequence([])
        default: isContradictory = true
        }
    }

    /// Becomes a mapping, or stays one: several types may share it.
    func makeMapping() {
        switch content {
        case .mapping: return
        case .nothing: content = .mapping(keys: [], slots: [:])
        default: isContradictory = true
        }
    }

    var count: Int {
        guard case .sequence(let slots) = content else { return 0 }
        return slots.count
    }

    /// The slot of a new item.
    func append() -> EncodingSlot {
        let slot = EncodingSlot()
        guard case .sequence(var slots) = content else { return slot }
        content = .nothing
        slots.append(slot)
        content = .sequence(slots)
        return slot
    }

    /// A new slot for a key; one that was there before is replaced and keeps its place in the order.
    func insert(_ key: String) -> EncodingSlot {
        let slot = EncodingSlot()
        guard case .mapping(var keys, var slots) = content else { return slot }
        content = .nothing
        if slots.updateValue(slot, forKey: key) == nil { keys.append(key) }
        content = .mapping(keys: keys, slots: slots)
        return slot
    }

    /// Puts keys that have no order of their own in one.
    func sortKeys() {
        guard case .mapping(let keys, let slots) = content else { return }
        content = .mapping(keys: keys.sorted(), slots: slots)
    }

    /// What it has become. A type that encodes nothing at all is an empty mapping, as one with no properties.
    func node(path: CodingPath?) throws(YAMLError) -> Node {
        guard !isContradictory else {
            throw YAMLError(
                .notWritable, "a type encodes itself as two different things", at: nil, path: CodingPath.text(path))
        }
        switch content {
        case .nothing: return Node(mapping: [])
        case .scalar(let node): return node
        case .sequence(let slots):
            var items: [Node] = []
            for (index, slot) in slots.enumerated() { items.append(try slot.node(path: CodingPath(path, .index(index)))) }
            return Node(sequence: items)
        case .mapping(let keys, let slots):
            var entries: [Node.Entry] = []
            for key in keys {
                guard let slot = slots[key] else { continue }
                entries.append(Node.Entry(key, try slot.node(path: CodingPath(path, .key(key)))))
            }
            return Node(mapping: entries)
        }
    }
}
