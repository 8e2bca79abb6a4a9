import YAML

extension TableMapping {
    /// Reads a table: a record a row, and what a person should know about cells and rows.
    ///
    /// - Parameters:
    ///   - csv: the table's bytes: CSV in UTF-8, with the delimiter that the mapping says.
    ///   - file: the table's name, for messages.
    /// - Throws: a ``TableError``: of code ``TableError/Code/columns`` where a column is missing or stands twice,
    ///   ``TableError/Code/notATable`` where the bytes are no table. Faults of rows and cells are never thrown.
    public func read(csv: [UInt8], file: String) throws(TableError) -> TableReading {
        try read(CSVReader(delimiter: dialect.delimiter).read(csv, file: file), file: file)
    }

    /// Reads a table that has been read as cells.
    public func read(_ table: CSVTable, file: String) throws(TableError) -> TableReading {
        let places = try places(in: table.header, file: file)
        var rows = RowReader(mapping: self, file: file, places: places)
        var reading = TableReading(table: table)
        var names = UsedNames()
        var cells: [[CellReading]] = []
        var rejections: [TableDiagnostic] = []
        for row in table.rows {
            if row.isBlankLine, table.header.cells.count > 1 {
                rows.breakOff()
                rejections.append(diagnostic(.note, .blankLine, "a blank line; it is no case and is not written back", row, file))
                continue
            }
            do throws(RowReader.Rejection) {
                try check(row, against: table.header)
                let readings = try rows.readings(of: row)
                reading.records.append(try record(rows.node(of: readings, row), name: name(row, readings, &names)))
                cells.append(readings)
            } catch {
                rows.breakOff()
                reading.rejects.append(reject(row, error.message))
                rejections.append(diagnostic(.error, .rejectedRow, error.message, row, file))
            }
        }
        reading.diagnostics = unmapped(table, file) + (rows.diagnostics + rejections).sorted(by: isBefore)
        finish(&reading, cells, file)
        return reading
    }

    /// Where in a row each column stands.
    private func places(in header: CSVRow, file: String) throws(TableError) -> [Int] {
        let present = header.cells.map(\.text)
        if let (index, double) = present.enumerated().first(where: { present.firstIndex(of: $1) != $0 && headings.contains($1) })
        {
            let cell = header.cells[index]
            throw TableError(
                .columns, file: file, line: cell.line, column: cell.column,
                "the column '\(double)' stands twice: rename one of them")
        }
        var places: [Int] = []
        for heading in headings {
            guard let place = present.firstIndex(of: heading) else { throw missing(heading, present, header, file) }
            places.append(place)
        }
        return places
    }

    private func missing(_ heading: String, _ present: [String], _ header: CSVRow, _ file: String) -> TableError {
        var message = "the table has no column '\(heading)', which the mapping \(self.file) names; "
        message += "it has \(present.map { "'\($0)'" }.joined(separator: ", "))"
        if let near = nearest(to: heading, among: present.filter { !headings.contains($0) }) {
            message += "; did you mean '\(near)'?"
        }
        if present.count == 1, let other = [";", "\t", "|", ","].first(where: { present[0].contains($0) }) {
            message +=
                "; its cells seem to be separated by \(other == "\t" ? "tabs" : "'\(other)'"): say so under 'table: delimiter'"
        }
        return TableError(.columns, file: file, line: header.line, column: 1, message)
    }

    /// Columns of the table that the mapping neither names nor ignores are a loss.
    private func unmapped(_ table: CSVTable, _ file: String) -> [TableDiagnostic] {
        table.header.cells.enumerated().compactMap { index, cell in
            guard !headings.contains(cell.text), !ignored.contains(cell.text) else { return nil }
            let filled = table.rows.count { $0.cells.indices.contains(index) && !$0.cells[index].text.isEmpty }
            var diagnostic = TableDiagnostic(
                filled == 0 ? .note : .error, .unmappedColumn, file: file,
                "the mapping does not name this column: \(filled) filled cells are not read; name it under 'columns' or 'ignore'")
            (diagnostic.row, diagnostic.line, diagnostic.column) = (1, cell.line, cell.column)
            diagnostic.heading = cell.text
            return diagnostic
        }
    }

    private func check(_ row: CSVRow, against header: CSVRow) throws(RowReader.Rejection) {
        if let fault = row.fault {
            throw RowReader.Rejection(message: "\(fault) (line \(fault.place.line), column \(fault.place.column))")
        }
        guard row.cells.count == header.cells.count else {
            throw RowReader.Rejection(message: "the row has \(row.cells.count) cells, the header has \(header.cells.count)")
        }
    }

    private func name(_ row: CSVRow, _ readings: [CellReading], _ names: inout UsedNames) -> ItemID {
        let sources = Dictionary(uniqueKeysWithValues: zip(headings, readings.map(\.source)))
        return names.unique(idTemplate.name(row: row.number) { sources[$0] ?? "" })
    }

    private func record(_ node: Node, name: ItemID) throws(RowReader.Rejection) -> CaseRecord {
        do {
            var record = try YAMLDecoder().decode(CaseRecord.self, from: node)
            record.id = name
            record.series = series?.id ?? record.series
            return record
        } catch { throw RowReader.Rejection(message: "the row makes no case record: \(error.message) (at \(error.path))") }
    }

    private func reject(_ row: CSVRow, _ reason: String) -> TableReject {
        var bytes: [UInt8] = []
        row.append(to: &bytes, delimiter: dialect.delimiter)
        if row.lineEnd == nil { bytes += dialect.lineEnd.bytes }
        return TableReject(row: row.number, line: row.line, reason: reason, bytes: bytes)
    }

    private func diagnostic(
        _ severity: TableDiagnostic.Severity, _ code: TableDiagnostic.Code, _ message: String, _ row: CSVRow, _ file: String
    ) -> TableDiagnostic {
        var diagnostic = TableDiagnostic(severity, code, file: file, message)
        (diagnostic.row, diagnostic.line, diagnostic.column) = (row.number, row.line, 1)
        return diagnostic
    }

    private func isBefore(_ left: TableDiagnostic, _ right: TableDiagnostic) -> Bool {
        (left.line ?? 0, left.column ?? 0) < (right.line ?? 0, right.column ?? 0)
    }
}
