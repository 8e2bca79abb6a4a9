/// Writes a report: the reports of single inputs one after the other, so that their number is not bounded.
public protocol ReportWriter {
    /// Appends what stands before the first input.
    mutating func begin(_ output: inout [UInt8])
    /// Appends one input.
    mutating func add(_ report: InputReport, _ output: inout [UInt8])
    /// Appends what stands behind the last input.
    mutating func end(_ totals: ReportTotals, _ output: inout [UInt8])
}

/// What a report shows, and how.
public struct ReportOptions: Sendable {
    /// Least severity that makes a run fail.
    public var failOn: Severity = .error
    /// Least severity that reports for people show; those for machines carry all.
    public var least: Severity = .information
    /// Most findings of one input that reports for people show.
    public var most: Int = 200
    /// Findings that only repeat a fault elsewhere are folded into it in reports for people.
    public var folds: Bool = true
    /// There are several inputs, or the one may hold several resources.
    public var isMany: Bool = false
    /// Findings get the line of the source that they stand on.
    public var hasExcerpts: Bool = false
    /// All findings get it, not only those that reports for people show: what is shown is not known yet where some may be accepted.
    public var hasAllExcerpts: Bool = false
    /// Version of the tool, as SARIF names it.
    public var version: String = ""

    /// The options of a plain report.
    public init() {}
}

/// What a run came to in all.
public struct ReportTotals: Sendable {
    /// Inputs, each line of NDJSON one.
    public private(set) var inputs: Int = 0
    /// Inputs that could not be checked.
    public private(set) var unreadable: Int = 0
    /// Findings that only repeat others.
    public private(set) var repetitions: Int = 0
    /// Findings that a baseline or an advisor file accepts.
    public private(set) var accepted: Int = 0
    private var counts: [Severity: Int] = [:]

    /// Nothing yet.
    public init() {}

    /// Number of findings of a severity.
    public func count(_ severity: Severity) -> Int { counts[severity] ?? 0 }

    /// Takes one input.
    public mutating func add(_ report: InputReport) {
        inputs += 1
        accepted += report.accepted
        for issue in report.issues {
            counts[issue.severity, default: 0] += 1
            if issue.isRepetition { repetitions += 1 }
        }
        if report.count(.fatal) > 0 { unreadable += 1 }
    }

    /// `2 errors, 1 warning`; empty if there is nothing. Repetitions are told apart where they are folded.
    func findings(folds: Bool) -> String {
        var parts: [String] = []
        let folded: Int = folds ? repetitions : 0
        if count(.error) > 0 { parts.append(ReportTotals.counted(count(.error) - folded, "error")) }
        if folded > 0 { parts[parts.count - 1] += " (and \(folded) that only repeat them)" }
        if count(.warning) > 0 { parts.append(ReportTotals.counted(count(.warning), "warning")) }
        if count(.information) > 0 { parts.append("\(count(.information)) information") }
        if accepted > 0 { parts.append("\(accepted) accepted") }
        return parts.joined(separator: ", ")
    }

    static func counted(_ number: Int, _ noun: String) -> String { "\(number) \(noun)\(number == 1 ? "" : "s")" }
}
