import ArgumentParsing
import CaseBridge

/// `casebridge validate`: checks resources.
struct ValidateCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "validate",
        abstract: "Check FHIR resources against FHIR R4 and profiles, offline.",
        discussion: """
            Examples:
              casebridge validate patient.json
              casebridge validate bundles/ --format json --output report.json
              casebridge validate case.json --load profiles/ --profile https://example.org/fhir/StructureDefinition/case
              casebridge case to-fhir case.yaml --to json | casebridge validate -

            Exit codes: 0 nothing at or above --fail-on; 1 issues at or above it; 2 the call is wrong or a profile is not found;
            3 input missing or unreadable; 4 an input that is no FHIR resource.
            """)

    @Argument(help: ArgumentHelp("Files, folders, or - for standard input.", valueName: "file"))
    var files: [String]

    @Option(help: ArgumentHelp("Profile to check against beside those in meta.profile, by its canonical url.", valueName: "url"))
    var profile: [String] = []

    @Option(
        help: ArgumentHelp(
            "Profiles, extensions, value sets, code systems: a file (JSON, XML, NDJSON, .tgz), or a folder such as --load profiles/."
        ))
    var load: [String] = []

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp(
            "FHIR package: a .tgz file or folder, or name#version from ~/.fhir/packages, for example --package hl7.fhir.us.core#3.1.0.",
            valueName: "package"))
    var packages: [String] = []

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
            valueName: "error|warning|ignore"))
    var wrongDisplays: OptionalSeverity = .error

    @Flag(name: .customLong("no-example-urls"), help: "Addresses at example.org and its like are no excuse.")
    var noExampleURLs: Bool = false

    @Flag(help: "Report text that looks like HTML or script in plain strings.")
    var securityChecks: Bool = false

    @Flag(name: .customLong("no-html-in-markdown"), help: "Report HTML tags in markdown.")
    var noHTMLInMarkdown: Bool = false

    @Flag(help: "Ask for what a published definition must have, such as its version and title.")
    var forPublication: Bool = false

    @Option(help: ArgumentHelp("Form of the report: text for people, json for an OperationOutcome.", valueName: "text|json"))
    var format: ReportFormat = .text

    @Option(
        help: ArgumentHelp("Least severity that makes the exit code 1, for example --fail-on warning.", valueName: "severity"))
    var failOn: Severity = .error

    @Option(help: ArgumentHelp("Least severity that the text report shows, for example --show error.", valueName: "severity"))
    var show: Severity = .information

    @Option(help: ArgumentHelp("Most messages of the text report for one input.", valueName: "number"))
    var maxMessages: Int = 200

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("File for the report, for example -o report.json.", valueName: "file"))
    var output: String?

    func run() throws {
        var report = ValidationReport(format: format, failOn: failOn, show: show, maxMessages: maxMessages)
        do throws(CommandFailure) {
            let validator: Validator = try validator()
            let inputs: [Input] = try Input.inputs(files)
            report.isMany = inputs.count != 1 || files.count != 1 || inputs[0].name != files[0]
            var run = ValidationRun(validator)
            for input in inputs { report.add(check(input, &run)) }
        } catch {
            report.add(Checked(outcome: ValidationOutcome(failure: error.description), failure: error))
        }
        try report.finish(to: output)
    }

    private func check(_ input: Input, _ run: inout ValidationRun) -> Checked {
        do throws(CommandFailure) {
            let bytes: [UInt8] = try input.read()
            do throws(ReadError) {
                var outcome: ValidationOutcome = run.validate(try ElementTree.read(bytes))
                outcome.source = input.name
                return Checked(outcome: outcome, failure: nil)
            } catch {
                let failure = CommandFailure(.notInput, "\(input.place(error.position)): \(error.message)")
                return Checked(outcome: ValidationOutcome(unreadable: error, source: input.name), failure: failure)
            }
        } catch {
            return Checked(outcome: ValidationOutcome(failure: error.description, source: input.name), failure: error)
        }
    }

    /// A validator over our own profiles and those loaded.
    private func validator() throws(CommandFailure) -> Validator {
        let library: ResourceLibrary? = try library()
        let options: ValidationOptions = try options()
        do throws(ProfileNotFound) {
            return try Validator(library: library, options: options)
        } catch {
            throw CommandFailure(.usage, "\(error) (--load FILE, --package PACKAGE)")
        }
    }

    /// The definitions that `--load` and `--package` name.
    private func library() throws(CommandFailure) -> ResourceLibrary? {
        if load.isEmpty && packages.isEmpty { return nil }
        var loader = LibraryLoader()
        do throws(LibraryError) {
            for path in load { try loader.load(path) }
            for package in packages { try loader.loadPackage(package) }
            let library: ResourceLibrary = try loader.library()
            for note in loader.notes { tell("note: \(note)") }
            return library
        } catch {
            throw CommandFailure(error.code == .notAResource ? .notInput : .cannotRun, error.description)
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
