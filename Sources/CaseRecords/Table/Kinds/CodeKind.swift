import YAML

/// One of the words that the mapping lists, each with what it stands for in the record.
struct CodeKind: CellKind {
    struct Entry: Sendable {
        var cell: String
        var content: CellContent
    }

    /// In the order of the mapping; of two cells for one value the first is written.
    var entries: [Entry]

    var form: ValueForm { .concept }
    var samples: [CellContent] { entries.map(\.content) }

    func respelled(_ respell: (CellContent) -> CellContent) -> CodeKind {
        CodeKind(entries: entries.map { Entry(cell: $0.cell, content: respell($0.content)) })
    }

    func read(_ text: String) -> Readout {
        LookAlikes.read(text.trimmed) { text in
            if let entry = entries.first(where: { $0.cell == text }) { return .content(entry.content) }
            let near = nearest(to: text, among: entries.map(\.cell)).map { "; the nearest is '\($0)'" } ?? ""
            return .fault(.unknownCode, "it is none of the codes \(entries.map(\.cell).joined(separator: ", "))\(near)")
        }
    }

    func write(_ value: Node) -> String? { cell(for: .value(value)) }

    /// The first cell that stands for a content.
    func cell(for content: CellContent) -> String? { entries.first { $0.content.isSame(as: content) }?.cell }

    func word(_ value: Node) -> String? { write(value) }
}
