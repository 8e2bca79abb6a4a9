/// What writing records as a table gave.
public struct TableWriting: Sendable {
    /// The table, in the dialect of the mapping or of the table that it goes back to.
    public var bytes: [UInt8] { table.bytes }
    /// The table as cells.
    public var table: CSVTable
    /// What the records say and the table does not, or says otherwise.
    public var losses: [TableLoss] = []
}

/// Something that a record says and its row of the table does not, or the other way round.
public struct TableLoss: Hashable, Sendable, CustomStringConvertible {
    /// What happened to it.
    public enum Kind: String, Hashable, Sendable {
        /// No column carries it.
        case dropped
        /// The row says something else.
        case changed
        /// The record does not say it, and a reader of the row will.
        case added
    }

    /// What happened to it.
    public var kind: Kind
    /// The record's name.
    public var record: ItemID
    /// The row that it was written to; the header is row 1.
    public var row: Int
    /// Where in the record: `conditions[calcinosis].severity`.
    public var path: String
    /// What the record says, shortened; nil for ``Kind/added``.
    public var inRecord: String?
    /// What the row says, shortened; nil for ``Kind/dropped``.
    public var inTable: String?

    /// One line.
    public var description: String {
        let what =
            switch kind {
            case .dropped: "no column of the table carries '\(inRecord ?? "")'"
            case .changed: "the record says '\(inRecord ?? "")', the row '\(inTable ?? "")'"
            case .added: "the record does not say '\(inTable ?? "")', which the mapping says of every row"
            }
        return "\(record) (row \(row)), \(path): \(what)"
    }
}
