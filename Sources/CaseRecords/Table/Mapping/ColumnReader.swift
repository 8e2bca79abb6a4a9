import YAML

/// Makes columns from their entries in a mapping, and tries each with every sort of value that it can read.
struct ColumnReader {
    let record: RecordSection
    let file: String
    private var rawPlaces: [RecordPath: String] = [:]

    init(record: RecordSection, file: String) {
        self.record = record
        self.file = file
    }

    mutating func column(_ entry: Node.Entry) throws(TableError) -> Column {
        var fields = try Fields(entry.value, file: file, subject: "the column '\(entry.key)'")
        let target = try fields.required("to")
        guard let name = try fields.word("kind", KindName.self) else {
            let kinds = KindName.allCases.map(\.rawValue).joined(separator: ", ")
            throw fields.missing("kind", ": one of \(kinds)")
        }
        let kind = try KindReader(file: file).kind(name, &fields)
        let blank = try fields.word("blank", Column.Blank.self) ?? .nothing
        try fields.finish()

        let text = try target.mappingText("'to'", file: file)
        guard let path = RecordPath(text) else {
            throw target.mappingError("'\(text)' is no path: write subject.sex or measurements[age].value", file: file)
        }
        if let missing = record.missingItem(path) { throw target.mappingError(missing, file: file) }
        let place = Place(path: path, form: kind.form)
        if let other = rawPlaces.updateValue(entry.key, forKey: place.raw) {
            throw target.mappingError(
                "the columns '\(other)' and '\(entry.key)' would both keep their cell at \(place.raw): give one of them another item",
                file: file)
        }
        if let event = (kind as? RelativeTimeKind)?.event { try check(event, entry.value["from"] ?? entry.value) }
        let respelled = try tried(kind, place, target)
        return Column(name: entry.key, place: place, kind: respelled, blank: blank, template: record.part(with: path))
    }

    private func check(_ event: String, _ node: Node) throws(TableError) {
        let ids = record.record.items.map(\.id.rawValue)
        guard !ids.contains(event) else { return }
        let near = nearest(to: event, among: ids).map { "; did you mean '\($0)'?" } ?? ""
        throw node.mappingError("'record' has no item '\(event)'\(near)", file: file)
    }

    /// Puts every sort of value into the record and reads it back: so a path that leads nowhere, or to something of another type, is found
    /// when the mapping is read and not at some row.
    private func tried(_ kind: any CellKind, _ place: Place, _ target: Node) throws(TableError) -> any CellKind {
        let reasons: [CellContent] = [.missing(.unknown), .missing(.error)]
        for content in kind.samples + reasons {
            do {
                guard case .nothing = try spelled(content, place), case .value = content else { continue }
            } catch {
                throw target.mappingError("\(place.path) cannot hold what this column reads: \(error.message)", file: file)
            }
            throw target.mappingError("\(place.path) does not keep what this column reads", file: file)
        }
        return kind.respelled { (try? spelled($0, place)) ?? $0 }
    }

    private func spelled(_ content: CellContent, _ place: Place) throws(YAMLError) -> CellContent {
        var node = record.part(with: place.path)
        place.put(content, raw: "raw", into: &node)
        let made = try YAMLDecoder().decode(CaseRecord.self, from: node)
        return place.content(in: try YAMLEncoder().node(of: made))
    }
}
