import FHIRCore

/// One page that needs nothing else: a summary, filters by severity, input and text, and the findings beside the lines of the source.
///
/// The same findings give the same page. Without scripts the page shows everything, without filters.
public struct HTMLReportWriter: ReportWriter {
    private let options: ReportOptions
    private var inputs: [UInt8] = []
    /// Inputs without findings that are shown, by name.
    private var clean: Int = 0
    private var sources: [String] = []
    private var messages: [MessageID: Int] = [:]

    /// A writer with its options.
    public init(_ options: ReportOptions) { self.options = options }

    /// Appends the head of the page.
    public mutating func begin(_ output: inout [UInt8]) { output.append(contentsOf: HTMLPage.head.utf8) }

    /// Takes one input; they stand behind the summary, which is known at the end.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        let shown: ShownIssues = InputReport.shown(report.issues, options)
        for index in shown.indexes { messages[report.issues[index].messageID, default: 0] += 1 + (shown.alike[index] ?? 0) }
        if shown.indexes.isEmpty && shown.leftOut == 0 {
            clean += 1
            // Clean lines of NDJSON are counted only.
            if report.line != nil { return }
        }
        if sources.last != report.source { sources.append(report.source) }
        let verdict: String = HTMLReportWriter.verdict(report)
        var text: String =
            "<details class=\"input\" data-source=\"\(sources.count - 1)\"\(shown.indexes.isEmpty ? "" : " open")>\n"
        text +=
            "<summary><span class=\"verdict \(verdict)\">\(verdict)</span> <span class=\"name\">\(Markup.escaped(report.source))"
        text += report.line.map { ", line \($0)" } ?? ""
        text +=
            "</span> <span class=\"found\">\(Markup.escaped(report.summary(folds: options.folds, named: false)))</span></summary>\n"
        for index in shown.indexes { text += article(report.issues[index], alike: shown.alike[index] ?? 0) }
        if shown.leftOut > 0 { text += "<p class=\"more\">\(InputReport.more(shown.leftOut))</p>\n" }
        inputs.append(contentsOf: (text + "</details>\n").utf8)
    }

    /// Appends the summary, the filters, the inputs and the end of the page.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {
        output.append(contentsOf: (summary(totals) + filters(totals) + "<main id=\"inputs\">\n").utf8)
        output.append(contentsOf: inputs)
        output.append(contentsOf: HTMLPage.tail.utf8)
    }

    private static func verdict(_ report: InputReport) -> String {
        switch report.worst {
        case .fatal: "fatal"
        case .error: "error"
        case .warning: "warning"
        default: "valid"
        }
    }

    private func article(_ issue: ValidationIssue, alike: Int) -> String {
        let place: String = issue.position.map { "\($0.line):\($0.column)" } ?? ""
        var text: String =
            "<article class=\"issue \(issue.severity.rawValue)\" data-severity=\"\(issue.severity.rawValue)\"><div>\n"
        text +=
            "<p class=\"head\"><span class=\"severity\">\(issue.severity.rawValue)</span> <span class=\"place\">\(place)</span> "
        text +=
            "<code class=\"path\">\(Markup.escaped(issue.path))</code></p>\n<p class=\"message\">\(Markup.escaped(issue.message))</p>\n"
        if options.folds, issue.repetitions > 0 {
            text += "<p class=\"folded\">\(ReportTotals.counted(issue.repetitions, "finding")) elsewhere only repeat this</p>\n"
        }
        if alike > 0 { text += "<p class=\"folded\">\(alike) more like this in the same input</p>\n" }
        text += "<p class=\"origin\"><code>\(Markup.escaped(issue.messageID.rawValue))</code>"
        if let profile = issue.profile {
            text += " asked for by \(Markup.escaped(profile))" + (issue.rule.map { " (\(Markup.escaped($0)))" } ?? "")
        }
        text += "</p></div>\n"
        if let position = issue.position, let excerpt = issue.excerpt {
            text +=
                "<pre class=\"source\"><span class=\"number\">\(position.line)</span>\(HTMLReportWriter.marked(excerpt))</pre>\n"
        }
        return text + "</article>\n"
    }

    /// The line with the character of the place marked.
    private static func marked(_ excerpt: SourceExcerpt) -> String {
        let scalars: [UnicodeScalar] = Array(excerpt.line.unicodeScalars)
        let text: (ArraySlice<UnicodeScalar>) -> String = { Markup.escaped(String(String.UnicodeScalarView($0))) }
        let caret: Int = min(excerpt.caret, scalars.count)
        let end: Int = min(caret + 1, scalars.count)
        let mark: String = caret == end ? " " : text(scalars[caret..<end])
        return text(scalars[..<caret]) + "<mark>\(mark)</mark>" + text(scalars[end...])
    }

    private func summary(_ totals: ReportTotals) -> String {
        let folded: Int = options.folds ? totals.repetitions : 0
        let cards: [(name: String, number: Int, label: String)] = [
            ("input", totals.inputs, totals.inputs == 1 ? "input" : "inputs"), ("valid", clean, "without findings"),
            ("fatal", totals.unreadable, "not readable"), ("error", totals.count(.error) - folded, "errors"),
            ("warning", totals.count(.warning), "warnings"), ("information", totals.count(.information), "information"),
            ("folded", folded, "folded repetitions"), ("accepted", totals.accepted, "accepted"),
        ]
        var text: String = "<section id=\"summary\">\n<ul class=\"cards\">\n"
        for card in cards where card.number > 0 || ["input", "error", "warning"].contains(card.name) {
            text += "<li class=\"\(card.name)\"><b>\(card.number)</b> \(card.label)</li>\n"
        }
        text += "</ul>\n"
        let frequent = messages.sorted { left, right in
            left.value != right.value ? left.value > right.value : left.key.rawValue < right.key.rawValue
        }
        if frequent.count > 1 {
            text += "<details><summary>Most frequent messages</summary><table><tr><th>Number</th><th>Message id</th></tr>\n"
            for (id, count) in frequent.prefix(20) {
                text += "<tr><td>\(count)</td><td><code>\(Markup.escaped(id.rawValue))</code></td></tr>\n"
            }
            text += "</table></details>\n"
        }
        return text + "</section>\n"
    }

    private func filters(_ totals: ReportTotals) -> String {
        var text: String = "<form id=\"filters\" hidden>\n<fieldset><legend>Severity</legend>\n"
        for severity in Severity.allCases where totals.count(severity) > 0 {
            text +=
                "<label><input type=\"checkbox\" name=\"severity\" value=\"\(severity.rawValue)\" checked> \(severity.rawValue)</label>\n"
        }
        text += "</fieldset>\n<label>Input <select id=\"source\"><option value=\"\">all</option>\n"
        for (index, source) in sources.enumerated() { text += "<option value=\"\(index)\">\(Markup.escaped(source))</option>\n" }
        text += "</select></label>\n<label>Text <input id=\"text\" type=\"search\" placeholder=\"path, message or id\"></label>\n"
        return text + "<output id=\"count\"></output>\n</form>\n"
    }
}
