/// What reading a table gave.
public struct TableReading: Sendable {
    /// One record for each row that could be read, in the order of the rows.
    public var records: [CaseRecord] = []
    /// What the source states about all cases, with the records as members; nil where the mapping has no `series`.
    public var series: CaseSeries?
    /// What a person should know, in the order of the rows.
    public var diagnostics: [TableDiagnostic] = []
    /// The rows that could not be read.
    public var rejects: [TableReject] = []
    /// What the source states beside what its rows say.
    public var statistics: [StatisticCheck] = []
    /// The table with the spelling of every cell.
    public var table: CSVTable

    /// The rejected rows under the header, as they stand, as a table of its own; empty where none was rejected.
    public var rejectsFile: [UInt8] {
        guard !rejects.isEmpty else { return [] }
        var bytes = CSVTable(dialect: table.dialect, header: table.header, rows: []).bytes
        for reject in rejects { bytes += reject.bytes }
        return bytes
    }
}

/// A row that could not be read.
public struct TableReject: Hashable, Sendable {
    /// The row as a spreadsheet program numbers it, the header being 1.
    public var row: Int
    /// The line of the file, from 1.
    public var line: Int
    /// Why.
    public var reason: String
    /// The row as it stands, with its line end.
    public var bytes: [UInt8]
}
