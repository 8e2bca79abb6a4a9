import YAML

/// What a cell says, without its spelling.
enum CellContent: Sendable {
    /// A value, in the form of its kind (``ValueForm``).
    case value(Node)
    /// No value, for a reason.
    case missing(CaseRecord.AbsentReason)
    /// Nothing at all: a blank cell.
    case nothing

    var isNothing: Bool { if case .nothing = self { true } else { false } }

    func isSame(as other: CellContent) -> Bool {
        switch (self, other) {
        case (.value(let left), .value(let right)): left.hasSameContent(as: right)
        case (.missing(let left), .missing(let right)): left == right
        case (.nothing, .nothing): true
        default: false
        }
    }
}

/// What a kind of column makes of a cell.
enum ValueForm: String, Sendable {
    case text, concept, integer, quantity, date, moment, site
}

/// The place of a column's reading in a record, and of the raw cell next to it: the lens into the record.
///
/// Which of five forms a place has follows from its last member, as the record's own types have it.
struct Place: Sendable {
    private enum Form {
        /// ``CaseRecord/Stated``: `value` or `missing`, and `raw`.
        case stated
        /// ``CaseRecord/Value``: a member that names the kind; `raw` is the item's.
        case result
        /// ``CaseRecord/Presence``: one word; `raw` is the item's.
        case presence
        /// ``CaseRecord/Moment`` or ``CaseRecord/Site``: `missing` and `raw` are members of its own.
        case own
        /// Any other value: it has no place for a reason; `raw` is the item's.
        case plain
    }

    /// The way to the value.
    let path: RecordPath
    /// What the column's kind makes.
    let form: ValueForm
    private let shape: Form

    /// A place for a column whose kind makes values of `form`.
    init(path: RecordPath, form: ValueForm) {
        self.path = path
        self.form = form
        shape =
            switch path.lastKey {
            case "sex", "birth", "authors", "published", "submitted", "accepted", "label": .stated
            case "title" where path.steps.first == .key("documents"): .stated
            case "value": .result
            case "presence": .presence
            case "onset", "diagnosed", "abatement", "when", "death", "reread", "site", "sites", "regions": .own
            default: .plain
            }
    }

    /// The way to the raw cell.
    var raw: RecordPath {
        switch shape {
        case .stated, .own: path.member("raw")
        case .result, .presence, .plain: path.parent.member("raw")
        }
    }

    /// Whether the item is about this value: a result, or whether a finding is there.
    var isWhatTheItemSays: Bool { shape == .result || shape == .presence }

    // MARK: Record -> reading

    /// What a record says at this place, without the raw cell. What the column's kind cannot say is passed over.
    func content(in record: Node) -> CellContent {
        let node = record.value(at: path)
        switch shape {
        case .plain: return node.map { .value($0) } ?? .nothing
        case .stated:
            // A value without a raw cell is written alone.
            if let node, node.scalar != nil { return .value(node) }
            return node?["value"].map { .value($0) } ?? reason(node?["missing"])
        case .result: return node?[form.rawValue].map { .value($0) } ?? reason(node?["missing"])
        case .presence:
            // A record leaves out what is simply present; an item that is not there says nothing.
            guard record.value(at: path.parent) != nil else { return .nothing }
            guard let node else { return .value(Node(text: "present")) }
            return node.scalar.flatMap { CaseRecord.AbsentReason(rawValue: $0.text) }.map { .missing($0) } ?? .value(node)
        case .own: return node.flatMap(ownValue).map { .value($0) } ?? reason(node?["missing"])
        }
    }

    /// The raw cell that the record keeps.
    func rawText(in record: Node) -> String? { record.value(at: raw)?.scalar?.text }

    /// Takes the raw cell out of a record.
    func removeRaw(from record: inout Node) {
        guard record.value(at: raw) != nil else { return }
        record.set(nil, at: raw)
        guard shape == .stated, case .mapping(let entries)? = record.value(at: path)?.content, entries.count == 1,
            let value = entries.first, value.key == "value"
        else { return }
        record.set(value.value, at: path)
    }

    private func reason(_ node: Node?) -> CellContent {
        node?.scalar.flatMap { CaseRecord.AbsentReason(rawValue: $0.text) }.map { .missing($0) } ?? .nothing
    }

    private func ownValue(_ node: Node) -> Node? {
        if let name = ownMember { return node[name] }
        guard case .mapping(let entries) = node.content else { return nil }
        let names = form == .site ? ["name", "levels"] : ["before", "during", "after", "by", "words"]
        let own = entries.filter { names.contains($0.key) }
        return own.isEmpty ? nil : Node(mapping: own)
    }

    /// The member of a moment or a site that holds the value; nil where the value's members stand directly in it.
    private var ownMember: String? {
        switch form {
        case .quantity: "age"
        case .date: "date"
        case .concept, .text: "name"
        case .integer, .moment, .site: nil
        }
    }

    // MARK: Reading -> record

    /// Puts a reading into a record that is being made. A blank cell says nothing: what the mapping says for every row stays, with the
    /// blank beside it.
    func put(_ content: CellContent, raw text: String, into record: inout Node) {
        switch content {
        case .nothing: if record.value(at: path) == nil { return }
        case .value(let value): put(value, into: &record)
        case .missing(let reason): put(reason, into: &record)
        }
        record.set(Node(text: text), at: raw)
    }

    private func put(_ value: Node, into record: inout Node) {
        switch shape {
        case .plain, .presence: record.set(value, at: path)
        case .stated: record.set(Node(mapping: [Node.Entry("value", value)]), at: path)
        case .result: record.set(Node(mapping: [Node.Entry(form.rawValue, value)]), at: path)
        case .own:
            if let name = ownMember {
                record.set(value, at: path.member(name))
            } else if case .mapping(let entries) = value.content {
                for entry in entries { record.set(entry.value, at: path.member(entry.key)) }
            }
        }
    }

    private func put(_ reason: CaseRecord.AbsentReason, into record: inout Node) {
        let reason = Node(text: reason.rawValue)
        switch shape {
        // There is no room for a reason: what the mapping says for every row stays, with the cell beside it.
        case .plain: return
        case .presence: record.set(reason, at: path)
        case .stated, .result: record.set(Node(mapping: [Node.Entry("missing", reason)]), at: path)
        case .own: record.set(reason, at: path.member("missing"))
        }
    }
}
