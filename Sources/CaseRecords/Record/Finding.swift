extension CaseRecord {
    /// A symptom, sign or pattern that was there or explicitly was not (FHIR R4, Observation).
    public struct Finding: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The symptom, sign or pattern.
        public var what: Concept
        /// Present (the default), absent, or not told for a reason.
        @Sparse public var presence: Presence = .present
        /// How sure the source is, in its words: possible, in keeping with (gap N3 of R4).
        public var certainty: Concept?
        /// How severe it is, in words: moderate.
        public var severity: Concept?
        /// Course, number and look, one entry each: progressive, intermittent, few, hard, poly-lobed.
        @Sparse public var modifiers: [Concept] = []
        /// The place in the body.
        public var site: Site?
        /// How it was found: physical examination, nailfold videocapillaroscopy.
        public var method: Concept?
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// Found by chance while something else was looked for (gap N6 of R4).
        @Sparse public var incidental: Bool = false
        /// The item that the finding is about: a lesion, a condition, a procedure.
        public var focus: ItemID?
        /// The items that it was concluded from.
        @Sparse public var evidence: [ItemID] = []
        /// What it comes from.
        @Sparse public var causes: [Cause] = []
        /// Who reported it, where it was not the patient or the author.
        public var informant: ItemID?
        /// The text as printed, where it is dirty or a table's cell.
        public var raw: String?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A finding; present unless said otherwise.
        public init(id: ItemID, what: Concept, presence: Presence = .present) {
            self.id = id
            self.what = what
            self.presence = presence
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            let single = [visit, focus, informant].compactMap(\.self)
            return (when?.references ?? []) + single + evidence + causes.compactMap(\.item)
        }
    }
}
