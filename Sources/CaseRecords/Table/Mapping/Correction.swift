import YAML

/// A cell that the mapping reads otherwise than it stands, with what shows that it is wrong.
struct Correction: Sendable {
    /// The row as a spreadsheet program numbers it, the header being 1.
    let row: Int
    let column: String
    /// The cell as it stands; a correction is for this text only.
    let raw: String
    /// The cell as it should stand.
    let value: String
    let evidence: CellEvidence

    init(_ node: Node, columns: [String], file: String) throws(TableError) {
        var fields = try Fields(node, file: file, subject: "a correction")
        let row = try fields.required("row")
        guard let number = row.scalar.flatMap({ Int($0.text) }), number > 1 else {
            throw row.mappingError("'row' is the row's number as a spreadsheet shows it; the header is row 1", file: file)
        }
        self.row = number
        let column = try fields.required("column")
        self.column = try column.mappingText("'column'", file: file)
        guard columns.contains(self.column) else {
            let near = nearest(to: self.column, among: columns).map { "; did you mean '\($0)'?" } ?? ""
            throw column.mappingError("the column '\(self.column)' is not under 'columns'\(near)", file: file)
        }
        raw = try fields.required("raw").mappingText("'raw'", file: file)
        value = try fields.required("value").mappingText("'value'", file: file)
        evidence = CellEvidence(text: try fields.required("evidence").mappingText("'evidence'", file: file))
        try fields.finish()
    }

    /// What stands in the record beside the value.
    var note: String { "\(column): '\(raw)' corrected to '\(value)' (\(evidence.text))" }
}
