/// A table as it was read: every cell with its place and its spelling, so that writing it gives the same bytes again.
public struct CSVTable: Hashable, Sendable {
    /// How the table is spelled; for a table that was read, how most of it is.
    public var dialect: CSVDialect
    /// The first row: the columns' names.
    public var header: CSVRow
    /// The other rows, blank lines among them.
    public var rows: [CSVRow]

    /// A table of rows.
    public init(dialect: CSVDialect, header: CSVRow, rows: [CSVRow]) {
        self.dialect = dialect
        self.header = header
        self.rows = rows
    }
}

/// One row of a table.
public struct CSVRow: Hashable, Sendable {
    /// The row's number as a spreadsheet program shows it: the header is row 1.
    public var number: Int
    /// The line of the file on which the row begins, from 1; more than ``number`` where cells hold line breaks.
    public var line: Int
    /// The cells.
    public var cells: [CSVCell]
    /// How the row ends; nil at the end of a file without a last line break.
    public var lineEnd: CSVDialect.LineEnd?
    /// What makes the row no row of a table, if anything.
    public var fault: CSVFault?
    /// The row's bytes where they cannot be told from its cells: rows with a ``fault``.
    public var faultyBytes: [UInt8] = []

    /// A row that no file has been read for.
    public init(number: Int, cells: [CSVCell], lineEnd: CSVDialect.LineEnd?) {
        self.number = number
        line = number
        self.cells = cells
        self.lineEnd = lineEnd
    }

    /// Whether the row is a line with nothing on it.
    public var isBlankLine: Bool { cells.count == 1 && cells[0].text.isEmpty && !cells[0].isQuoted && fault == nil }
}

/// One cell of a table.
public struct CSVCell: Hashable, Sendable {
    /// The text, without the quotes round it.
    public var text: String
    /// Whether it stands in quotes.
    public var isQuoted: Bool
    /// The line on which the cell begins, from 1.
    public var line: Int
    /// The place on that line at which the cell begins, from 1, in Unicode code points.
    public var column: Int

    /// A cell.
    public init(_ text: String, isQuoted: Bool = false, line: Int = 0, column: Int = 0) {
        self.text = text
        self.isQuoted = isQuoted
        self.line = line
        self.column = column
    }
}

/// What makes a row unreadable.
public enum CSVFault: Hashable, Sendable, CustomStringConvertible {
    /// A quote is opened and not closed up to the end of the file.
    case unclosedQuote(line: Int, column: Int)
    /// Something other than a delimiter or a line break follows a closing quote.
    case textAfterQuote(line: Int, column: Int)
    /// The cell is not UTF-8.
    case notUTF8(line: Int, column: Int)

    /// Line and column, from 1, of the place.
    public var place: (line: Int, column: Int) {
        switch self {
        case .unclosedQuote(let line, let column), .textAfterQuote(let line, let column), .notUTF8(let line, let column):
            (line, column)
        }
    }

    /// What is wrong and what to do.
    public var description: String {
        switch self {
        case .unclosedQuote:
            "the quote that opens here is not closed up to the end of the file: close it, or double it within a cell"
        case .textAfterQuote: "text follows a closing quote: a quote within a cell is written twice"
        case .notUTF8: "the cell is not UTF-8: save the table as UTF-8"
        }
    }
}
