import YAML

/// Reads the rows of one table, one after the other: a row can go on with what the one above says.
struct RowReader {
    let mapping: TableMapping
    let file: String
    /// Where in a row each column of the mapping stands.
    private let places: [Int]
    private let corrections: [Int: [Correction]]
    /// What the row above says, by column; nil at the start and after a row that was rejected.
    private var above: [CellReading]?
    private(set) var diagnostics: [TableDiagnostic] = []

    init(mapping: TableMapping, file: String, places: [Int]) {
        self.mapping = mapping
        self.file = file
        self.places = places
        corrections = Dictionary(grouping: mapping.corrections, by: \.row)
    }

    /// Why a row is no case.
    struct Rejection: Error {
        var message: String
    }

    /// The readings of a row's cells, by column of the mapping.
    mutating func readings(of row: CSVRow) throws(Rejection) -> [CellReading] {
        let last = above
        above = nil
        let cells = places.map { row.cells[$0] }
        var readings: [CellReading] = []
        for (index, column) in mapping.columns.enumerated() {
            var reading = reading(of: cells[index], column, row: row.number)
            let isBlank = cells[index].text.trimmed.isEmpty
            if column.blank == .continues, isBlank {
                if continues(column, cells) {
                    guard let last else { throw Rejection(message: nothingAbove(column, row)) }
                    reading = last[index]
                    reading.remarks = []
                } else {
                    let message = "blank in a row that does not continue the row above: read as not known"
                    reading.remarks.append(Remark(severity: .warning, code: .blankCell, message: message))
                }
            }
            report(reading.remarks, cells[index], column, row)
            readings.append(reading)
        }
        above = readings
        return readings
    }

    /// Says that the row above is none that the next one could continue.
    mutating func breakOff() { above = nil }

    /// Whether all cells that tell of the column's item are blank.
    private func continues(_ column: Column, _ cells: [CSVCell]) -> Bool {
        zip(mapping.columns, cells).allSatisfy { other, cell in
            other.item != column.item || other.blank != .continues || cell.text.trimmed.isEmpty
        }
    }

    private func nothingAbove(_ column: Column, _ row: CSVRow) -> String {
        let why = row.number == 2 ? "there is none" : "that row was rejected or is blank"
        return "the blank cell in '\(column.name)' continues the row above, and \(why)"
    }

    func reading(of cell: CSVCell, _ column: Column, row: Int) -> CellReading {
        guard let correction = corrections[row]?.first(where: { $0.column == column.name }) else {
            return column.read(cell.text, mapping.missing)
        }
        guard correction.raw == cell.text else {
            var reading = column.read(cell.text, mapping.missing)
            let message = "the mapping's correction is for '\(correction.raw)' and was not made"
            reading.remarks.append(Remark(severity: .warning, code: .correctionUnused, message: message))
            return reading
        }
        var reading = column.read(correction.value, mapping.missing)
        let message = "read as '\(correction.value)', by the mapping's correction (\(correction.evidence.text))"
        reading.remarks.append(Remark(severity: .warning, code: .corrected, message: message))
        reading.evidence.append(correction.evidence)
        reading.note = correction.note
        reading.source = cell.text
        return reading
    }

    private mutating func report(_ remarks: [Remark], _ cell: CSVCell, _ column: Column, _ row: CSVRow) {
        for remark in remarks {
            var diagnostic = TableDiagnostic(remark.severity, remark.code, file: file, remark.message)
            diagnostic.row = row.number
            diagnostic.line = cell.line
            diagnostic.column = cell.column
            diagnostic.heading = column.name
            diagnostic.value = cell.text
            diagnostics.append(diagnostic)
        }
    }

    // MARK: Readings -> record

    /// The record of a row, still without a name.
    func node(of readings: [CellReading], _ row: CSVRow) -> Node {
        var node = mapping.template
        for (index, column) in mapping.columns.enumerated() {
            let reading = readings[index]
            let cell = row.cells[places[index]]
            column.place.put(reading.content, raw: cell.text, into: &node)
            if reading.content.isNothing { continue }
            let spans = [span(of: cell, column)].compactMap(\.self) + reading.evidence.compactMap(\.span)
            for span in spans { node.append(span, to: column.item.member("sources")) }
            if let note = reading.note { node.addNote(note, to: column.item.member("note")) }
        }
        for item in mapping.optionalItems where item.columns.allSatisfy({ readings[$0].content.isNothing }) {
            node.set(nil, at: item.path)
        }
        return node
    }

    private func span(of cell: CSVCell, _ column: Column) -> CaseRecord.SourceSpan? {
        guard let document = mapping.document else { return nil }
        var span = CaseRecord.SourceSpan(document, lines: cell.line...cell.line)
        span.column = column.name
        return span
    }
}

extension Node {
    fileprivate mutating func append(_ span: CaseRecord.SourceSpan, to path: RecordPath) {
        var entries = [Entry("at", Node(text: span.place))]
        if let column = span.column { entries.append(Entry("column", Node(text: column))) }
        let spanNode = Node(mapping: entries)
        var spans: [Node] = []
        if case .sequence(let own)? = value(at: path)?.content { spans = own }
        guard !spans.contains(where: { $0.hasSameContent(as: spanNode) }) else { return }
        set(Node(sequence: spans + [spanNode]), at: path)
    }

    fileprivate mutating func addNote(_ text: String, to path: RecordPath) {
        let own = value(at: path)?.scalar.map { $0.text + "\n" } ?? ""
        set(Node(text: own + text), at: path)
    }
}
