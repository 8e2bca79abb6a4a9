extension CaseRecord {
    /// A place in the body (FHIR R4, BodyStructure; gap N5 for levels, relation and structures).
    public struct Site: Codable, Hashable, Sendable {
        /// The place's name: fingers, neck, paravertebral region.
        public var name: Concept?
        /// The side.
        public var side: Laterality?
        /// The vertebral levels, one entry a run.
        @Sparse public var levels: [VertebralExtent] = []
        /// How the place lies to the structures: behind, adjacent to, within.
        public var relation: Concept?
        /// The structures meant by the relation, or involved: articular process, multifidus muscle, foramen.
        @Sparse public var structures: [Concept] = []
        /// Why the source's place could not be read, where neither a name nor levels stand.
        public var missing: AbsentReason?
        /// The text as printed, where it is dirty or a table's cell.
        public var raw: String?

        /// A place by its name and side.
        public init(name: Concept? = nil, side: Laterality? = nil) {
            self.name = name
            self.side = side
        }
    }

    /// The side of the body.
    public enum Laterality: String, Codable, Hashable, Sendable, CaseIterable {
        /// The patient's left.
        case left
        /// The patient's right.
        case right
        /// Both sides.
        case bilateral
        /// In the midline.
        case midline
    }
}
