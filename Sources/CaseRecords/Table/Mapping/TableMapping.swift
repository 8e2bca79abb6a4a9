import YAML

/// A mapping between the rows of a table and case records, declared once in a YAML file and used in both directions.
///
/// Reading a row gives a record: what the mapping says of all rows, and in it a value for each cell, with the cell as it stands next
/// to it. Writing a record gives a row: each cell as it stood while it still reads as the record's value, otherwise the value's
/// canonical spelling. So writing what was just read changes no byte, and reading what was just written gives the records; what a
/// record holds beyond the table's columns is reported (``TableWriting/losses``).
///
///     let mapping = try TableMapping(yaml: yamlBytes, file: "table2-mapping.yaml")
///     let reading = try mapping.read(csv: csvBytes, file: "table2.csv")
///     let writing = try mapping.write(reading.records)   // writing.bytes == csvBytes
public struct TableMapping: Sendable {
    /// The mapping's file name, for messages.
    public let file: String
    /// How a table is spelled when it is written.
    public let dialect: CSVDialect
    /// What the source says about all cases together, as the mapping has it; its members are the records of a reading.
    public let series: CaseSeries?
    /// The headings of the columns, in the order in which they are written.
    public var headings: [String] { columns.map(\.name) }

    let missing: MissingWords
    /// The document in the record that the table is; cells are told as places in it.
    let document: ItemID?
    /// What every record is made from, as the record's own types spell it, with a name still to be given.
    let template: Node
    let idTemplate: IDTemplate
    let columns: [Column]
    /// Columns of the table that are left out on purpose.
    let ignored: Set<String>
    let corrections: [Correction]
    let computations: [Computation]
    /// Items that are left out of a record when all their cells are blank: nothing else tells of them.
    let optionalItems: [OptionalItem]

    /// Reads a mapping file.
    ///
    /// - Parameters:
    ///   - yaml: the file's bytes, UTF-8.
    ///   - file: its name, for messages.
    ///   - beside: gives the bytes of a file beside the mapping, by the name that the mapping has for it (`series: table2-series.yaml`).
    /// - Throws: a ``TableError`` of code ``TableError/Code/mapping`` with line and column for a fault in YAML, an unknown key, path,
    ///   item, kind or column, a wrong pattern, and a place in the record that cannot hold what the column reads.
    public init(yaml: [UInt8], file: String, beside: (String) -> [UInt8]? = { _ in nil }) throws(TableError) {
        let root: Node
        do { root = try YAMLParser().document(in: yaml) } catch { throw TableError(error, file: file) }
        var fields = try Fields(root, file: file, subject: "the mapping")
        let table = try TableSection(fields.optional("table"), file: file)
        let record = try RecordSection(fields.required("record"), file: file)
        guard let entries = try fields.table("columns") else { throw fields.missing("columns") }
        var reader = ColumnReader(record: record, file: file)
        var columns: [Column] = []
        for entry in entries { columns.append(try reader.column(entry)) }
        let names = columns.map(\.name)
        var ignored: Set<String> = []
        for node in try fields.list("ignore") { ignored.insert(try node.mappingText("a column to ignore", file: file)) }
        var corrections: [Correction] = []
        for node in try fields.list("corrections") { corrections.append(try Correction(node, columns: names, file: file)) }
        let series = try Self.series(fields.optional("series"), file: file, beside: beside)
        var computations: [Computation] = []
        for entry in try fields.table("computed") ?? [] {
            guard let series else { throw root.mappingError("'computed' needs 'series', whose statistics it names", file: file) }
            computations.append(try Computation(entry, series: series, columns: names, file: file))
        }
        try fields.finish()

        self.file = file
        dialect = table.dialect
        missing = table.missing
        document = try table.document(in: record, file: file)
        template = record.template
        idTemplate = try IDTemplate(record.id, columns: names, file: file)
        self.columns = columns
        self.ignored = ignored
        self.corrections = corrections
        self.series = series
        self.computations = computations
        optionalItems = record.optionalItems(of: columns)
    }

    /// The series as it stands in the mapping, or in a file of its own.
    private static func series(_ node: Node?, file: String, beside: (String) -> [UInt8]?) throws(TableError) -> CaseSeries? {
        guard let node else { return nil }
        guard let name = node.scalar?.text else {
            do { return try YAMLDecoder().decode(CaseSeries.self, from: node) } catch {
                throw TableError(error, file: file, near: node)
            }
        }
        guard let bytes = beside(name) else {
            throw node.mappingError("the file '\(name)' cannot be read; its place is told from the mapping's folder", file: file)
        }
        do { return try YAMLDecoder().decode(CaseSeries.self, from: bytes) } catch { throw TableError(error, file: name) }
    }
}
