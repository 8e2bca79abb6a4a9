import FHIRCore

/// SARIF 2.1.0 (OASIS): one run with a result for each finding; what could not be read is also a notification of the run.
public struct SARIFReportWriter: ReportWriter {
    private let version: String
    private var rules: [String: Int] = [:]
    private var ruleNames: [String] = []
    private var count: Int = 0
    private var notifications: [JSONValue] = []

    /// A writer with its options.
    public init(_ options: ReportOptions) { version = options.version }

    /// Appends the head of the log.
    public mutating func begin(_ output: inout [UInt8]) {
        let head: String = """
            {"$schema":"https://json.schemastore.org/sarif-2.1.0.json","version":"2.1.0","runs":[
            {"columnKind":"unicodeCodePoints","results":[
            """
        output.append(contentsOf: head.utf8)
    }

    /// Appends the results of one input, each on a line.
    public mutating func add(_ report: InputReport, _ output: inout [UInt8]) {
        for issue in report.issues {
            output.append(contentsOf: (count == 0 ? "\n" : ",\n").utf8)
            count += 1
            output.append(contentsOf: result(issue, report.source).bytes)
            if issue.severity == .fatal {
                notifications.append(
                    .object([
                        JSONMember("level", .string("error")),
                        JSONMember("message", .object([JSONMember("text", .string("\(report.source): \(issue.message)"))])),
                    ]))
            }
        }
    }

    /// Appends the rules and the end of the log.
    public mutating func end(_ totals: ReportTotals, _ output: inout [UInt8]) {
        let rules: [JSONValue] = ruleNames.map { .object([JSONMember("id", .string($0))]) }
        let driver: JSONValue = .object(
            [JSONMember("name", .string("casebridge"))]
                + (version.isEmpty ? [] : [JSONMember("version", .string(version))])
                + [JSONMember("rules", .array(rules))])
        var invocation: [JSONMember] = [JSONMember("executionSuccessful", .bool(totals.unreadable == 0))]
        if !notifications.isEmpty { invocation.append(JSONMember("toolExecutionNotifications", .array(notifications))) }
        output.append(contentsOf: "\n],\"tool\":".utf8)
        output.append(contentsOf: JSONValue.object([JSONMember("driver", driver)]).bytes)
        output.append(contentsOf: ",\"invocations\":[".utf8)
        output.append(contentsOf: JSONValue.object(invocation).bytes)
        output.append(contentsOf: "]}\n]}\n".utf8)
    }

    private mutating func result(_ issue: ValidationIssue, _ source: String) -> JSONValue {
        let id: String = issue.messageID.rawValue
        let rule: Int = rules[id] ?? ruleNames.count
        if rule == ruleNames.count {
            rules[id] = rule
            ruleNames.append(id)
        }
        let level: String =
            switch issue.severity {
            case .fatal, .error: "error"
            case .warning: "warning"
            case .information: "note"
            }
        var members: [JSONMember] = [
            JSONMember("ruleId", .string(id)), JSONMember("ruleIndex", .number("\(rule)")), JSONMember("level", .string(level)),
            JSONMember("message", .object([JSONMember("text", .string(issue.message))])),
            JSONMember("locations", .array([location(issue, source)])),
        ]
        let properties: [JSONMember] =
            (issue.profile.map { [JSONMember("profile", .string($0))] } ?? [])
            + (issue.rule.map { [JSONMember("rule", .string($0))] } ?? [])
        if !properties.isEmpty { members.append(JSONMember("properties", .object(properties))) }
        return .object(members)
    }

    private func location(_ issue: ValidationIssue, _ source: String) -> JSONValue {
        var physical: [JSONMember] = [
            JSONMember("artifactLocation", .object([JSONMember("uri", .string(SARIFReportWriter.address(source)))]))
        ]
        if let position = issue.position {
            var region: [JSONMember] = [
                JSONMember("startLine", .number("\(position.line)")), JSONMember("startColumn", .number("\(position.column)")),
            ]
            if let line = issue.excerpt?.line {
                region.append(JSONMember("snippet", .object([JSONMember("text", .string(line))])))
            }
            physical.append(JSONMember("region", .object(region)))
        }
        var members: [JSONMember] = [JSONMember("physicalLocation", .object(physical))]
        if !issue.path.isEmpty {
            members.append(
                JSONMember("logicalLocations", .array([.object([JSONMember("fullyQualifiedName", .string(issue.path))])])))
        }
        return .object(members)
    }

    /// A path as a URI reference (RFC 3986).
    static func address(_ path: String) -> String {
        var text: String = path.hasPrefix("/") ? "file://" : ""
        let digits: [Character] = Array("0123456789ABCDEF")
        for byte in path.utf8 {
            switch byte {
            case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x2F, 0x5F, 0x7E:
                text.unicodeScalars.append(UnicodeScalar(byte))
            default: text += "%\(digits[Int(byte >> 4)])\(digits[Int(byte & 15)])"
            }
        }
        return text
    }
}
