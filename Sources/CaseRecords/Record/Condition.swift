extension CaseRecord {
    /// A disease or problem that the source names as a diagnosis or history (FHIR R4, Condition).
    public struct Condition: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The disease, with its variant: limited cutaneous systemic sclerosis.
        public var what: Concept
        /// Whether it is still there; nil when the source does not tell.
        public var status: ClinicalStatus?
        /// How firm the diagnosis is; nil when the source does not tell.
        public var verification: Verification?
        /// How sure the source is, in its words: presumed.
        public var certainty: Concept?
        /// How severe it is, in words: moderate.
        public var severity: Concept?
        /// Stage, activity and extent, one entry each: advanced, active phase, diffuse skin involvement.
        @Sparse public var stages: [Concept] = []
        /// The places in the body.
        @Sparse public var sites: [Site] = []
        /// When it began.
        public var onset: Moment?
        /// When it was diagnosed, which is not its onset.
        public var diagnosed: Moment?
        /// When it ended.
        public var abatement: Moment?
        /// The visit at which it was told or found.
        public var visit: ItemID?
        /// The items that the diagnosis rests on.
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

        /// A disease.
        public init(id: ItemID, what: Concept) {
            self.id = id
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            let times = [onset, diagnosed, abatement].flatMap { $0?.references ?? [] }
            return times + [visit].compactMap(\.self) + evidence + causes.compactMap(\.item) + [informant].compactMap(\.self)
        }
    }

    /// Whether a condition is still there (FHIR R4, `condition-clinical`).
    public enum ClinicalStatus: String, Codable, Hashable, Sendable, CaseIterable {
        /// It is there.
        case active
        /// It came back.
        case recurrence
        /// It came back after it had improved.
        case relapse
        /// It gives no signs now.
        case inactive
        /// Its signs have gone for now.
        case remission
        /// It has ended.
        case resolved
    }

    /// How firm a diagnosis is (FHIR R4, `condition-ver-status`).
    public enum Verification: String, Codable, Hashable, Sendable, CaseIterable {
        /// Not yet confirmed.
        case unconfirmed
        /// Taken for now.
        case provisional
        /// One of several that are considered.
        case differential
        /// Confirmed.
        case confirmed
        /// Ruled out.
        case refuted
    }
}
