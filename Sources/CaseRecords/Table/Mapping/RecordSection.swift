import YAML

/// What a mapping says about the records of all rows, written as in a case file: key `record`.
struct RecordSection {
    /// The template of the records' names.
    let id: Node
    /// The record with what is the same in every row.
    let record: CaseRecord
    /// The same as a node, in the record's own spelling.
    let template: Node

    init(_ node: Node, file: String) throws(TableError) {
        guard case .mapping = node.content else { throw node.mappingError("'record' is a case record's content", file: file) }
        guard let id = node["id"] else {
            throw node.mappingError("'record' needs the key 'id', such as case-{row}", file: file)
        }
        var probe = node
        probe.set(Node(text: "template"), at: RecordPath(steps: [.key("id")]))
        var subject = probe["subject"] ?? Node(mapping: [])
        if subject["id"] == nil { subject.set(Node(text: "patient"), at: RecordPath(steps: [.key("id")])) }
        probe.set(subject, at: RecordPath(steps: [.key("subject")]))
        do {
            record = try YAMLDecoder().decode(CaseRecord.self, from: probe)
            template = try YAMLEncoder().node(of: record)
        } catch { throw TableError(error, file: file, near: node) }
        if let problem = record.problems().first { throw node.mappingError("'record' is not sound: \(problem)", file: file) }
        self.id = id
    }

    /// The record with no more than a path needs: so that trying a column does not take longer where there are many.
    func part(with path: RecordPath) -> Node {
        guard case .mapping(let entries) = template.content, case .key(let list)? = path.steps.first else { return template }
        var part = Node(mapping: entries.filter { ["id", "subject", list].contains($0.key) })
        let top = RecordPath(steps: Array(path.steps.prefix(2)))
        if case .item? = top.steps.last, let item = template.value(at: top) {
            part.set(Node(sequence: [item]), at: RecordPath(steps: [.key(list)]))
        }
        return part
    }

    /// Why an item is not there for a path to lead to; nil where all of its items are.
    func missingItem(_ path: RecordPath) -> String? {
        for (index, step) in path.steps.enumerated() {
            guard case .item(let id) = step else { continue }
            let list = RecordPath(steps: Array(path.steps.prefix(index)))
            var ids: [String] = []
            if case .sequence(let items)? = template.value(at: list)?.content {
                ids = items.compactMap { $0["id"]?.scalar?.text }
            }
            if ids.contains(id) { continue }
            let hint = nearest(to: id, among: ids).map { "; did you mean '\($0)'?" } ?? ""
            return "'record' has no '\(id)' in \(list)\(hint)"
        }
        return nil
    }

    /// The items that are not there where their columns are blank (``Column/canLeaveOutItem``) and that no other item refers to.
    func optionalItems(of columns: [Column]) -> [OptionalItem] {
        let events = columns.compactMap { ($0.kind as? RelativeTimeKind)?.event }
        let needed = Set(record.items.flatMap(\.references).map(\.rawValue) + events)
        let places = Dictionary(grouping: columns.indices) { columns[$0].item }
        return columns.indices.compactMap { index in
            let path = columns[index].item
            guard case .item(let id)? = path.steps.last, !needed.contains(id), let own = places[path], own.first == index,
                own.contains(where: { columns[$0].canLeaveOutItem })
            else { return nil }
            return OptionalItem(path: path, columns: own)
        }
    }
}

/// An item that is left out of a record when all its cells are blank.
struct OptionalItem: Sendable {
    let path: RecordPath
    /// The columns that tell of it, by their place among all.
    let columns: [Int]
}
