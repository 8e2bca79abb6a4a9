import YAML

extension TableMapping {
    /// Writes records as a table, a row each, in their order.
    ///
    /// A cell stands as it was read while that still reads as the record's value. Afterwards the table is read again, and every
    /// difference to the records is a loss; raw cells and places in the table itself are not compared.
    ///
    /// - Parameter original: the table that the records come from; its dialect, and the quotes of cells that did not change, are taken over.
    /// - Throws: a ``TableError`` only where a record cannot be encoded at all.
    public func write(_ records: [CaseRecord], like original: CSVTable? = nil) throws(TableError) -> TableWriting {
        var nodes: [Node] = []
        for record in records {
            do { nodes.append(try YAMLEncoder().node(of: record)) } catch { throw TableError(error, file: file) }
        }
        var writer = RowWriter(mapping: self)
        let dialect = original?.dialect ?? dialect
        var rows: [CSVRow] = []
        for (index, node) in nodes.enumerated() {
            let number = index + 2
            rows.append(row(writer.cells(of: node, row: number), number, dialect))
        }
        var table = CSVTable(dialect: dialect, header: row(headings, 1, dialect), rows: rows)
        if !dialect.hasFinalLineEnd {
            if rows.isEmpty { table.header.lineEnd = nil } else { table.rows[rows.count - 1].lineEnd = nil }
        }
        if let original { table.takeSpelling(of: original) }
        var writing = TableWriting(table: table)
        writing.losses = try losses(of: nodes, records, in: table)
        return writing
    }

    /// The records in the order of the rows that they were read from, as their places in the table's document tell it; records without
    /// one come behind, in the order given.
    public func inOrderOfRows(_ records: [CaseRecord]) -> [CaseRecord] {
        func line(_ record: CaseRecord) -> Int {
            record.items.lazy.flatMap(\.sources).first { $0.document == document }?.firstLine ?? Int.max
        }
        let lines = records.map(line)
        return records.indices.sorted { (lines[$0], $0) < (lines[$1], $1) }.map { records[$0] }
    }

    private func row(_ cells: [String], _ number: Int, _ dialect: CSVDialect) -> CSVRow {
        let isAlone = cells.count == 1
        return CSVRow(
            number: number,
            cells: cells.map { text in
                CSVCell(text, isQuoted: dialect.quoting == .all || dialect.needsQuotes(text) || (isAlone && text.isEmpty))
            }, lineEnd: dialect.lineEnd)
    }

    private func losses(of nodes: [Node], _ records: [CaseRecord], in table: CSVTable) throws(TableError) -> [TableLoss] {
        let reread = try read(CSVReader(delimiter: table.dialect.delimiter).read(table.bytes, file: file), file: file)
        let rejected = Set(reread.rejects.map(\.row))
        var others = reread.records.makeIterator()
        var losses: [TableLoss] = []
        for (index, node) in nodes.enumerated() {
            let row = index + 2
            var difference = RecordDifference(self, record: records[index].id, row: row)
            var other: Node?
            if !rejected.contains(row), let record = others.next() { other = try? YAMLEncoder().node(of: record) }
            difference.compare(withoutRaw(node), other.map(withoutRaw), at: other == nil ? "the whole record" : "")
            losses += difference.losses
        }
        return losses
    }
}

extension TableMapping {
    private func withoutRaw(_ record: Node) -> Node {
        var record = record
        for column in columns { column.place.removeRaw(from: &record) }
        return record
    }
}

extension CSVTable {
    /// Spells rows and cells that say what they said before as they were spelled.
    fileprivate mutating func takeSpelling(of original: CSVTable) {
        header.takeSpelling(of: original.header)
        for (index, row) in original.rows.enumerated() where rows.indices.contains(index) { rows[index].takeSpelling(of: row) }
    }
}

extension CSVRow {
    fileprivate mutating func takeSpelling(of original: CSVRow) {
        guard original.cells.count == cells.count, original.fault == nil else { return }
        for (index, cell) in original.cells.enumerated() where cells[index].text == cell.text {
            cells[index].isQuoted = cell.isQuoted
        }
        if lineEnd != nil, let end = original.lineEnd { lineEnd = end }
    }
}
