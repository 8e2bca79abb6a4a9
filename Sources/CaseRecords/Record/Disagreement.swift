extension CaseRecord {
    /// Items that a source states side by side and that cannot all be so; nobody has decided between them (FHIR R4, DetectedIssue).
    public struct Disagreement: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What they disagree about.
        public var what: Concept
        /// The items.
        public var between: [ItemID]
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A disagreement between items.
        public init(id: ItemID, what: Concept, between: [ItemID]) {
            self.id = id
            self.what = what
            self.between = between
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { between }
    }
}
