/// Cases that a source reports together, with what it states about all of them (FHIR R4, Group).
public struct CaseSeries: Codable, Hashable, Sendable {
    /// The series' name; ``CaseRecord/series`` refers to it.
    public var id: ItemID
    /// A title for people.
    public var title: String?
    /// How many cases the source says that there are.
    public var size: Int?
    /// How the cases were found and chosen.
    @Sparse public var criteria: [CaseRecord.Concept] = []
    /// The sources.
    @Sparse public var documents: [CaseRecord.Document] = []
    /// The names of the cases.
    @Sparse public var members: [ItemID] = []
    /// What the source states about the cases together. Never computed here: what is computed is reported beside it.
    @Sparse public var statistics: [CaseRecord.Statistic] = []
    /// A remark for people, from which no program reads.
    public var note: String?
    /// Where the source says this.
    @Sparse public var sources: [CaseRecord.SourceSpan] = []

    /// A series without cases yet.
    public init(id: ItemID) { self.id = id }
}

extension CaseRecord {
    /// A figure that a source states about many cases (FHIR R4, Observation whose subject is a Group).
    public struct Statistic: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What it is about: age, years from disease onset, localisation.
        public var what: Concept
        /// The kind of figure: mean, range, count.
        public var measure: Concept
        /// The figure, as stated.
        public var value: Value
        /// How many cases it is taken over, where the source says so.
        public var count: Int?
        /// Which of the cases, where not all: female, cervical.
        public var subset: Concept?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A stated figure.
        public init(id: ItemID, what: Concept, measure: Concept, value: Value) {
            self.id = id
            self.what = what
            self.measure = measure
            self.value = value
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { [] }
    }
}
