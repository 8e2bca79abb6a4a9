import YAML

/// Writes records as rows, one after the other, and keeps what a reader of the rows so far would know: a row can go on with the one above.
struct RowWriter {
    let mapping: TableMapping
    private var reader: RowReader
    private var above: [CellReading]?

    init(mapping: TableMapping) {
        self.mapping = mapping
        reader = RowReader(mapping: mapping, file: "", places: Array(mapping.columns.indices))
    }

    /// The cells of a record's row.
    mutating func cells(of record: Node, row: Int) -> [String] {
        let continuing = Set(mapping.columns.map(\.item)).filter { continues($0, record) }
        let cells = mapping.columns.map { column in
            column.blank == .continues && continuing.contains(column.item) ? "" : cell(of: column, record, row: row)
        }
        above = try? reader.readings(of: self.row(cells, row))
        return cells
    }

    private func row(_ cells: [String], _ number: Int) -> CSVRow {
        CSVRow(number: number, cells: cells.map { CSVCell($0) }, lineEnd: nil)
    }

    /// Whether the record says of an item what the row above says, and no cell of it stood otherwise than blank.
    private func continues(_ item: RecordPath, _ record: Node) -> Bool {
        guard let above else { return false }
        let columns = mapping.columns.enumerated().filter { $1.item == item && $1.blank == .continues }
        return !columns.isEmpty
            && columns.allSatisfy { index, column in
                (column.place.rawText(in: record) ?? "").isEmpty
                    && says(record, above[index].content, column)
            }
    }

    private func cell(of column: Column, _ record: Node, row: Int) -> String {
        let content = column.place.content(in: record)
        let blanks = column.blank == .continues
        if let raw = column.place.rawText(in: record), !(blanks && raw.isEmpty && !isLoneBlank(column, record)),
            reads(raw, as: record, column, row: row)
        {
            return raw
        }
        let candidates = [column.write(content, mapping.missing), "", mapping.missing.word(for: .unknown)]
        return candidates.compactMap(\.self).first { !(blanks && $0.isEmpty) && reads($0, as: record, column, row: row) }
            ?? closest(content, column)
    }

    /// Whether another cell of the same item is not blank, so that a blank one is read as not known.
    private func isLoneBlank(_ column: Column, _ record: Node) -> Bool {
        mapping.columns.contains { other in
            other.item == column.item && other.blank == .continues && other.name != column.name
                && !(other.place.rawText(in: record) ?? "").isEmpty
        }
    }

    /// What stands in a cell that cannot say what the record says; the comparison afterwards reports it.
    private func closest(_ content: CellContent, _ column: Column) -> String {
        if content.isNothing, column.blank == .nothing || column.blank == .noItem { return "" }
        return mapping.missing.word(for: .unknown) ?? ""
    }

    /// Whether a reader of the cell gets what the record says.
    private func reads(_ cell: String, as record: Node, _ column: Column, row: Int) -> Bool {
        says(record, reader.reading(of: CSVCell(cell), column, row: row).content, column)
    }

    /// Whether a record says at a place what a reading would put there.
    private func says(_ record: Node, _ content: CellContent, _ column: Column) -> Bool {
        var read = column.template
        column.place.put(content, raw: "", into: &read)
        return column.place.content(in: record).isSame(as: column.place.content(in: read))
    }
}
