extension CaseRecord {
    /// Something with a result: a laboratory value, a blood pressure, an age, a score, a titre, a size (FHIR R4, Observation).
    public struct Measurement: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What was measured.
        public var what: Concept
        /// The result, or why there is none; nil where only the components or the interpretation say something.
        public var value: Value?
        /// Results that belong together: systolic and diastolic, titre and pattern, two diameters.
        @Sparse public var components: [Component] = []
        /// What the source makes of the result: normal, satisfactory, reduced.
        public var interpretation: Concept?
        /// The normal range that the source gives.
        public var referenceRange: Amount?
        /// How sure the source is, in its words.
        public var certainty: Concept?
        /// The place in the body.
        public var site: Site?
        /// How it was found or measured.
        public var method: Concept?
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// The specimen that was measured.
        public var specimen: ItemID?
        /// The item that is measured: a lesion.
        public var focus: ItemID?
        /// Who reported it, where it was not the patient or the author.
        public var informant: ItemID?
        /// The text as printed, where it is dirty or a table's cell.
        public var raw: String?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A measurement with its result.
        public init(id: ItemID, what: Concept, value: Value? = nil) {
            self.id = id
            self.what = what
            self.value = value
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            (when?.references ?? []) + [visit, specimen, focus, informant].compactMap(\.self)
        }
    }

    /// One result of several that belong together (FHIR R4, Observation.component).
    public struct Component: Codable, Hashable, Sendable {
        /// What was measured.
        public var what: Concept
        /// The result, or why there is none.
        public var value: Value
        /// What the source makes of the result.
        public var interpretation: Concept?

        /// A result.
        public init(what: Concept, value: Value) {
            self.what = what
            self.value = value
        }
    }
}
