extension CaseRecord {
    /// The patient (FHIR R4, Patient). Ages are measurements: no birth date is ever made from an age.
    public struct Subject: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The sex as the source gives it.
        public var sex: Stated<Sex>?
        /// The gender identity, where the source tells it apart from the sex.
        public var gender: Concept?
        /// The ethnicity as reported (gap N2 of R4).
        public var ethnicity: Concept?
        /// The date of birth, only where the source states it.
        public var birth: Stated<PartialDate>?
        /// Whether the patient is alive; nil when the source does not tell.
        public var vitalStatus: VitalStatus?
        /// When the patient died.
        public var death: Moment?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A patient of whom nothing is known yet.
        public init(id: ItemID = "patient") { self.id = id }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { death?.references ?? [] }
    }

    /// The sex, by FHIR's administrative genders.
    public enum Sex: String, Codable, Hashable, Sendable, CaseIterable {
        /// Female.
        case female
        /// Male.
        case male
        /// Neither, or not to be told by these two words.
        case other
        /// Asked for and not known.
        case unknown
    }

    /// Whether a patient is alive.
    public enum VitalStatus: String, Codable, Hashable, Sendable, CaseIterable {
        /// Alive at the last report.
        case alive
        /// Died.
        case deceased
    }
}
