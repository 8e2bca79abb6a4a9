extension CaseRecord {
    /// A time told by its relation to an item of the record: nineteen months after the first Raynaud episode, or just "subsequently".
    ///
    /// In a file the relation is the key: `after: raynaud` and `by: {value: 19, ucum: mo}`. Without `by` only the order is known.
    public struct RelativeTime: Hashable, Sendable {
        /// Where the time lies.
        public var relation: TimeRelation
        /// The item that it is measured from: its time, its onset or its start.
        public var event: ItemID
        /// The distance; nil when only the order is known (gap N7 of R4), and for ``TimeRelation/during``.
        public var distance: Amount?
        /// The source's few words for the order, such as "subsequently".
        public var words: String?

        /// A time after, before or during an item, at a distance where one is known.
        public init(_ relation: TimeRelation, _ event: ItemID, by distance: Amount? = nil) {
            self.relation = relation
            self.event = event
            self.distance = distance
        }
    }

    /// Where a time lies relative to an item.
    public enum TimeRelation: String, Codable, Hashable, Sendable, CaseIterable {
        /// Before the item.
        case before
        /// At the same time.
        case during
        /// After the item.
        case after
    }
}
