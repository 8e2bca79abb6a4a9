import ArgumentParsing
import CaseBridge

extension ReportFormat: ExpressibleByArgument {}
extension Severity: ExpressibleByArgument {}

/// What the report of `casebridge validate` looks like, and what makes the run fail.
struct ReportArguments: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Form of the report, for example --format sarif: text for people, json (an OperationOutcome; for several inputs a Bundle), ndjson, sarif, junit, csv, or html (one page).",
            valueName: "text|json|ndjson|sarif|junit|csv|html"))
    var format: ReportFormat = .text

    @Option(
        help: ArgumentHelp("Least severity that makes the exit code 1, for example --fail-on warning.", valueName: "severity"))
    var failOn: Severity = .error

    @Option(
        help: ArgumentHelp("Least severity that text and html show, for example --show error.", valueName: "severity"))
    var show: Severity = .information

    @Option(
        help: ArgumentHelp(
            "Most messages of one input in text and html, the gravest first to stay, for example --max-messages 20.",
            valueName: "number"))
    var maxMessages: Int = 200

    @Flag(
        name: .customLong("no-fold"),
        help:
            "Show in text and html also what only repeats a fault elsewhere, such as references to a resource that does not conform, and notes that say the same."
    )
    var noFold: Bool = false

    @Option(
        name: [.customShort("o"), .long],
        help: ArgumentHelp("File for the report, for example -o report.json.", valueName: "file"))
    var output: String?

    @Flag(
        name: .shortAndLong,
        help:
            "Print nothing at all, neither the report nor failures; only the exit code tells. A report goes to --output if that is given."
    )
    var quiet: Bool = false

    @Option(
        help: ArgumentHelp(
            "File with accepted findings; only others count, for example --baseline accepted.json.", valueName: "file"))
    var baseline: String?

    @Option(
        help: ArgumentHelp(
            "Accept all errors and warnings (with --fail-on information everything): write them to a file, in which each gets its reason, for example --write-baseline accepted.json.",
            valueName: "file"))
    var writeBaseline: String?

    @Option(
        help: ArgumentHelp(
            "File with messages to suppress, in the reference validator's format, for example --advisor-file advisor.json.",
            valueName: "file"))
    var advisorFile: String?

    func validate() throws {
        try EmptyWords.refuse([
            "--output": [output], "--baseline": [baseline], "--write-baseline": [writeBaseline], "--advisor-file": [advisorFile],
        ])
        if maxMessages < 0 { throw ValidationError("--max-messages is \(maxMessages): give a number from 0") }
    }

    /// What the writers need to know.
    func options(isMany: Bool) -> ReportOptions {
        var options = ReportOptions()
        options.failOn = failOn
        options.least = show
        options.most = maxMessages
        options.folds = !noFold
        options.isMany = isMany
        options.hasExcerpts = format.hasExcerpts && !(quiet && output == nil)
        options.hasAllExcerpts = baseline != nil || writeBaseline != nil || advisorFile != nil || format == .sarif
        options.version = caseBridgeVersion
        return options
    }
}
