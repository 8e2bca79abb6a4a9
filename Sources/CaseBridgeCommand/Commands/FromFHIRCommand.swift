import ArgumentParsing
import CaseBridge

/// `casebridge case from-fhir`: bundles -> case records and tables.
struct FromFHIRCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "from-fhir",
        abstract: "Read case records from FHIR bundles, and write them as YAML, JSON or a table.",
        discussion: """
            A bundle about one patient becomes one case record, a bundle about a group a series, whose order the rows of a table
            follow; the record is read from the elements of the bundle. What a record, or the table, cannot express is told with
            its place, and the exit code is 1 then.

            Examples:
              casebridge case from-fhir fhir/case.json --to yaml
              casebridge case from-fhir fhir/ --to json --output-dir cases/
              casebridge case from-fhir fhir/ --to csv --mapping mapping.yaml > table.csv

            Exit codes: 0 done; 1 done, but something could not be carried (not with --allow-loss); 2 the call or the mapping is
            wrong; 3 input missing or output not writable; 4 an input that is no FHIR bundle.
            """)

    @Argument(help: ArgumentHelp("Bundles (JSON or XML), folders of them, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Mapping of the table's columns, for --to csv.", valueName: "file"))
    var mapping: String?

    @Option(help: ArgumentHelp("Format to write, for example --to yaml.", valueName: "yaml|json|csv"))
    var to: Target

    @Option(help: ArgumentHelp("Folder for the results, for example --output-dir cases/.", valueName: "folder"))
    var outputDir: String?

    @Flag(help: "Exit with 0 although something could not be carried; it is still reported.")
    var allowLoss: Bool = false

    enum Target: String, CaseIterable, ExpressibleByArgument {
        case yaml, json, csv
    }

    func validate() throws {
        try EmptyWords.refuse(["--mapping": [mapping], "--output-dir": [outputDir]])
        if to == .csv && mapping == nil {
            throw ValidationError("--to csv needs --mapping, the file that says what goes into which column")
        }
        if to != .csv && mapping != nil { throw ValidationError("--mapping is for --to csv") }
    }

    func run() throws {
        var session = Session()
        session.attempt { session in
            let table: TableMapping? = try mapping.map { try TableMapping.load($0) }
            let inputs: [Input] = Input.inputs(files, noting: &session)
            if inputs.isEmpty { return }
            var results = try Output(
                folder: outputDir, beside: WrittenFiles(reading: inputs.map(\.name) + [mapping].compactMap(\.self)))
            if to != .csv { try results.check(count: max(inputs.count, files.count)) }
            var records: [CaseRecord] = []
            var order: [ItemID] = []
            for input in inputs {
                session.attempt { session in
                    switch try content(of: input, &session) {
                    case .record(let record) where to == .csv: records.append(record)
                    case .record(let record): try write(record, of: input, &results)
                    case .series(let series) where to != .csv: try write(series, of: input, &results)
                    case .series(let series): order += series.members
                    }
                }
            }
            if let table, !records.isEmpty {
                try write(sorted(table.inOrderOfRows(records), by: order), through: table, &results, &session)
            }
        }
        try session.finish()
    }

    /// The rows stand as a series names its members; other records come behind, in the order in which they are given.
    private func sorted(_ records: [CaseRecord], by order: [ItemID]) -> [CaseRecord] {
        let places: [ItemID: Int] = Dictionary(zip(order, order.indices), uniquingKeysWith: { first, _ in first })
        return records.enumerated().sorted { left, right in
            let (one, other) = (places[left.element.id] ?? Int.max, places[right.element.id] ?? Int.max)
            return one != other ? one < other : left.offset < right.offset
        }.map(\.element)
    }

    private enum Content {
        case record(CaseRecord)
        case series(CaseSeries)
    }

    private func content(of input: Input, _ session: inout Session) throws -> Content {
        let tree: ElementTree = try input.resource()
        let hasPatient: Bool = tree.root.children(named: "entry").contains { $0.child(named: "resource")?.typeName == "Patient" }
        let hasGroup: Bool = tree.root.children(named: "entry").contains { $0.child(named: "resource")?.typeName == "Group" }
        do throws(CaseBundleError) {
            if hasGroup && !hasPatient {
                let (series, losses) = try CaseSeries.read(bundle: tree.root)
                report(losses, of: input, &session)
                return .series(series)
            }
            let (record, losses) = try CaseRecord.read(bundle: tree.root)
            report(losses, of: input, &session)
            return .record(record)
        } catch {
            throw CommandFailure(.notInput, "\(input.name): \(error)")
        }
    }

    private func report(_ losses: [Loss], of input: Input, _ session: inout Session) {
        for loss in losses { tell("\(input.place(loss.position)): loss: \(loss.path): \(loss.message)") }
        if !losses.isEmpty && !allowLoss { session.note(.findings) }
    }

    private func write(_ value: some Encodable, of input: Input, _ results: inout Output) throws {
        let format: CaseFormat = to == .json ? .json : .yaml
        let place: String? = try results.place(input.stem, format.rawValue, of: input.name)
        try Output.write(try format.write(value), to: place)
    }

    private func write(_ records: [CaseRecord], through table: TableMapping, _ results: inout Output, _ session: inout Session)
        throws
    {
        let writing: TableWriting = try table.write(records)
        for loss in writing.losses { tell("loss: \(loss)") }
        if !writing.losses.isEmpty && !allowLoss { session.note(.findings) }
        try Output.write(writing.bytes, to: try results.place("cases", "csv", of: "the records"))
    }
}
