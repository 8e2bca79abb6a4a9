import ArgumentParsing
import CaseBridge

/// `casebridge validate`: checks resources.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check FHIR resources against FHIR R4 and profiles, offline.",
        discussion: """
            JSON, XML and NDJSON are told apart by their content; gzip is unpacked. Each line of NDJSON is an input of its own. Inputs are
            checked on all cores and reported in their order.

            Examples:
              casebridge validate patient.json
              casebridge validate bundles/ --format json --output report.json
              casebridge validate 'bundles/*.json' export.ndjson.gz --format html -o report.html
              casebridge validate bundles/ --write-baseline accepted.json
              casebridge validate bundles/ --baseline accepted.json --fail-on warning
              casebridge validate case.json --load profiles/ --profile https://example.org/fhir/StructureDefinition/case
              casebridge case to-fhir case.yaml --to json | casebridge validate -

            Exit codes: 0 nothing at or above --fail-on; 1 issues at or above it, or lines of NDJSON that are no resource; 2 the call is
            wrong or a profile is not found; 3 input missing or unreadable; 4 an input that is no FHIR resource. Over many inputs the
            highest counts. Failures are one fatal issue each in the report.
            """)

    @Argument(
        help: ArgumentHelp("Files, folders, patterns in quotes ('bundles/*.json'), or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Profile to check against beside those in meta.profile, by its canonical url.", valueName: "url"))
    var profile: [String] = []

    @OptionGroup var definitions: LoadedDefinitions

    @Option(help: ArgumentHelp("FHIR version of the input: 4.0.1, also written 4.0 or R4.", valueName: "version"))
    var fhirVersion: FHIRVersion = .r4

    @Option(
        help: ArgumentHelp(
            "References that lead outside the input: none, type (the target must be there and of a type allowed) or valid (and conform).",
            valueName: "none|type|valid"))
    var checkReferences: ValidationOptions.ReferenceCheck = .none

    @Option(
        help: ArgumentHelp(
            "Where the target of a reference is, for example --resolve Patient/1=patient.json.", valueName: "ref=file"))
    var resolve: [KeyedValue] = []

    @Flag(help: "Take relative references to exist on the server that the input comes from.")
    var assumeRestReferences: Bool = false

    @Option(
        help: ArgumentHelp(
            "Profile of one entry of a bundle, for example --bundle-rule Patient:0=URL for its first Patient.",
            valueName: "type:n=url"))
    var bundleRule: [ValidationOptions.BundleRule] = []

    @Option(
        help: ArgumentHelp(
            "How grave a best practice that is not followed is, for example --best-practice warning.",
            valueName: "ignore|hint|warning|error"))
    var bestPractice: OptionalSeverity = .hint

    @Option(
        help: ArgumentHelp(
            "How grave a display that is none of its code's is, for example --wrong-displays warning.",
            valueName: "error|warning|hint|ignore"))
    var wrongDisplays: OptionalSeverity = .error

    @Flag(name: .customLong("no-example-urls"), help: "Addresses at example.org and its like are no excuse.")
    var noExampleURLs: Bool = false

    @Flag(help: "Report text that looks like HTML or script in plain strings.")
    var securityChecks: Bool = false

    @Flag(name: .customLong("no-html-in-markdown"), help: "Report HTML tags in markdown.")
    var noHTMLInMarkdown: Bool = false

    @Flag(help: "Ask for what a published definition must have, such as its version and title.")
    var forPublication: Bool = false

    @Option(help: ArgumentHelp("Threads, for example --jobs 4; default: the cores.", valueName: "n"))
    var jobs: Int?

    @OptionGroup var reading: ReadLimitArguments

    @OptionGroup(title: "Report")
    var report: ReportArguments

    func validate() throws {
        try EmptyWords.refuse(["--profile": profile])
        if let jobs, !(1...1024).contains(jobs) { throw ValidationError("--jobs is \(jobs): give a number from 1 to 1024") }
        for rule in bundleRule {
            guard let type = rule.type, let fault = Schema.r4.faultOfResourceType(type) else { continue }
            throw ValidationError("--bundle-rule \(type)…: \(fault)")
        }
    }

    func run() throws {
        var session = Session(isQuiet: report.quiet)
        session.attempt { session in
            let inputs = ValidationInputs(files, limits)
            try keepApart(inputs)
            let options: ReportOptions = report.options(isMany: inputs.isMany)
            let results = try ValidationResults(report, options)
            do throws(CommandFailure) {
                results.accept(try Acceptance(report))
                let validator: Validator = try validator()
                try check(inputs, validator, options, results)
            } catch {
                try results.add(PieceValidator.failed(nil, error, options))
            }
            try results.finish()
            session.note(results.status)
        }
        try session.finish()
    }

    /// Nothing that is written takes the place of something that is read.
    private func keepApart(_ inputs: ValidationInputs) throws(CommandFailure) {
        let others: [String] = resolve.map(\.value) + definitions.load + definitions.packages
        // A baseline may be written anew.
        let baseline: String? = report.writeBaseline == nil ? report.baseline : nil
        var written = WrittenFiles(reading: inputs.names + others + [report.advisorFile, baseline].compactMap(\.self))
        if let path = report.writeBaseline { try written.claim(path, for: "--write-baseline") }
        if let path = report.output { try written.claim(path, for: "--output") }
    }

    /// Checks the inputs in as many threads as there is work for.
    private func check(
        _ inputs: ValidationInputs, _ validator: Validator, _ options: ReportOptions, _ results: ValidationResults
    ) throws(CommandFailure) {
        let progress = ValidationProgress(inputs, report)
        defer { progress.end() }
        do {
            try OrderedWork.run(
                jobs: min(jobs ?? processorCount(), inputs.atMost ?? Int.max), produce: { progress.next() },
                worker: {
                    let pieces = PieceValidator(validator, options, limits)
                    return { pieces.check($0) }
                },
                consume: { pieces in
                    progress.makeRoom(for: pieces)
                    for piece in pieces { try results.add(piece) }
                })
        } catch let failure as CommandFailure {
            throw failure
        } catch {
            throw CommandFailure(.cannotRun, "\(error)")
        }
    }

    private var limits: ReadLimits { reading.limits(size: 2 << 30) }

    /// A validator over our own profiles and those loaded.
    private func validator() throws(CommandFailure) -> Validator {
        let library: ResourceLibrary? = try definitions.library()
        let options: ValidationOptions = try options()
        do throws(ProfileNotFound) {
            return try Validator(library: library, options: options)
        } catch {
            throw CommandFailure(.usage, "\(error) (--load FILE, --package PACKAGE)")
        }
    }

    private func options() throws(CommandFailure) -> ValidationOptions {
        var options = ValidationOptions()
        options.profiles = profile
        options.bundleRules = bundleRule
        options.referenceCheck = checkReferences
        for target in resolve {
            for input in try Input.inputs([target.value]) { options.references[target.key] = try input.resource().root }
        }
        options.assumesRESTReferences = assumeRestReferences
        options.bestPractice = bestPractice.severity
        options.wrongDisplay = wrongDisplays.severity
        options.acceptsExampleURLs = !noExampleURLs
        options.checksSecurity = securityChecks
        options.refusesHTMLInMarkdown = noHTMLInMarkdown
        options.isForPublication = forPublication
        return options
    }
}
