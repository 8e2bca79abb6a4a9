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
        help: ArgumentHelp("File or folder with profiles, extensions, value sets, code systems, for example --load profiles/."))
    var load: [String] = []

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
            let validator: Validator = try ValidateCommand.validator(loading: load, profiles: profile)
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
    private static func validator(loading words: [String], profiles: [String]) throws(CommandFailure) -> Validator {
        var loaded: [Element] = []
        if !words.isEmpty {
            for input in try Input.inputs(words) { loaded.append(try input.resource().root) }
        }
        do throws(ProfileNotFound) {
            return try Validator(library: loaded.isEmpty ? nil : ResourceLibrary(loaded), profiles: profiles)
        } catch {
            throw CommandFailure(.usage, "\(error) (--load FILE)")
        }
    }
}
