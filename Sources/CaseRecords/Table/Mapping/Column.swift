import YAML

/// One column of a table: the lens between its cells and their place in the record.
final class Column: Sendable {
    /// What a blank cell means.
    enum Blank: String, Sendable, CaseIterable {
        /// Nothing: the record says nothing here.
        case nothing
        /// Nothing, and the item that the column tells of is not there at all when its other cells are blank too. A result or the
        /// presence of a finding means this as well: without it the item would say nothing, or something else.
        case noItem = "no-item"
        /// A value that is not known.
        case unknown
        /// The row goes on with what the row above says, where all cells of the same item are blank.
        case continues
    }

    let name: String
    let place: Place
    let kind: any CellKind
    let blank: Blank
    /// The record without what other columns tell of, as the mapping has it for every row.
    let template: Node
    /// The item that the column tells of: columns of one item continue together.
    let item: RecordPath
    /// Whether the item can be left out of a record where the column's cell is blank.
    var canLeaveOutItem: Bool { blank == .noItem || place.isWhatTheItemSays }

    init(name: String, place: Place, kind: any CellKind, blank: Blank, template: Node) {
        self.name = name
        self.place = place
        self.kind = kind
        self.blank = blank
        self.template = template
        item = place.path.item
    }
}

/// One reading of a cell.
struct CellReading: Sendable {
    var content: CellContent
    /// The cell that the reading was made from: the row's own, or that of the row above that it continues.
    var source: String
    var remarks: [Remark] = []
    var evidence: [CellEvidence] = []
    /// What a person should read beside the value: a correction.
    var note: String?
}

/// The table's words for values that are not there: `NA`.
struct MissingWords: Sendable {
    var entries: [(word: String, reason: CaseRecord.AbsentReason)] = []

    func reason(for text: String) -> CaseRecord.AbsentReason? { entries.first { $0.word == text }?.reason }

    /// The word for a reason, or else the first word, so that something stands there; the writer reports what it cannot say.
    func word(for reason: CaseRecord.AbsentReason) -> String? {
        (entries.first { $0.reason == reason } ?? entries.first)?.word
    }
}

extension Column {
    /// Reads a cell. A blank one is what ``Blank`` says; whether a row continues the one above is the row's affair.
    func read(_ cell: String, _ missing: MissingWords) -> CellReading {
        let text = cell.trimmed
        if text.isEmpty {
            return CellReading(content: blank == .nothing || blank == .noItem ? .nothing : .missing(.unknown), source: cell)
        }
        if let code = kind as? CodeKind, let entry = code.entries.first(where: { $0.cell == text }) {
            return CellReading(content: entry.content, source: cell)
        }
        if let reason = missing.reason(for: text) { return CellReading(content: .missing(reason), source: cell) }
        switch kind.read(cell) {
        case .content(let content, let remarks, let evidence):
            return CellReading(content: content, source: cell, remarks: remarks, evidence: evidence.map { [$0] } ?? [])
        case .fault(let code, let why):
            let remark = Remark(severity: .warning, code: code, message: "\(why); left out (reason 'error'), kept as printed")
            return CellReading(content: .missing(.error), source: cell, remarks: [remark])
        }
    }

    /// The canonical cell for a content; nil where none can say it.
    func write(_ content: CellContent, _ missing: MissingWords) -> String? {
        if let code = kind as? CodeKind, let cell = code.cell(for: content) { return cell }
        switch content {
        case .nothing: return ""
        case .missing(let reason): return missing.word(for: reason)
        case .value(let value): return kind.write(value)
        }
    }
}
