import FHIRCore

/// Findings that a project has accepted, each with its reason, so that only new ones count.
///
/// A finding is known by its input, path, message id and message: lines may move. The same finding may be accepted several times.
public struct Baseline: Sendable {
    /// What makes two findings the same.
    struct Key: Hashable, Sendable {
        let source: String
        let path: String
        let id: String
        let message: String

        init(_ issue: ValidationIssue, _ source: String) {
            self.source = Baseline.plain(source)
            path = issue.path
            id = issue.messageID.rawValue
            message = issue.message
        }

        init(source: String, path: String, id: String, message: String) {
            self.source = source
            self.path = path
            self.id = id
            self.message = message
        }
    }

    /// How often a finding is accepted, and why.
    struct Entry: Sendable {
        var count: Int
        var reason: String
    }

    private(set) var entries: [Key: Entry] = [:]
    /// What has not been found yet, by input.
    private var open: [String: [Key: Int]] = [:]
    /// An input came for which something is accepted.
    private var isMet: Bool = false

    /// Nothing is accepted.
    public init() {}

    /// Reads a file that `bytes` wrote.
    /// - Throws: `ReadError` if it is no JSON, or not of this form.
    public init(reading bytes: [UInt8]) throws(ReadError) {
        let document: JSONValue = try JSONValue.read(bytes)
        guard case .array(let items)? = document["accepted"] else {
            throw ReadError(.syntax, "this is no baseline: the array \"accepted\" is missing; make one with --write-baseline")
        }
        for item in items {
            guard let name = item["source"]?.string, let id = item["message-id"]?.string, let message = item["message"]?.string
            else { throw ReadError(.syntax, "an accepted finding needs \"source\", \"message-id\" and \"message\"") }
            let source: String = Baseline.plain(name)
            let key = Key(source: source, path: item["path"]?.string ?? "", id: id, message: message)
            let count: Int = max(1, item["count"]?.int ?? 1)
            entries[key, default: Entry(count: 0, reason: "")].count += count
            if let reason = item["reason"]?.string, !reason.isEmpty { entries[key]?.reason = reason }
            open[source, default: [:]][key, default: 0] += count
        }
    }

    /// Takes accepted findings out of a report. What could not be read at all is never accepted.
    public mutating func accept(_ report: inout InputReport) {
        let source: String = Baseline.plain(report.source)
        guard var open = open.removeValue(forKey: source) else { return }
        isMet = true
        var kept: [ValidationIssue] = []
        for issue in report.issues {
            let key = Key(issue, source)
            if issue.severity != .fatal, let left = open[key], left > 0 {
                open[key] = left - 1
                report.accepted += 1
            } else {
                kept.append(issue)
            }
        }
        report.issues = kept
        self.open[source] = open
    }

    /// What is accepted for an input that is over and was not found in it, each as a note.
    public mutating func gone(from source: String) -> [ValidationIssue] {
        guard let left = open.removeValue(forKey: Baseline.plain(source))?.filter({ $0.value > 0 }) else { return [] }
        isMet = true
        return left.keys.sorted(by: Baseline.isBefore).map { key in
            ValidationIssue(
                severity: .information, code: .informational, messageID: MessageID("CaseBridge_Baseline_Gone"),
                message: "accepted in the baseline and found no more (--write-baseline takes it out): \(key.id): \(key.message)",
                path: key.path, position: nil, profile: nil, rule: nil)
        }
    }

    /// One of the inputs that it is about, if none of them came: then it was made of others, or from another folder.
    public var sourceIfNoneWasMet: String? { isMet ? nil : entries.keys.lazy.map(\.source).min() }

    /// The path of an input without the steps that lead nowhere: `./a//b` is `a/b`.
    static func plain(_ source: String) -> String {
        if !source.hasPrefix("./") && !source.contains("//") && !source.contains("/./") { return source }
        let steps: [Substring] = source.split(separator: "/").filter { $0 != "." }
        return (source.hasPrefix("/") ? "/" : "") + steps.joined(separator: "/")
    }

    // MARK: Writing

    /// Accepts everything in a report from a severity on; reasons that `self` has already stay.
    public mutating func add(_ report: InputReport, least: Severity) {
        for issue in report.issues where issue.severity >= least && issue.severity != .fatal {
            entries[Key(issue, report.source), default: Entry(count: 0, reason: "")].count += 1
        }
    }

    /// Takes everything from a severity on out of a report.
    public func accept(all report: inout InputReport, least: Severity) {
        let count: Int = report.issues.count
        report.issues.removeAll { $0.severity >= least && $0.severity != .fatal }
        report.accepted += count - report.issues.count
    }

    /// Takes reasons from another baseline, where this one has none.
    public mutating func takeReasons(from other: Baseline) {
        for (key, entry) in other.entries where entries[key]?.reason.isEmpty == true { entries[key]?.reason = entry.reason }
    }

    /// The baseline as a file: JSON with a line for each finding, in a fixed order.
    public var bytes: [UInt8] {
        var lines: [String] = []
        for key in entries.keys.sorted(by: Baseline.isBefore) {
            guard let entry = entries[key] else { continue }
            var members: [JSONMember] = [
                JSONMember("source", .string(key.source)), JSONMember("path", .string(key.path)),
                JSONMember("message-id", .string(key.id)), JSONMember("message", .string(key.message)),
            ]
            if entry.count > 1 { members.append(JSONMember("count", .number("\(entry.count)"))) }
            members.append(JSONMember("reason", .string(entry.reason)))
            lines.append("    " + String(decoding: JSONValue.object(members).bytes, as: UTF8.self))
        }
        let about: String = "findings of casebridge validate that are accepted; say why in each reason"
        return Array("{\n  \"about\": \"\(about)\",\n  \"accepted\": [\n\(lines.joined(separator: ",\n"))\n  ]\n}\n".utf8)
    }

    private static func isBefore(_ left: Key, _ right: Key) -> Bool {
        (left.source, left.path, left.id, left.message) < (right.source, right.path, right.id, right.message)
    }
}

extension InputReport {
    /// A report that only tells of findings that are gone from an input of several resources.
    public init(gone issues: [ValidationIssue], from source: String) {
        self.init(source: source, line: nil, issues: issues)
    }

    /// Adds notes behind the findings.
    public mutating func append(_ notes: [ValidationIssue]) { issues += notes }
}
