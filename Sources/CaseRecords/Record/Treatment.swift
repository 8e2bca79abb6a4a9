extension CaseRecord {
    /// A drug, a drug class or another treatment over time (FHIR R4, MedicationStatement, MedicationRequest or Procedure).
    ///
    /// A change of drug or dose is a new treatment that ``replaces`` the old one, which is stopped with its reason.
    public struct Treatment: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The drug, class or treatment: nifedipine, corticosteroids, long-term home oxygen.
        public var what: Concept
        /// Whether it is a drug.
        public var kind: TreatmentKind
        /// Where it stands.
        public var status: TreatmentStatus
        /// How much, how often and which way.
        public var dose: Dose?
        /// From when to when it was given; a start or an end that is not told stays open.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// Why it was given or considered.
        @Sparse public var reasons: Reasons = Reasons()
        /// Why it was stopped, changed or not given, in one concept.
        public var statusReason: Concept?
        /// The items that speak against it.
        @Sparse public var statusReasonItems: [ItemID] = []
        /// The treatment that this one takes the place of.
        public var replaces: ItemID?
        /// Who decided, and what weighed.
        @Sparse public var decisions: [Decision] = []
        /// Who reported it, where it was not the patient or the author.
        public var informant: ItemID?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A treatment, a drug unless said otherwise.
        public init(id: ItemID, what: Concept, kind: TreatmentKind = .medication, status: TreatmentStatus) {
            self.id = id
            self.what = what
            self.kind = kind
            self.status = status
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            let single = [visit, replaces, informant].compactMap(\.self)
            return (when?.references ?? []) + single + reasons.items + statusReasonItems + decisions.compactMap(\.person)
        }
    }

    /// What kind of treatment it is.
    public enum TreatmentKind: String, Codable, Hashable, Sendable, CaseIterable {
        /// A drug or drug class.
        case medication
        /// Anything else that goes on over time: oxygen, physiotherapy, diet.
        case therapy
    }

    /// Where a treatment stands (FHIR R4, `medication-statement-status`).
    public enum TreatmentStatus: String, Codable, Hashable, Sendable, CaseIterable {
        /// Being given.
        case active
        /// Given to its planned end.
        case completed
        /// Ended before its planned end, or for another.
        case stopped
        /// Interrupted.
        case onHold = "on-hold"
        /// Advised or planned; whether it was taken is not told.
        case intended
        /// Considered or prescribed and not taken.
        case notTaken = "not-taken"
        /// Not told.
        case unknown
    }

    /// How much of a drug, how often and which way (FHIR R4, Dosage).
    public struct Dose: Codable, Hashable, Sendable {
        /// The dose as printed: `60mg/daily`.
        public var text: String?
        /// The amount given at a time, or within one ``period``.
        public var amount: Quantity?
        /// How many times within one ``period``.
        public var frequency: Int?
        /// The rhythm: one week.
        public var period: Quantity?
        /// The way of giving: intravenous.
        public var route: Concept?

        /// A dose as printed.
        public init(text: String? = nil) { self.text = text }
    }
}
