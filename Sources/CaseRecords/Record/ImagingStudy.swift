extension CaseRecord {
    /// An imaging study with what was seen and measured in it (FHIR R4, ImagingStudy, DiagnosticReport and Observations).
    public struct ImagingStudy: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The examination: computed tomography of the neck.
        public var what: Concept
        /// The technique alone: computed tomography, coded by DICOM where certain.
        public var modality: Concept?
        /// The regions that were examined.
        @Sparse public var regions: [Site] = []
        /// Projection or plane: anteroposterior, sagittal.
        @Sparse public var views: [Concept] = []
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// Why it was done.
        @Sparse public var reasons: Reasons = Reasons()
        /// When the images were read again; the findings below are then of that reading and were not in the first report.
        public var reread: Moment?
        /// What was seen, and what was explicitly not there.
        @Sparse public var findings: [Finding] = []
        /// What was measured.
        @Sparse public var measurements: [Measurement] = []
        /// What the examiner concluded.
        public var conclusion: Concept?
        /// How sure the examiner is of the conclusion, in the source's words (gap N3 of R4).
        public var certainty: Concept?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A study.
        public init(id: ItemID, what: Concept) {
            self.id = id
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            (when?.references ?? []) + (reread?.references ?? []) + [visit].compactMap(\.self) + reasons.items
        }
    }
}
