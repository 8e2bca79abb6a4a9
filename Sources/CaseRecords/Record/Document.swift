extension CaseRecord {
    /// A source of the record: an article, a table, a letter (FHIR R4, DocumentReference).
    public struct Document: CaseItem {
        /// The item's name, unique in the record.
        public var id: ItemID
        /// What it is: case report, letter to the editor, table.
        public var kind: Concept?
        /// The document that it is a part of: a table's article.
        public var partOf: ItemID?
        /// The title.
        public var title: Stated<String>?
        /// The authors as one line, as the source prints them.
        public var authors: Stated<String>?
        /// When it was published.
        public var published: Stated<PartialDate>?
        /// When it was submitted to the journal.
        public var submitted: Stated<PartialDate>?
        /// When the journal accepted it.
        public var accepted: Stated<PartialDate>?
        /// The journal or book.
        public var journal: String?
        /// Volume, issue and pages as printed: `68 (4): 203-205`.
        public var pages: String?
        /// The institution that the case comes from, as printed.
        public var institution: String?
        /// How another document points to it: `(8)`.
        public var label: Stated<String>?
        /// The file that the line numbers count in.
        public var file: String?
        /// The document's address or DOI.
        public var url: String?
        /// A remark for people, from which no program reads.
        public var note: String?
        /// Where the source says this.
        @Sparse public var sources: [SourceSpan] = []

        /// A document without particulars.
        public init(id: ItemID) { self.id = id }

        /// The names of all items that this one refers to.
        public var references: [ItemID] { [partOf].compactMap(\.self) }
    }
}
