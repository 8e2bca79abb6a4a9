import ArgumentParsing
import CaseBridge

/// `casebridge convert`: FHIR JSON <-> XML.
struct ConvertCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "convert",
        abstract: "Convert FHIR resources between JSON and XML, with nothing lost.",
        discussion: """
            The format of an input is found by its content. What a format cannot carry is reported with its place, and the exit
            code is 1 then.

            Examples:
              casebridge convert patient.json --to xml
              casebridge convert patient.xml --to json --output patient.json
              casebridge convert bundles/ --to xml --output-dir xml/
              curl -s https://example.org/Patient/1 | casebridge convert - --to xml --compact

            Exit codes: 0 done; 1 done, but something could not be carried (not with --allow-loss); 2 the call is wrong;
            3 input missing or output not writable; 4 an input that is no FHIR resource.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Format to write, for example --to xml.", valueName: "json|xml"))
    var to: ResourceFormat

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("File for the one result, for example -o patient.xml.", valueName: "file"))
    var output: String?

    @Option(help: ArgumentHelp("Folder for the results, for example --output-dir xml/.", valueName: "folder"))
    var outputDir: String?

    @Flag(help: "Write without line breaks and indentation.")
    var compact: Bool = false

    @Flag(help: "Exit with 0 although something could not be carried; it is still reported.")
    var allowLoss: Bool = false

    func validate() throws {
        if output != nil && outputDir != nil {
            throw ValidationError("--output names a file and --output-dir a folder: give one of them")
        }
    }

    func run() throws {
        var session = Session()
        session.attempt { session in
            let inputs: [Input] = try Input.inputs(files)
            var results = try Output(folder: outputDir, file: output)
            try results.check(count: inputs.count)
            for input in inputs {
                session.attempt { try convert(input, into: &results, &$0) }
            }
        }
        try session.finish()
    }

    private func convert(_ input: Input, into results: inout Output, _ session: inout Session) throws {
        let place: String? = try results.place(input.stem, to.rawValue, of: input.name)
        let tree: ElementTree = try input.resource()
        let written: Written = tree.written(as: to, compact ? .compact : .pretty)
        for finding in tree.findings {
            tell("\(input.place(tree.position(at: finding.offset))): warning: \(finding.message)")
            if finding.isLoss && !allowLoss { session.note(.findings) }
        }
        for loss in written.losses {
            tell("\(input.place(loss.position)): loss: \(loss.path): \(loss.message)")
            if !allowLoss { session.note(.findings) }
        }
        try Output.write(written.bytes, to: place)
    }
}

extension ResourceFormat: ExpressibleByArgument {}
