/// Something about a cell or a row that a person should know: where it is, what it says, what was made of it and why.
public struct TableDiagnostic: Hashable, Sendable, CustomStringConvertible {
    /// How much it matters.
    public enum Severity: String, Hashable, Sendable, CaseIterable, Comparable {
        /// For information: the reading is as the mapping says.
        case note
        /// The row was read, but for this cell, or by a guess that a person should look at.
        case warning
        /// The row was not read, or a column was left out.
        case error

        /// A note is less than a warning, a warning less than an error.
        public static func < (left: Severity, right: Severity) -> Bool {
            allCases.firstIndex(of: left) ?? 0 < allCases.firstIndex(of: right) ?? 0
        }
    }

    /// What it is, for programs to tell apart.
    public enum Code: String, Hashable, Sendable, CaseIterable {
        /// A letter of another script was taken for the Latin one that it looks like.
        case lookAlike = "look-alike"
        /// The cell is a number or date that cannot be.
        case outOfRange = "out-of-range"
        /// The cell is not what the column's kind reads.
        case unreadable
        /// The cell is none of the column's codes.
        case unknownCode = "unknown-code"
        /// The cell means something that only the mapping explains.
        case explained
        /// The cell was read as the mapping's correction says.
        case corrected
        /// A correction of the mapping does not fit the table.
        case correctionUnused = "correction-unused"
        /// A blank cell in a column whose blank cells continue the row above, in a row that does not.
        case blankCell = "blank-cell"
        /// A line without anything on it.
        case blankLine = "blank-line"
        /// A column that the mapping does not name.
        case unmappedColumn = "unmapped-column"
        /// A row that cannot be read.
        case rejectedRow = "rejected-row"
        /// What the source states about all rows differs from what the rows say.
        case statistic
    }

    /// How much it matters.
    public var severity: Severity
    /// What it is, for programs to tell apart.
    public var code: Code
    /// The table's file.
    public var file: String
    /// The row as a spreadsheet program numbers it, the header being 1; nil for the table as a whole.
    public var row: Int?
    /// The line of the file, from 1.
    public var line: Int?
    /// The place on the line, from 1, in Unicode code points.
    public var column: Int?
    /// The column's heading.
    public var heading: String?
    /// The cell as it stands.
    public var value: String?
    /// What was made of it and why.
    public var message: String

    init(_ severity: Severity, _ code: Code, file: String, _ message: String) {
        self.severity = severity
        self.code = code
        self.file = file
        self.message = message
    }

    /// One line, as compilers print it: `file:line:column: warning: row 29, 'Year', '20012': …`.
    public var description: String {
        let place = [line, column].compactMap { $0.map { ":\($0)" } }.joined()
        let cell = [row.map { "row \($0)" }, heading.map { "'\($0)'" }, value.map { "'\($0)'" }].compactMap(\.self)
        return "\(file)\(place): \(severity.rawValue): \((cell.isEmpty ? "" : cell.joined(separator: ", ") + ": "))\(message)"
    }
}
