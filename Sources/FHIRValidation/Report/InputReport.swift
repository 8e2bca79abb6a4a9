import FHIRCore

/// What the validation of one input came to, ready for a report. It holds no tree, so that many can wait for their turn.
public struct InputReport: Sendable {
    /// Name of the input; empty if it has none.
    public let source: String
    /// The line of an NDJSON input that the resource stands on; nil if the input is one resource.
    public let line: Int?
    /// The findings in document order; one fatal issue if the input could not be read.
    public internal(set) var issues: [ValidationIssue]
    /// Findings that were left out because a baseline or an advisor file accepts them.
    public internal(set) var accepted: Int = 0

    init(source: String, line: Int?, issues: [ValidationIssue]) {
        self.source = source
        self.line = line
        self.issues = issues
    }

    /// The gravest severity found; nil if nothing was.
    public var worst: Severity? { issues.map(\.severity).max() }

    /// Number of findings of a severity.
    public func count(_ severity: Severity) -> Int { issues.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) } }

    /// Which issues a report for people shows: at most as many as the options say, the gravest where there are more, in document order.
    static func shown(_ issues: [ValidationIssue], _ options: ReportOptions) -> ShownIssues {
        let (all, alike): ([Int], [Int: Int]) = folded(issues, options)
        if all.count <= options.most { return ShownIssues(indexes: all, leftOut: 0, alike: alike) }
        var kept: [Int] = []
        for severity in Severity.allCases.sorted(by: >) {
            kept += all.lazy.filter { issues[$0].severity == severity }.prefix(options.most - kept.count)
        }
        return ShownIssues(indexes: kept.sorted(), leftOut: all.count - kept.count, alike: alike)
    }

    /// What stands for the others: notes that say the same of one place after the other are shown once, with their number.
    private static func folded(_ issues: [ValidationIssue], _ options: ReportOptions) -> (indexes: [Int], alike: [Int: Int]) {
        var indexes: [Int] = []
        var alike: [Int: Int] = [:]
        var first: [String: Int] = [:]
        for (index, issue) in issues.enumerated() where issue.severity >= options.least {
            if options.folds {
                if issue.isRepetition { continue }
                if issue.severity == .information {
                    if let shown = first[issue.message] {
                        alike[shown, default: 0] += 1
                        continue
                    }
                    first[issue.message] = index
                }
            }
            indexes.append(index)
        }
        return (indexes, alike)
    }

    /// Shows all, as what stands for others may be gone: after findings were accepted.
    public mutating func unfold() {
        for index in issues.indices { (issues[index].isRepetition, issues[index].repetitions) = (false, 0) }
    }

    /// The line that tells of issues that were left out.
    static func more(_ leftOut: Int) -> String { "… and \(leftOut) more, none of them graver (see --max-messages)" }
}

/// The issues of one input that a report for people shows.
struct ShownIssues {
    /// Their indexes, in document order.
    let indexes: [Int]
    /// Number of those that are left out for want of room.
    let leftOut: Int
    /// By index, how many others say the same and are not shown.
    let alike: [Int: Int]
}

extension ValidationOutcome {
    /// The outcome as one part of a report.
    /// - Parameters:
    ///   - options: says whether excerpts are needed, and of which findings.
    ///   - bytes: the input, where it could not be read: for an excerpt.
    ///   - start: where the resource begins in an NDJSON input; nil if it is the whole input.
    public func report(
        _ options: ReportOptions = ReportOptions(), unreadable bytes: [UInt8] = [], startingAt start: SourcePosition? = nil
    ) -> InputReport {
        var issues: [ValidationIssue] = self.issues
        RepetitionFolding.mark(&issues, diagnostics, tree)
        if options.hasExcerpts {
            addExcerpts(to: &issues, options)
            if !bytes.isEmpty, let position = issues.first?.position {
                issues[0].excerpt = SourceExcerpt.read(bytes, at: position.offset)
            }
        }
        if let start {
            for index in issues.indices {
                let inner: SourcePosition = issues[index].position ?? SourcePosition(line: 1, column: 1, offset: 0)
                issues[index].position = SourcePosition(
                    line: start.line + inner.line - 1, column: inner.column, offset: start.offset + inner.offset)
            }
        }
        return InputReport(source: source, line: start?.line, issues: issues)
    }

    private func addExcerpts(to issues: inout [ValidationIssue], _ options: ReportOptions) {
        guard let tree else { return }
        var options: ReportOptions = options
        if options.hasAllExcerpts { (options.most, options.folds) = (Int.max, false) }
        for index in InputReport.shown(issues, options).indexes {
            guard let position = issues[index].position else { continue }
            issues[index].excerpt = tree.withSourceBytes { SourceExcerpt(offset: position.offset, in: $0) }
        }
    }
}
