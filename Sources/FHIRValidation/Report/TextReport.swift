import FHIRCore

/// The report for people: for each input its findings with place, severity and path, the message, the source line with a caret, the
/// message id and who asked for it; then what was found in all.
///
///     patient.json:4:16: error at Patient.birthDate
///       "1974-02-30" is not a valid date: the month has no such day
///         4 |   "birthDate": "1974-02-30",
///           |                ^
///       Type_Specific_Checks_DT_Date_Valid
public struct TextReportWriter: ReportWriter {
    private let options: ReportOptions
    /// The NDJSON input whose lines are under way.
    private var lines: (source: String, totals: ReportTotals)?

    /// A writer with its options.
    public init(_ options: ReportOptions) { self.options = options }

    /// Nothing stands before the first input.
    public mutating func begin(_ output: inout [UInt8]) {}

    /// Appends one input.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        if report.line == nil || lines?.source != report.source { endLines(&output) }
        output.append(contentsOf: TextReportWriter.issues(report, options).utf8)
        if report.line == nil {
            output.append(contentsOf: (report.summary(folds: options.folds) + "\n").utf8)
        } else {
            if lines == nil { lines = (report.source, ReportTotals()) }
            lines?.totals.add(report)
        }
    }

    /// Appends what was found in all, where there were several inputs.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {
        let wereLines: Bool = lines?.totals.inputs == totals.inputs
        endLines(&output)
        if totals.inputs < 2 || wereLines { return }
        output.append(contentsOf: (ReportTotals.counted(totals.inputs, "input") + TextReportWriter.found(totals, options)).utf8)
    }

    /// Lines of NDJSON have one summary together.
    private mutating func endLines(_ output: inout [UInt8]) {
        guard let done = lines else { return }
        lines = nil
        let head: String = (done.source.isEmpty ? "" : done.source + ": ") + ReportTotals.counted(done.totals.inputs, "line")
        output.append(contentsOf: (head + TextReportWriter.found(done.totals, options)).utf8)
    }

    private static func found(_ totals: ReportTotals, _ options: ReportOptions) -> String {
        let findings: String = totals.findings(folds: options.folds)
        // People look for the errors first.
        let errors: String = !findings.isEmpty && totals.count(.error) == 0 ? "0 errors, " : ""
        return ": " + (findings.isEmpty ? "nothing to report" : errors + findings)
            + (totals.unreadable > 0 ? ", \(totals.unreadable) not readable" : "") + "\n"
    }

    /// The findings of one input that are shown.
    static func issues(_ report: InputReport, _ options: ReportOptions) -> String {
        let shown: ShownIssues = InputReport.shown(report.issues, options)
        var result: String = ""
        for index in shown.indexes {
            result += text(report.issues[index], report.source, options, alike: shown.alike[index] ?? 0)
        }
        if shown.leftOut > 0 { result += InputReport.more(shown.leftOut) + "\n" }
        return result
    }

    private static func text(_ issue: ValidationIssue, _ source: String, _ options: ReportOptions, alike: Int) -> String {
        var place: String = plain(source)
        if let position = issue.position { place += (place.isEmpty ? "" : ":") + "\(position.line):\(position.column)" }
        let path: String = issue.path.isEmpty ? "" : " at \(plain(PathText.shortened(issue.path)))"
        var text: String =
            (place.isEmpty ? "" : place + ": ") + issue.severity.rawValue + path + "\n  " + plain(issue.message) + "\n"
        if let position = issue.position, let excerpt = issue.excerpt {
            let number = String(position.line)
            let margins: [String] = [number, String(repeating: " ", count: number.count)]
            for (margin, line) in zip(margins, excerpt.lines) { text += "    \(margin) | \(line)\n" }
        }
        if options.folds, issue.repetitions > 0 {
            let what: String = issue.repetitions == 1 ? "1 reference repeats" : "\(issue.repetitions) references repeat"
            text += "  \(what) this (--no-fold shows all)\n"
        }
        if alike > 0 { text += "  \(alike) more like this in the same input (--no-fold shows all)\n" }
        let origin: String = issue.profile.map { ", profile \($0)" + (issue.rule.map { " (\($0))" } ?? "") } ?? ""
        return text + "  \(issue.messageID)\(plain(origin))\n"
    }

    /// What comes from the input cannot command the terminal: control characters become spaces.
    private static func plain(_ text: String) -> String {
        let isControl: (UnicodeScalar) -> Bool = { $0.value < 0x20 || (0x7F...0x9F).contains($0.value) }
        if !text.unicodeScalars.contains(where: isControl) { return text }
        return String(String.UnicodeScalarView(text.unicodeScalars.map { isControl($0) ? " " : $0 }))
    }
}

extension InputReport {
    /// One line: what was found in all.
    func summary(folds: Bool, named: Bool = true) -> String {
        let name: String = source.isEmpty || !named ? "" : source + ": "
        if count(.fatal) > 0 { return source.isEmpty ? "nothing was checked" : name + "could not be checked" }
        var totals = ReportTotals()
        totals.add(self)
        let findings: String = totals.findings(folds: folds)
        if findings.isEmpty { return name + "valid, nothing to report" }
        if count(.error) > 0 { return name + findings }
        return name + (accepted > 0 ? "no other errors, " : "valid, ") + findings
    }
}

extension ValidationOutcome {
    /// The findings for people, as `TextReportWriter` writes them, without the summary.
    /// - Parameters:
    ///   - least: the least severity that is shown.
    ///   - most: at most so many findings; a line says how many more there are.
    public func text(least: Severity = .information, most: Int = Int.max) -> String {
        var options = ReportOptions()
        (options.least, options.most, options.hasExcerpts) = (least, most, true)
        return TextReportWriter.issues(report(options), options)
    }

    /// One line: what was found in all.
    public var summary: String { report().summary(folds: true) }
}
