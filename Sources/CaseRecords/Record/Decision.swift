extension CaseRecord {
    /// Who decided for or against something, and what weighed (gap N8 of R4).
    public struct Decision: Codable, Hashable, Sendable {
        /// A ``Person`` of the record.
        public var person: ItemID?
        /// Who it was in words: the family, the treating team.
        public var by: Concept?
        /// What weighed: cost.
        public var factor: Concept?

        /// A decision by someone told in words.
        public init(by: Concept? = nil, factor: Concept? = nil) {
            self.by = by
            self.factor = factor
        }
    }
}
