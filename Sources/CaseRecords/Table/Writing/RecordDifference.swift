import YAML

/// Compares a record with what a reader of its row gets, place by place. Both come without the raw cells of the columns
/// (``Place/removeRaw(from:)``): those are the table's.
struct RecordDifference {
    /// Places in the table itself change with the rows.
    private let document: String?
    private(set) var losses: [TableLoss] = []
    private let record: ItemID
    private let row: Int

    init(_ mapping: TableMapping, record: ItemID, row: Int) {
        document = mapping.document?.rawValue
        self.record = record
        self.row = row
    }

    mutating func compare(_ original: Node?, _ reread: Node?, at path: String) {
        switch (original, reread) {
        case (nil, nil): return
        case (let original?, nil) where original.isListOfItems: compare(original, Node(sequence: []), path)
        case (nil, let reread?) where reread.isListOfItems: compare(Node(sequence: []), reread, path)
        case (let original?, nil): report(.dropped, path, original, nil)
        case (nil, let reread?): report(.added, path, nil, reread)
        case (let original?, let reread?): compare(original, reread, path)
        }
    }

    private mutating func compare(_ original: Node, _ reread: Node, _ path: String) {
        switch (original.content, reread.content) {
        case (.mapping(let left), .mapping(let right)):
            let keys = left.map(\.key) + right.map(\.key).filter { original[$0] == nil }
            for key in keys {
                let path = path.isEmpty ? key : "\(path).\(key)"
                if key == "sources" {
                    compareSources(original[key], reread[key], at: path)
                } else {
                    compare(original[key], reread[key], at: path)
                }
            }
        case (.sequence(let left), .sequence(let right)): compareLists(left, right, path)
        default: if !original.hasSameContent(as: reread) { report(.changed, path, original, reread) }
        }
    }

    private mutating func compareLists(_ left: [Node], _ right: [Node], _ path: String) {
        func name(_ node: Node, _ index: Int) -> String { node["id"]?.scalar?.text ?? String(index) }
        let others = Dictionary(right.enumerated().map { (name($1, $0), $1) }) { first, _ in first }
        var seen: Set<String> = []
        for (index, item) in left.enumerated() {
            let name = name(item, index)
            seen.insert(name)
            compare(item, others[name], at: "\(path)[\(name)]")
        }
        for (index, item) in right.enumerated() where !seen.contains(name(item, index)) {
            compare(nil, item, at: "\(path)[\(name(item, index))]")
        }
    }

    /// Places in sources are a set; more of them than the record has say nothing wrong.
    private mutating func compareSources(_ original: Node?, _ reread: Node?, at path: String) {
        guard case .sequence(let spans)? = original?.content else { return }
        var others: [Node] = []
        if case .sequence(let spans)? = reread?.content { others = spans }
        for span in spans where !isInTable(span) && !others.contains(where: { $0.hasSameContent(as: span) }) {
            report(.dropped, path, span, nil)
        }
    }

    private func isInTable(_ span: Node) -> Bool {
        guard let document, let place = (span["at"] ?? span).scalar?.text else { return false }
        return place.hasPrefix(document + ":")
    }

    private mutating func report(_ kind: TableLoss.Kind, _ path: String, _ original: Node?, _ reread: Node?) {
        losses.append(
            TableLoss(kind: kind, record: record, row: row, path: path, inRecord: original?.summary, inTable: reread?.summary))
    }
}

extension Node {
    fileprivate var isListOfItems: Bool {
        guard case .sequence(let items) = content else { return false }
        return items.contains { $0["id"] != nil }
    }

    /// The node in one short line.
    fileprivate var summary: String {
        let text = flow
        return text.count > 60 ? text.prefix(60) + "…" : text
    }

    private var flow: String {
        switch content {
        case .scalar(let scalar): scalar.text
        case .sequence(let items): "[\(items.map(\.flow).joined(separator: ", "))]"
        case .mapping(let entries): "{\(entries.map { "\($0.key): \($0.value.flow)" }.joined(separator: ", "))}"
        }
    }
}
