extension CaseRecord {
    /// Someone beside the patient who told, decided or did something (FHIR R4, RelatedPerson or Practitioner).
    public struct Person: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The relation to the patient: daughter. Given for relatives and friends.
        public var relationship: Concept?
        /// The profession: surgeon. Given for clinicians.
        public var profession: Concept?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A relative or friend of the patient.
        public init(id: ItemID, relationship: Concept) {
            self.id = id
            self.relationship = relationship
        }

        /// A clinician.
        public init(id: ItemID, profession: Concept) {
            self.id = id
            self.profession = profession
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { [] }
    }
}
