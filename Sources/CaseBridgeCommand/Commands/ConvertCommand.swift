import ArgumentParsing
import CaseBridge

/// `casebridge convert`: FHIR JSON, XML and NDJSON into one another.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert FHIR resources between JSON, XML and NDJSON, with nothing lost.",
        discussion: """
            The format of an input is found by its content; gzip is unpacked. Bundles and NDJSON of any size pass in bounded memory,
            on all cores. What a format cannot carry is reported with its place, and the exit code is 1 then. In folders the files
            *.json, *.xml, *.ndjson and these with .gz are read.

            Examples:
              casebridge convert patient.json --to xml
              casebridge convert patient.xml --to json --output patient.json
              casebridge convert bundles/ --to xml --output-dir xml/
              casebridge convert export.json.gz --to ndjson -o export.ndjson.gz --allow-loss
              casebridge convert patients.ndjson --to bundle -o patients.json --rejects bad.ndjson
              curl -s https://example.org/Patient/1 | casebridge convert - --to xml --compact

            Exit codes: 0 done; 1 done, but something could not be carried (not with --allow-loss) or lines were rejected; 2 the call
            is wrong; 3 input missing or output not writable; 4 an input that is no FHIR resource, is refused with --strict, or
            passes a limit.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(
        help: ArgumentHelp(
            "What to make, for example --to xml; ndjson has a line for every entry of a bundle, bundle an entry for every line.",
            valueName: "json|xml|ndjson|bundle"))
    var to: ConversionTarget

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp(
            "File for the one result, for example -o patient.xml; packed if it ends in .gz. A bundle is XML if it ends in .xml.",
            valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Folder for the results, for example --output-dir xml/.", valueName: "folder"))
    var outputDir: String?

    @Flag(help: "Write with line breaks and indentation (what is done without --compact).")
    var pretty: Bool = false

    @Flag(help: "Write without line breaks and indentation.")
    var compact: Bool = false

    @Flag(help: "Pack the results with gzip; their names end in .gz.")
    var gzip: Bool = false

    @Flag(help: "Refuse unknown members and elements, duplicates and values of a wrong form.")
    var strict: Bool = false

    @Flag(help: "Read again what was written and compare, before the output takes its place.")
    var verify: Bool = false

    @Flag(help: "Exit with 0 although something could not be carried; it is still reported.")
    var allowLoss: Bool = false

    @Option(help: ArgumentHelp("File for NDJSON lines that cannot be read, for example --rejects bad.ndjson.", valueName: "file"))
    var rejects: String?

    @Option(help: ArgumentHelp("Threads for NDJSON and large bundles, for example --jobs 4; default: the cores.", valueName: "n"))
    var jobs: Int?

    @OptionGroup var reading: ReadLimitArguments

    func validate() throws {
        try EmptyWords.refuse(["--output": [output], "--output-dir": [outputDir], "--rejects": [rejects]])
        if output != nil && outputDir != nil {
            throw ValidationError("--output names a file and --output-dir a folder: give one of them")
        }
        if pretty && compact { throw ValidationError("--pretty and --compact exclude each other: give one of them") }
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is \(jobs): give a number from 1 to 1024") }
    }

    func run() throws {
        Memory.keepFreed()
        var session = Session()
        session.attempt { session in
            let inputs: [Input] = Input.inputs(files, extensions: Input.convertibleExtensions, noting: &session)
            if inputs.isEmpty { return }
            var written = WrittenFiles(reading: inputs.map(\.name))
            if let rejects { try written.claim(rejects, for: "--rejects") }
            var results = try Output(folder: outputDir, file: output, beside: written)
            try results.check(count: max(inputs.count, files.count))
            let rejected: OutputFile? = try rejects.map { (path) throws(CommandFailure) in
                try OutputFile(path: path, gzip: path.hasSuffix(".gz"))
            }
            let conversion = Conversion(
                target: to, options: options, gzip: gzip, allowsLoss: allowLoss, rejects: rejected)
            for input in inputs {
                session.attempt { try conversion.run(input, into: &results, &$0) }
            }
            try rejected?.finish()
        }
        try session.finish()
    }

    private var options: ConversionOptions {
        let target: ConversionOptions.Target =
            switch to {
            case .json: .resource(.json)
            case .xml: .resource(.xml)
            case .ndjson: .lines
            case .bundle: .bundle(output.map { $0.hasSuffix(".xml") || $0.hasSuffix(".xml.gz") } == true ? .xml : .json)
            }
        var options = ConversionOptions(
            target: target, layout: compact ? .compact : .pretty, limits: reading.limits(size: 256 << 20), isStrict: strict,
            verifies: verify)
        options.jobs = jobs ?? processorCount()
        return options
    }
}

/// What `convert` makes.
enum ConversionTarget: String, ExpressibleByArgument, CaseIterable {
    case json, xml, ndjson, bundle

    /// The extension of what is made.
    var suffix: String { self == .bundle ? "json" : rawValue }
}

extension ResourceFormat: ExpressibleByArgument {}
