import FHIRCore

/// One OperationOutcome, or for several inputs a Bundle (collection) of them in their order.
public struct JSONReportWriter: ReportWriter {
    private let isMany: Bool
    private var count: Int = 0

    /// A writer with its options.
    public init(_ options: ReportOptions) { isMany = options.isMany }

    /// Appends the head of the bundle.
    public mutating func begin(_ output: inout [UInt8]) {
        if isMany {
            output.append(contentsOf: "{\n  \"resourceType\": \"Bundle\",\n  \"type\": \"collection\",\n  \"entry\": [".utf8)
        }
    }

    /// Appends one outcome.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        let bytes: [UInt8] = report.operationOutcome.json().bytes
        if !isMany { return output.append(contentsOf: bytes) }
        let address: String = OutcomeAddress.address(count)
        output.append(contentsOf: (count == 0 ? "\n    {\n" : ",\n    {\n").utf8)
        output.append(contentsOf: "      \"fullUrl\": \"\(address)\",\n      \"resource\": ".utf8)
        count += 1
        // JSON text has line ends only between its tokens, so the outcome may be moved in line by line.
        for byte in bytes.dropLast(bytes.last == 0x0A ? 1 : 0) {
            output.append(byte)
            if byte == 0x0A { output.append(contentsOf: "      ".utf8) }
        }
        output.append(contentsOf: "\n    }".utf8)
    }

    /// Appends the end of the bundle.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {
        if isMany { output.append(contentsOf: "\n  ]\n}\n".utf8) }
    }
}

/// An OperationOutcome on a line for each input.
public struct NDJSONReportWriter: ReportWriter {
    /// A writer.
    public init() {}

    /// Nothing stands before the first line.
    public mutating func begin(_ output: inout [UInt8]) {}

    /// Appends one line.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        output.append(contentsOf: report.operationOutcome.json(.compact).bytes)
        if output.last != 0x0A { output.append(0x0A) }
    }

    /// Nothing stands behind the last line.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {}
}
