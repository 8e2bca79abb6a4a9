import YAML

/// A way to read a cell and to write it again: one kind a file.
///
/// For every value that ``write(_:)`` gives a text for, reading the text gives the value; the writer checks that on each cell, so a
/// kind that cannot spell a value may give any text or none.
protocol CellKind: Sendable {
    /// What the kind makes of a cell.
    var form: ValueForm { get }
    /// Reads a cell that is neither blank nor one of the table's words for missing values.
    func read(_ text: String) -> Readout
    /// The canonical cell for a value; nil where no cell can say it.
    func write(_ value: Node) -> String?
    /// Contents of every sort that the kind reads, to try the column's place with when a mapping is loaded.
    var samples: [CellContent] { get }
    /// The kind with the values of its tables spelled as the record spells them.
    func respelled(_ respell: (CellContent) -> CellContent) -> Self
    /// The value as a number, for statistics.
    func number(_ value: Node) -> Double?
    /// The value as one of a few words by which rows can be counted.
    func word(_ value: Node) -> String?
}

extension CellKind {
    func respelled(_ respell: (CellContent) -> CellContent) -> Self { self }

    /// What is read from some cells.
    func contents(of cells: [String]) -> [CellContent] {
        cells.compactMap { cell in
            guard case .content(let content, _, _) = read(cell) else { return nil }
            return content
        }
    }

    func number(_ value: Node) -> Double? { nil }
    func word(_ value: Node) -> String? { nil }
}

/// What reading a cell gave.
enum Readout: Sendable {
    /// A reading, with what a person should know about it, and with the places that support it.
    case content(CellContent, remarks: [Remark] = [], evidence: CellEvidence? = nil)
    /// The cell cannot be what it says: why.
    case fault(TableDiagnostic.Code, String)

    static func value(_ node: Node) -> Readout { .content(.value(node)) }
}

/// Something about a cell that a person should know.
struct Remark: Hashable, Sendable {
    var severity: TableDiagnostic.Severity
    var code: TableDiagnostic.Code
    var message: String
}

/// What supports a reading that the cell alone does not give: a place in a document, or words.
struct CellEvidence: Hashable, Sendable {
    /// The words of the mapping: `article:69`, or a sentence.
    var text: String

    /// The place in a source, where the words are one.
    var span: CaseRecord.SourceSpan? { CaseRecord.SourceSpan(place: text) }
}

extension String {
    /// The text without blanks at both ends.
    var trimmed: String {
        var rest = self[...]
        while let first = rest.unicodeScalars.first, first.properties.isWhitespace { rest.unicodeScalars.removeFirst() }
        while let last = rest.unicodeScalars.last, last.properties.isWhitespace { rest.unicodeScalars.removeLast() }
        return String(rest)
    }
}
