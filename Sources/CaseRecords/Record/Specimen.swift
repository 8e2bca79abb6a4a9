extension CaseRecord {
    /// Tissue or fluid that was taken, with its look and its histology (FHIR R4, Specimen and Observations).
    public struct Specimen: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What was taken: biopsy of the mass, skin.
        public var what: Concept
        /// The place in the body.
        public var site: Site?
        /// The procedure by which it was taken.
        public var procedure: ItemID?
        /// When it was taken.
        public var when: Timing?
        /// Gross look and histology; the finding's method tells which, and the stain.
        @Sparse public var findings: [Finding] = []
        /// What was measured.
        @Sparse public var measurements: [Measurement] = []
        /// What the pathologist concluded.
        public var conclusion: Concept?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A specimen.
        public init(id: ItemID, what: Concept) {
            self.id = id
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { (when?.references ?? []) + [procedure].compactMap(\.self) }
    }
}
