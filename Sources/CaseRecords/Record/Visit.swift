extension CaseRecord {
    /// A meeting of patient and clinic: a referral visit, an admission, a follow-up (FHIR R4, Encounter).
    public struct Visit: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What it was: outpatient clinic, admission, routine evaluation.
        public var what: Concept
        /// The kind of place, where it matters.
        public var place: Concept?
        /// When it was so, or was done.
        public var when: Timing?
        /// Why the patient came.
        @Sparse public var reasons: Reasons = Reasons()
        /// Where the patient went at the end: home hospice.
        public var discharge: Concept?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A visit of a kind.
        public init(id: ItemID, what: Concept) {
            self.id = id
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { (when?.references ?? []) + reasons.items }
    }
}
