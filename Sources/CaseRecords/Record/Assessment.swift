extension CaseRecord {
    /// A judgement of the clinicians on the whole or on some items: a prognosis, a weighing (FHIR R4, ClinicalImpression).
    public struct Assessment: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The judgement.
        public var what: Concept
        /// The outlook: reserved.
        public var prognosis: Concept?
        /// The items judged.
        @Sparse public var about: [ItemID] = []
        /// The items that the judgement rests on.
        @Sparse public var evidence: [ItemID] = []
        /// How sure the source is, in its words.
        public var certainty: Concept?
        /// When it was so, or was done.
        public var when: Moment?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A judgement.
        public init(id: ItemID, what: Concept) {
            self.id = id
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            (when?.references ?? []) + [visit].compactMap(\.self) + about + evidence
        }
    }
}
