import YAML

/// How a statistic that the source states is taken from the rows, to stand beside it.
struct Computation: Sendable {
    enum Taking: String, Sendable, CaseIterable {
        case mean, minimum, maximum, range, count
    }

    /// The ``CaseRecord/Statistic`` that it is compared with.
    let statistic: ItemID
    let column: String
    let taking: Taking
    /// For a count: the code, as the table prints it.
    let of: String?
    /// Only values above this number are taken.
    let above: Double?

    init(_ entry: Node.Entry, series: CaseSeries, columns: [String], file: String) throws(TableError) {
        guard series.statistics.contains(where: { $0.id.rawValue == entry.key }) else {
            let known = series.statistics.map(\.id.rawValue)
            let hint = nearest(to: entry.key, among: known).map { "did you mean '\($0)'?" } ?? known.joined(separator: ", ")
            throw TableError(
                .mapping, file: file, line: entry.keyPosition?.line, column: entry.keyPosition?.column,
                "'\(entry.key)' is none of the series' statistics; \(hint)")
        }
        statistic = ItemID(rawValue: entry.key)
        var fields = try Fields(entry.value, file: file, subject: "a computed statistic")
        let column = try fields.required("column")
        self.column = try column.mappingText("'column'", file: file)
        guard columns.contains(self.column) else {
            let near = nearest(to: self.column, among: columns).map { "; did you mean '\($0)'?" } ?? ""
            throw column.mappingError("the column '\(self.column)' is not under 'columns'\(near)", file: file)
        }
        guard let taking = try fields.word("take", Taking.self) else {
            throw fields.missing("take")
        }
        self.taking = taking
        of = try fields.text("of")
        let above = fields.optional("above")
        self.above = above?.scalar.flatMap { Double($0.text) }
        if let above, self.above == nil { throw above.mappingError("'above' is a number", file: file) }
        try fields.finish()
    }
}
