extension CaseRecord {
    /// Why something was done, or was not: in words, and by reference to other items.
    ///
    /// Words and items are two lists, because FHIR keeps them apart (reasonCode and reasonReference).
    public struct Reasons: Codable, Hashable, Sendable {
        /// Reasons in words.
        @Sparse public var words: [Concept] = []
        /// Items of the record that are the reason.
        @Sparse public var items: [ItemID] = []

        /// Reasons in words and by items.
        public init(words: [Concept] = [], items: [ItemID] = []) {
            self.words = words
            self.items = items
        }
    }
}

extension CaseRecord.Reasons: SparseValue {
    /// No reason given.
    public static var silent: Self { Self() }
}
