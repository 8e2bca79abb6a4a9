extension CaseRecord {
    /// The place in a source that an item comes from (gap N9 of R4).
    ///
    /// In a file `article:23` or `article:29-39` alone, or a mapping with `at` and the rest.
    public struct SourceSpan: Hashable, Sendable {
        /// The name of the ``Document`` in the record.
        public var document: ItemID
        /// The first line, counted from 1.
        public var firstLine: Int
        /// The last line; the same as the first for one line.
        public var lastLine: Int
        /// The part of the document: abstract, figure legend, discussion.
        public var section: String?
        /// The column of a table, by its heading.
        public var column: String?
        /// A few words as printed, only where the wording is the datum.
        public var quote: String?

        /// The lines of a document.
        public init(_ document: ItemID, lines: ClosedRange<Int>) {
            self.document = document
            firstLine = lines.lowerBound
            lastLine = lines.upperBound
        }
    }
}

extension CaseRecord.SourceSpan {
    /// The document and lines in one word: `article:23` or `article:29-39`.
    public var place: String {
        firstLine == lastLine ? "\(document):\(firstLine)" : "\(document):\(firstLine)-\(lastLine)"
    }

    /// Takes the form of ``place``; anything else gives nil.
    public init?(place: String) {
        guard let colon = place.lastIndex(of: ":") else { return nil }
        let document = place[..<colon]
        let numbers = place[place.index(after: colon)...].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard !document.isEmpty, (1...2).contains(numbers.count), let first = numbers[0], let last = numbers[numbers.count - 1],
            first >= 1, first <= last
        else { return nil }
        self.init(ItemID(rawValue: String(document)), lines: first...last)
    }
}

extension CaseRecord.SourceSpan: Codable {
    private enum Key: String, CodingKey { case at, section, column, quote }

    /// Reads either the place alone or a mapping of `at`, `section`, `column` and `quote`.
    public init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            try self.init(checking: container.decode(String.self, forKey: .at), path: decoder.codingPath)
            section = try container.decodeIfPresent(String.self, forKey: .section)
            column = try container.decodeIfPresent(String.self, forKey: .column)
            quote = try container.decodeIfPresent(String.self, forKey: .quote)
        } else {
            try self.init(checking: decoder.singleValueContainer().decode(String.self), path: decoder.codingPath)
        }
    }

    private init(checking place: String, path: [any CodingKey]) throws {
        guard let span = Self(place: place) else {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: path,
                    debugDescription: "'\(place)' is no place in a source: write article:23 or article:29-39."))
        }
        self = span
    }

    /// Writes the place alone where nothing else is known.
    public func encode(to encoder: any Encoder) throws {
        if section == nil, column == nil, quote == nil {
            var container = encoder.singleValueContainer()
            try container.encode(place)
            return
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encode(place, forKey: .at)
        try container.encodeIfPresent(section, forKey: .section)
        try container.encodeIfPresent(column, forKey: .column)
        try container.encodeIfPresent(quote, forKey: .quote)
    }
}
