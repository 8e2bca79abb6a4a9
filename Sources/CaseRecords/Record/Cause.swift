extension CaseRecord {
    /// What a source holds to be the cause of a condition or a finding, with how sure it is.
    public struct Cause: Codable, Hashable, Sendable {
        /// The cause as an item of the record.
        public var item: ItemID?
        /// The cause in words, where it is no item.
        public var what: Concept?
        /// How sure the source is, in its words: presumed, attributed to. Nil is a plain statement.
        public var certainty: Concept?
        /// The source says that this is *not* the cause.
        @Sparse public var excluded: Bool = false

        /// A cause that is an item of the record.
        public init(item: ItemID) { self.item = item }

        /// A cause in words.
        public init(what: Concept) { self.what = what }
    }
}
