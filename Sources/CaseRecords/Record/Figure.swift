extension CaseRecord {
    /// A picture in a source (FHIR R4, Media): what it shows and how it was made, not the picture itself.
    public struct Figure: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// The label as printed: `Figure 1`.
        public var label: String
        /// What it is: photomicrograph, computed tomography.
        public var what: Concept
        /// The study or specimen that it is taken from.
        public var of: ItemID?
        /// The items that it shows.
        @Sparse public var shows: [ItemID] = []
        /// Planes, stains.
        @Sparse public var views: [Concept] = []
        /// Magnifications, as whole factors.
        @Sparse public var magnifications: [Int] = []
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A picture under its label.
        public init(id: ItemID, label: String, what: Concept) {
            self.id = id
            self.label = label
            self.what = what
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { [of].compactMap(\.self) + shows }
    }
}
