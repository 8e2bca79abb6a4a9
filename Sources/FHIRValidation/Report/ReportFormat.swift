/// The forms of a report.
public enum ReportFormat: String, CaseIterable, Sendable {
    /// For people at a terminal.
    case text
    /// An OperationOutcome, for several inputs a Bundle of them.
    case json
    /// An OperationOutcome on a line for each input.
    case ndjson
    /// SARIF 2.1.0 (OASIS), which code hosts show beside the source.
    case sarif
    /// JUnit's XML, which build servers show.
    case junit
    /// A row for each finding (RFC 4180).
    case csv
    /// One page that needs nothing else.
    case html

    /// It shows lines of the source.
    public var hasExcerpts: Bool { self == .text || self == .html || self == .sarif }

    /// A writer of the form.
    public func writer(_ options: ReportOptions) -> any ReportWriter {
        switch self {
        case .text: TextReportWriter(options)
        case .json: JSONReportWriter(options)
        case .ndjson: NDJSONReportWriter()
        case .sarif: SARIFReportWriter(options)
        case .junit: JUnitReportWriter(options)
        case .csv: CSVReportWriter()
        case .html: HTMLReportWriter(options)
        }
    }
}
