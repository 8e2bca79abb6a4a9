/// A row for each finding, with a head (RFC 4180, UTF-8). Inputs without findings have no row.
public struct CSVReportWriter: ReportWriter {
    /// A writer.
    public init() {}

    /// Appends the head.
    public mutating func begin(_ output: inout [UInt8]) {
        row(["file", "line", "column", "severity", "code", "message-id", "path", "message", "profile", "rule"], &output)
    }

    /// Appends the rows of one input.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        for issue in report.issues {
            row(
                [
                    report.source, issue.position.map { "\($0.line)" } ?? "", issue.position.map { "\($0.column)" } ?? "",
                    issue.severity.rawValue, issue.code.rawValue, issue.messageID.rawValue, issue.path, issue.message,
                    issue.profile ?? "", issue.rule ?? "",
                ], &output)
        }
    }

    /// Nothing stands behind the last row.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {}

    private func row(_ cells: [String], _ output: inout [UInt8]) {
        for (index, cell) in cells.enumerated() {
            if index > 0 { output.append(UInt8(ascii: ",")) }
            let isPlain: Bool = !cell.utf8.contains { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }
            if isPlain {
                output.append(contentsOf: cell.utf8)
            } else {
                output.append(0x22)
                for byte in cell.utf8 {
                    if byte == 0x22 { output.append(0x22) }
                    output.append(byte)
                }
                output.append(0x22)
            }
        }
        output.append(contentsOf: "\r\n".utf8)
    }
}
