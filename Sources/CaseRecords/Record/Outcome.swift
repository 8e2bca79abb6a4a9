extension CaseRecord {
    /// How things stood after a treatment, a procedure or a stretch of time (FHIR R4, Observation with a focus).
    public struct Outcome: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The outcome: asymptomatic, recurrence, residual neurological deficit.
        public var what: Concept
        /// Present (the default), absent (no recurrence), or not told for a reason.
        @Sparse public var presence: Presence = .present
        /// The treatments, procedures or conditions that it is the outcome of.
        @Sparse public var of: [ItemID] = []
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// The items that show it.
        @Sparse public var evidence: [ItemID] = []
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// An outcome; present unless said otherwise.
        public init(id: ItemID, what: Concept, presence: Presence = .present) {
            self.id = id
            self.what = what
            self.presence = presence
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            (when?.references ?? []) + [visit].compactMap(\.self) + of + evidence
        }
    }
}
