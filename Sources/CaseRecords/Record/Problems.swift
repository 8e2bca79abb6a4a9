extension CaseRecord {
    /// A fault in a record that its Swift types do not rule out.
    public enum Problem: Hashable, Sendable, CustomStringConvertible {
        /// A name with other characters than letters, digits, `-` and `.`, or a longer one than 64 of them.
        case malformedName(ItemID)
        /// Two items have the same name.
        case duplicateName(ItemID)
        /// An item refers to a name that no item has.
        case brokenReference(from: ItemID, to: ItemID)
        /// A source span names a document that the record does not list.
        case unknownDocument(item: ItemID, document: ItemID)

        /// The fault, where it is, and what to do.
        public var description: String {
            switch self {
            case .malformedName(let id): "'\(id)' is no good name: use 1 to 64 letters, digits, '-' or '.'."
            case .duplicateName(let id): "Two items are called '\(id)': rename one of them."
            case .brokenReference(let item, let target): "'\(item)' refers to '\(target)', which no item is called."
            case .unknownDocument(let item, let document):
                "'\(item)' comes from '\(document)', which is not in 'documents': add it there."
            }
        }
    }

    /// The record's faults in the order of its items; empty for a sound record.
    public func problems() -> [Problem] {
        let items = self.items
        var names: Set<ItemID> = []
        var problems: [Problem] = id.isWellFormed ? [] : [.malformedName(id)]
        for item in items {
            if !item.id.isWellFormed { problems.append(.malformedName(item.id)) }
            if !names.insert(item.id).inserted { problems.append(.duplicateName(item.id)) }
        }
        let documents = Set(documents.map(\.id))
        for item in items {
            problems += item.references.filter { !names.contains($0) }.map { .brokenReference(from: item.id, to: $0) }
            problems += item.sources.map(\.document).filter { !documents.contains($0) }
                .map { .unknownDocument(item: item.id, document: $0) }
        }
        return problems
    }
}
