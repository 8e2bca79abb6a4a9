extension CaseRecord {
    /// Something that was asked for: a test, a referral; also one that was declined (FHIR R4, ServiceRequest).
    public struct Request: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What it is.
        public var what: Concept
        /// Where it stands.
        public var status: RequestStatus
        /// Who was to do it: home hospice team.
        public var performer: Concept?
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// Why it was asked for.
        @Sparse public var reasons: Reasons = Reasons()
        /// Why it was declined or withdrawn, in one concept.
        public var statusReason: Concept?
        /// Who decided, and what weighed.
        @Sparse public var decisions: [Decision] = []
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A request.
        public init(id: ItemID, what: Concept, status: RequestStatus) {
            self.id = id
            self.what = what
            self.status = status
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            (when?.references ?? []) + [visit].compactMap(\.self) + reasons.items + decisions.compactMap(\.person)
        }
    }

    /// Where a request stands (FHIR R4, `request-status`).
    public enum RequestStatus: String, Codable, Hashable, Sendable, CaseIterable {
        /// Not yet sent.
        case draft
        /// It is there.
        case active
        /// Interrupted.
        case onHold = "on-hold"
        /// Declined or withdrawn.
        case revoked
        /// Done.
        case completed
        /// Not told.
        case unknown
    }
}
