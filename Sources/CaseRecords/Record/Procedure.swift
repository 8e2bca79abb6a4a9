extension CaseRecord {
    /// Something that was done to the patient, or was considered and not done (FHIR R4, Procedure).
    public struct Procedure: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What it is.
        public var what: Concept
        /// Whether it was done.
        public var status: ProcedureStatus
        /// The places in the body.
        @Sparse public var sites: [Site] = []
        /// The approach: open, left-sided, minimally invasive.
        @Sparse public var approaches: [Concept] = []
        /// When it was so, or was done.
        public var when: Timing?
        /// The visit that it belongs to.
        public var visit: ItemID?
        /// Why it was done or considered.
        @Sparse public var reasons: Reasons = Reasons()
        /// Why it was not done, or was stopped, in one concept.
        public var statusReason: Concept?
        /// The items that speak against it.
        @Sparse public var statusReasonItems: [ItemID] = []
        /// Who decided, and what weighed.
        @Sparse public var decisions: [Decision] = []
        /// The lesion or condition that it was aimed at.
        public var focus: ItemID?
        /// The person who did it.
        public var performer: ItemID?
        /// What came of it, in the source's words: successful.
        public var outcome: Concept?
        /// What went wrong.
        @Sparse public var complications: [Concept] = []
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A procedure, done unless said otherwise.
        public init(id: ItemID, what: Concept, status: ProcedureStatus = .completed) {
            self.id = id
            self.what = what
            self.status = status
        }

        /// The names of all items that this one refers to.
        public var references: [ItemID] {
            let single = [visit, focus, performer].compactMap(\.self)
            return (when?.references ?? []) + single + reasons.items + statusReasonItems + decisions.compactMap(\.person)
        }
    }

    /// Whether a procedure was done (FHIR R4, `event-status`).
    public enum ProcedureStatus: String, Codable, Hashable, Sendable, CaseIterable {
        /// Being prepared.
        case preparation
        /// Under way.
        case inProgress = "in-progress"
        /// Considered and not done.
        case notDone = "not-done"
        /// Interrupted.
        case onHold = "on-hold"
        /// Broken off.
        case stopped
        /// Done.
        case completed
        /// Not told.
        case unknown
    }
}
