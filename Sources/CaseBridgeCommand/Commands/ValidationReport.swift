import ArgumentParsing
import CaseBridge

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
struct ValidationReport {
    let format: ReportFormat
    let failOn: Severity
    let show: Severity
    let maxMessages: Int
    /// A folder or several inputs were named, so the report is one of many whatever their number.
    var isMany: Bool = false
    private var checked: [Checked] = []

    init(format: ReportFormat, failOn: Severity, show: Severity, maxMessages: Int) {
        self.format = format
        self.failOn = failOn
        self.show = show
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
        for outcome in readable { text += outcome.text(least: show, most: maxMessages) + outcome.summary + "\n" }
        if checked.count > 1 {
            let errors: Int = readable.reduce(0) { $0 + $1.count(.error) }
            let warnings: Int = readable.reduce(0) { $0 + $1.count(.warning) }
            let unread: Int = checked.count - readable.count
            text +=
                "\(checked.count) inputs: \(errors) errors, \(warnings) warnings" + (unread > 0 ? ", \(unread) not readable" : "")
                + "\n"
        }
        return text
    }
}
