import ArgumentParsing
import CaseBridge

/// `casebridge case to-fhir`: case records and tables -> bundles.
struct ToFHIRCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "to-fhir",
        abstract: "Write case records, or the rows of tables, as FHIR bundles.",
        discussion: """
            Each record becomes one Bundle of type collection. With --mapping the inputs are tables (CSV): each row becomes a
            record, and what the source states about all rows a bundle of its own; every cell that was not plain is told with
            row, column and value, and rows that cannot be read are rejected while the good ones go on.

            Examples:
              casebridge case to-fhir case.yaml --to json
              casebridge case to-fhir cases/ --to xml --output-dir fhir/
              casebridge case to-fhir table.csv --mapping mapping.yaml --to json --output-dir fhir/ --rejects rejects.csv

            Exit codes: 0 done; 1 done, but rows were rejected; 2 the call or the mapping is wrong (also a column that the table
            lacks); 3 input missing or output not writable; 4 an input that is no case record and no table.
            """)

    @Argument(
        help: ArgumentHelp(
            "Case records (YAML or JSON), folders of them, tables with --mapping, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Mapping of the table's columns, for example --mapping mapping.yaml.", valueName: "file"))
    var mapping: String?

    @Option(help: ArgumentHelp("Format to write, for example --to json.", valueName: "json|xml"))
    var to: ResourceFormat

    @Option(help: ArgumentHelp("Folder for the bundles, for example --output-dir fhir/.", valueName: "folder"))
    var outputDir: String?

    @Option(help: ArgumentHelp("File for the rows that could not be read, for example --rejects rejects.csv.", valueName: "file"))
    var rejects: String?

    @Flag(help: "Write without line breaks and indentation.")
    var compact: Bool = false

    func validate() throws {
        try EmptyWords.refuse(["--mapping": [mapping], "--output-dir": [outputDir], "--rejects": [rejects]])
        if rejects != nil && mapping == nil { throw ValidationError("--rejects is for the rows of tables, which need --mapping") }
    }

    func run() throws {
        var session = Session()
        session.attempt { session in
            var bundles: [Result] = []
            let table: TableMapping? = try mapping.map { (path) throws(CommandFailure) in try TableMapping.load(path) }
            let extensions: [String] = mapping == nil ? CaseFormat.extensions : ["csv", "tsv"]
            let inputs: [Input] = Input.inputs(files, extensions: extensions, noting: &session)
            if inputs.isEmpty { return }
            var written = WrittenFiles(reading: inputs.map(\.name) + [mapping].compactMap(\.self))
            if let rejects { try written.claim(rejects, for: "--rejects") }
            if let table {
                var rejected = RejectedRows()
                for input in inputs {
                    session.attempt { bundles += try rows(of: input, through: table, &rejected, &$0) }
                }
                if let rejects { try Output.write(rejected.bytes, to: rejects) }
            } else {
                for input in inputs {
                    session.attempt { _ in bundles.append(try record(of: input)) }
                }
            }
            var results = try Output(folder: outputDir, beside: written)
            try results.check(count: bundles.count)
            for bundle in bundles {
                session.attempt { _ in
                    let place: String? = try results.place(bundle.stem, to.rawValue, of: bundle.source)
                    try Output.write(bundle.element.tree.written(as: to, compact ? .compact : .pretty).bytes, to: place)
                }
            }
        }
        try session.finish()
    }

    /// A bundle and the name of its file.
    private struct Result {
        let source: String
        let stem: String
        let element: Element
    }

    private func record(of input: Input) throws(CommandFailure) -> Result {
        let record: CaseRecord = try input.caseRecord()
        do throws(CaseBundleError) {
            return Result(source: input.name, stem: input.stem, element: try record.bundle().element)
        } catch {
            throw CommandFailure(.findings, "\(input.name): \(error)")
        }
    }

    private func rows(
        of input: Input, through mapping: TableMapping, _ rejected: inout RejectedRows, _ session: inout Session
    ) throws(CommandFailure) -> [Result] {
        let bytes: [UInt8] = try input.read()
        let reading: TableReading
        do throws(TableError) {
            reading = try mapping.read(csv: bytes, file: input.name)
        } catch {
            throw CommandFailure(error.code.status, error.description)
        }
        for diagnostic in reading.diagnostics { tell(diagnostic.description) }
        if reading.diagnostics.contains(where: { $0.severity == .error }) { session.note(.findings) }
        rejected.add(reading)
        var results: [Result] = []
        do throws(CaseBundleError) {
            for record in reading.records {
                results.append(Result(source: input.name, stem: record.id.rawValue, element: try record.bundle().element))
            }
            if let series = reading.series {
                results.append(Result(source: input.name, stem: series.id.rawValue, element: try series.bundle().element))
            }
        } catch {
            throw CommandFailure(.findings, "\(input.name): \(error)")
        }
        return results
    }
}

/// The rows of all tables that could not be read, as one table.
private struct RejectedRows {
    private(set) var bytes: [UInt8] = []
    private var header: ArraySlice<UInt8> = []

    /// Adds those of one table; the header stands once where the tables have the same.
    mutating func add(_ reading: TableReading) {
        let file: [UInt8] = reading.rejectsFile
        if file.isEmpty { return }
        if bytes.last.map({ $0 != 0x0A }) == true { bytes.append(0x0A) }
        let head: ArraySlice<UInt8> = file.dropLast(reading.rejects.reduce(0) { $0 + $1.bytes.count })
        bytes += head == header ? file.dropFirst(head.count) : file[...]
        header = head
    }
}
