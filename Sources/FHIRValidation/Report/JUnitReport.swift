/// JUnit's XML: a suite for each file, with a failed case for each finding at or above the severity that makes the run fail; other
/// findings stand in the suite's output. A file without such findings is one case that passed.
public struct JUnitReportWriter: ReportWriter {
    private let failOn: Severity
    private var suite: Suite?

    private struct Suite {
        let source: String
        var cases: String = ""
        var notes: String = ""
        var tests: Int = 0
        var failures: Int = 0
        var errors: Int = 0
    }

    /// A writer with its options.
    public init(_ options: ReportOptions) { failOn = options.failOn }

    /// Appends the head of the document.
    public mutating func begin(_ output: inout [UInt8]) {
        output.append(contentsOf: "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"casebridge validate\">\n".utf8)
    }

    /// Takes one input; the lines of one NDJSON input are one suite.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        if report.line == nil || suite?.source != report.source { endSuite(&output) }
        var suite: Suite = self.suite ?? Suite(source: report.source)
        self.suite = nil
        let failed: [ValidationIssue] = report.issues.filter { $0.severity >= failOn }
        for issue in failed {
            let kind: String = issue.severity == .fatal ? "error" : "failure"
            let place: String = JUnitReportWriter.place(issue)
            suite.cases += "    <testcase classname=\"\(Markup.escaped(report.source))\" name=\"\(Markup.escaped(place))\">\n"
            suite.cases += "      <\(kind) type=\"\(Markup.escaped(issue.messageID.rawValue))\""
            suite.cases += " message=\"\(Markup.escaped(issue.message))\">"
            suite.cases += Markup.escaped(JUnitReportWriter.text(issue, report.source)) + "</\(kind)>\n    </testcase>\n"
            if issue.severity == .fatal { suite.errors += 1 } else { suite.failures += 1 }
        }
        if failed.isEmpty {
            let name: String = report.line.map { "line \($0)" } ?? "valid"
            suite.cases += "    <testcase classname=\"\(Markup.escaped(report.source))\" name=\"\(name)\"/>\n"
        }
        suite.tests += max(1, failed.count)
        for issue in report.issues where issue.severity < failOn {
            suite.notes += Markup.escaped(JUnitReportWriter.text(issue, report.source)) + "\n"
        }
        self.suite = suite
    }

    /// Appends the end of the document.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {
        endSuite(&output)
        output.append(contentsOf: "</testsuites>\n".utf8)
    }

    private mutating func endSuite(_ output: inout [UInt8]) {
        guard let done = suite else { return }
        suite = nil
        var text: String = "  <testsuite name=\"\(Markup.escaped(done.source))\" tests=\"\(done.tests)\""
        text += " failures=\"\(done.failures)\" errors=\"\(done.errors)\">\n" + done.cases
        if !done.notes.isEmpty { text += "    <system-out>\(done.notes)</system-out>\n" }
        output.append(contentsOf: (text + "  </testsuite>\n").utf8)
    }

    private static func place(_ issue: ValidationIssue) -> String {
        let place: String = issue.position.map { "\($0.line):\($0.column) " } ?? ""
        return place + (issue.path.isEmpty ? issue.messageID.rawValue : issue.path + " " + issue.messageID.rawValue)
    }

    private static func text(_ issue: ValidationIssue, _ source: String) -> String {
        let place: String = issue.position.map { ":\($0.line):\($0.column)" } ?? ""
        let path: String = issue.path.isEmpty ? "" : " at \(issue.path)"
        let origin: String = issue.profile.map { " (\($0))" } ?? ""
        return "\(source)\(place): \(issue.severity.rawValue)\(path): \(issue.message)\(origin)"
    }
}

/// Text in XML and HTML.
enum Markup {
    /// The text as content or as a value in double quotes; what XML 1.0 does not allow becomes U+FFFD.
    static func escaped(_ text: String) -> String {
        let isPlain: Bool = text.utf8.allSatisfy {
            $0 >= 0x20 && $0 < 0x7F && $0 != 0x26 && $0 != 0x3C && $0 != 0x3E && $0 != 0x22 && $0 != 0x27
        }
        if isPlain { return text }
        var result: String = ""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            case "\"": result += "&quot;"
            case "'": result += "&#39;"
            case "\t", "\n": result.unicodeScalars.append(scalar)
            case "\u{0}"..<" ", "\u{7F}"..."\u{9F}", "\u{FFFE}", "\u{FFFF}": result += "\u{FFFD}"
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result
    }
}
