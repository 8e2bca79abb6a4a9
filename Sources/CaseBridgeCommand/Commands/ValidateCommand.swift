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

    @Option(help: ArgumentHelp("File or folder with profiles, extensions, value sets, code systems, for example --load profiles/."))
    var load: [String] = []

    @Option(help: ArgumentHelp("Form of the report: text for people, json for an OperationOutcome.", valueName: "text|json"))
    var format: ReportFormat = .text

    @Option(help: ArgumentHelp("Least severity that makes the exit code 1, for example --fail-on warning.", valueName: "severity"))
    var failOn: Severity = .error

    @Option(help: ArgumentHelp("Most messages of the text report for one input.", valueName: "number"))
    var maxMessages: Int = 200

    @Option(name: [.customShort("o"), .long], help: ArgumentHelp("File for the report, for example -o report.json.", valueName: "file"))
    var output: String?

    func run() throws {
        var report = ValidationRun(format: format, failOn: failOn, maxMessages: maxMessages)
        do throws(CommandFailure) {
            let validator: Validator = try ValidateCommand.validator(loading: load, profiles: profile)
            let inputs: [Input] = try Input.inputs(files)
            report.isMany = inputs.count != 1 || files.count != 1 || inputs[0].name != files[0]
            for input in inputs { report.add(check(input, with: validator)) }
        } catch {
            report.add(Checked(outcome: ValidationOutcome(failure: error.description), failure: error))
        }
        try report.finish(to: output)
    }

    private func check(_ input: Input, with validator: Validator) -> Checked {
        do throws(CommandFailure) {
            let bytes: [UInt8] = try input.read()
            do throws(ReadError) {
                var outcome: ValidationOutcome = validator.validate(try ElementTree.read(bytes))
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

    private static func validator(loading: [String], profiles: [String]) throws(CommandFailure) -> Validator {
        var definitions: [Element] = []
        for input in loading.isEmpty ? [] : try Input.inputs(loading) {
            let bytes: [UInt8] = try input.read()
            do throws(ReadError) { definitions.append(try ElementTree.read(bytes).root) } catch {
                throw CommandFailure(.notInput, "\(input.place(error.position)): \(error.message)")
            }
        }
        do throws(ProfileNotFound) {
            return try Validator(library: definitions.isEmpty ? nil : ResourceLibrary(definitions), profiles: profiles)
        } catch {
            throw CommandFailure(.usage, error.description)
        }
    }
}

/// The forms of a validation report.
enum ReportFormat: String, CaseIterable, ExpressibleByArgument {
    case text, json
}

extension Severity: ExpressibleByArgument {}

/// One input's outcome, and why it could not be checked if so.
struct Checked {
    let outcome: ValidationOutcome
    let failure: CommandFailure?
}

/// Gathers the outcomes of a run and writes their report.
struct ValidationRun {
    let format: ReportFormat
    let failOn: Severity
    let maxMessages: Int
    /// A folder or several inputs were named, so the report is one of many whatever their number.
    var isMany: Bool = false
    private var checked: [Checked] = []

    init(format: ReportFormat, failOn: Severity, maxMessages: Int) {
        self.format = format
        self.failOn = failOn
        self.maxMessages = maxMessages
    }

    mutating func add(_ one: Checked) { checked.append(one) }

    /// Writes the report to a file or standard output and ends the process with the highest exit status.
    func finish(to path: String?) throws {
        var session = Session()
        for one in checked {
            if let failure = one.failure {
                session.note(failure.status)
                if format == .text { tell("error: \(failure)") }
            } else if let worst = one.outcome.worst, worst >= failOn {
                session.note(.findings)
            }
        }
        session.attempt { _ in try Output.write(report(), to: path) }
        try session.finish()
    }

    private func report() -> [UInt8] {
        switch format {
        case .text: return Array(text().utf8)
        case .json:
            let outcomes: [ValidationOutcome] = checked.map(\.outcome)
            let element: Element = isMany ? ValidationOutcome.bundle(outcomes) : outcomes[0].operationOutcome
            return element.json().bytes
        }
    }

    private func text() -> String {
        var text: String = ""
        let readable: [ValidationOutcome] = checked.filter { $0.failure == nil }.map(\.outcome)
        for outcome in readable { text += outcome.text(most: maxMessages) + outcome.summary + "\n" }
        if checked.count > 1 {
            let errors: Int = readable.reduce(0) { $0 + $1.count(.error) }
            let warnings: Int = readable.reduce(0) { $0 + $1.count(.warning) }
            let unread: Int = checked.count - readable.count
            text += "\(checked.count) inputs: \(errors) errors, \(warnings) warnings" + (unread > 0 ? ", \(unread) not readable" : "") + "\n"
        }
        return text
    }
}
