import YAML

/// What a mapping says about the table as a file: key `table`.
struct TableSection {
    var dialect = CSVDialect()
    var missing = MissingWords()
    private var documentNode: Node?

    init(_ node: Node?, file: String) throws(TableError) {
        guard let node else { return }
        var fields = try Fields(node, file: file, subject: "'table'")
        if let delimiter = fields.optional("delimiter") {
            let text = try delimiter.mappingText("'delimiter'", file: file)
            let names = ["comma": ",", "semicolon": ";", "tab": "\t", "bar": "|"]
            guard let byte = (names[text] ?? text).utf8.first, (names[text] ?? text).utf8.count == 1,
                ![10, 13, 34].contains(byte)
            else {
                throw delimiter.mappingError("'delimiter' is comma, semicolon, tab, bar or one other ASCII character", file: file)
            }
            dialect.delimiter = byte
        }
        dialect.quoting = try fields.word("quotes", CSVDialect.Quoting.self) ?? dialect.quoting
        dialect.lineEnd = try fields.word("line-end", CSVDialect.LineEnd.self) ?? dialect.lineEnd
        dialect.hasFinalLineEnd = try fields.boolean("final-line-end") ?? dialect.hasFinalLineEnd
        dialect.hasByteOrderMark = try fields.boolean("byte-order-mark") ?? dialect.hasByteOrderMark
        for entry in try fields.table("missing") ?? [] {
            let text = try entry.value.mappingText("the reason for '\(entry.key)'", file: file)
            guard let reason = CaseRecord.AbsentReason(rawValue: text) else {
                let reasons = CaseRecord.AbsentReason.allCases.map(\.rawValue)
                let hint = nearest(to: text, among: reasons).map { "did you mean '\($0)'?" } ?? reasons.joined(separator: ", ")
                throw entry.value.mappingError("'\(text)' is no reason for a missing value; \(hint)", file: file)
            }
            missing.entries.append((entry.key, reason))
        }
        documentNode = fields.optional("document")
        try fields.finish()
    }

    /// The table's own document, which must be one of the record's.
    func document(in record: RecordSection, file: String) throws(TableError) -> ItemID? {
        guard let documentNode else { return nil }
        let id = try documentNode.mappingText("'document'", file: file)
        guard record.record.documents.contains(where: { $0.id.rawValue == id }) else {
            let near = nearest(to: id, among: record.record.documents.map(\.id.rawValue)).map { "; did you mean '\($0)'?" } ?? ""
            throw documentNode.mappingError("no document of 'record' is called '\(id)'\(near)", file: file)
        }
        return ItemID(rawValue: id)
    }
}
