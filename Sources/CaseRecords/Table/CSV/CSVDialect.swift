/// How a table is spelled as text: what RFC 4180 leaves open.
public struct CSVDialect: Hashable, Sendable {
    /// Which cells stand in quotes.
    public enum Quoting: String, Hashable, Sendable, CaseIterable {
        /// Only cells that hold the delimiter, a quote or a line break.
        case needed
        /// All cells.
        case all
    }

    /// How a row ends.
    public enum LineEnd: String, Hashable, Sendable, CaseIterable {
        /// Line feed, as on Unix and macOS.
        case lf
        /// Carriage return and line feed, as RFC 4180 asks for and spreadsheet programs write.
        case crlf
        /// Carriage return alone.
        case cr

        var bytes: [UInt8] {
            switch self {
            case .lf: [10]
            case .crlf: [13, 10]
            case .cr: [13]
            }
        }
    }

    /// The byte between two cells of a row: a comma, a semicolon or a tab, mostly.
    public var delimiter: UInt8
    /// Which cells stand in quotes.
    public var quoting: Quoting
    /// How a row ends.
    public var lineEnd: LineEnd
    /// Whether the last row ends as the others do.
    public var hasFinalLineEnd: Bool
    /// Whether the bytes EF BB BF stand before the first cell, by which some spreadsheet programs know UTF-8.
    public var hasByteOrderMark: Bool

    /// The dialect of RFC 4180 with line feeds, unless said otherwise.
    public init(
        delimiter: UInt8 = UInt8(ascii: ","), quoting: Quoting = .needed, lineEnd: LineEnd = .lf, hasFinalLineEnd: Bool = true,
        hasByteOrderMark: Bool = false
    ) {
        self.delimiter = delimiter
        self.quoting = quoting
        self.lineEnd = lineEnd
        self.hasFinalLineEnd = hasFinalLineEnd
        self.hasByteOrderMark = hasByteOrderMark
    }

    /// Whether a text can stand in a cell only within quotes.
    func needsQuotes(_ text: String) -> Bool {
        text.utf8.contains { $0 == delimiter || $0 == UInt8(ascii: "\"") || $0 == 10 || $0 == 13 }
    }
}
