import FHIRCore

/// A file that says which findings are tolerated, in the reference validator's two forms.
///
///     { "suppress": ["MSG_DEPRECATED", "Unknown_Code_in_Version@Observation.component[1].code"] }
///
///     - MSG_DEPRECATED # text form: one finding on a line
///     - Unknown_Code_in_Version@Observation.component.code
///
/// A message is named by its id, and by the path of its element behind `@`. A path without an index stands for all; `*` stands for any
/// step, at the end for all that follow. An id or path that begins with `^` is a regular expression. The form's other part, `rules`,
/// says what is not to be checked at all: of it the rules on invariants are known, which leave them out or make them warnings.
public struct Advisor: Sendable {
    private var suppressed: [MessagePattern] = []
    private var invariants: [InvariantAdvice] = []
    /// What the file asks for and cannot have.
    public private(set) var notes: [String] = []

    /// Reads a file.
    /// - Throws: `ReadError` if it is neither form.
    public init(reading bytes: [UInt8]) throws(ReadError) {
        if bytes.first(where: { $0 > 0x20 }) == 0x7B {
            try read(try JSONValue.read(bytes))
        } else {
            try read(String(decoding: bytes, as: UTF8.self))
        }
    }

    /// Takes out of a report what is suppressed.
    public func apply(to report: inout InputReport) {
        if suppressed.isEmpty && invariants.isEmpty { return }
        var kept: [ValidationIssue] = []
        for var issue in report.issues {
            if issue.severity == .fatal {
                kept.append(issue)
                continue
            }
            let advice: InvariantAdvice? = issue.code == .invariant ? invariants.first { $0.concerns(issue) } : nil
            if suppressed.contains(where: { $0.matches(issue) }) || advice?.isChecked == false {
                report.accepted += 1
                continue
            }
            if advice?.isWarning == true, issue.severity == .error { issue.severity = .warning }
            kept.append(issue)
        }
        report.issues = kept
    }

    // MARK: Reading

    private mutating func read(_ document: JSONValue) throws(ReadError) {
        if document["suppress"] == nil && document["rules"] == nil {
            throw ReadError(.syntax, "this is no advisor file: it has neither \"suppress\" nor \"rules\"")
        }
        for name in ["suppress", "rules"] {
            if case .array? = document[name] { continue }
            if document[name] != nil { throw ReadError(.syntax, "\"\(name)\" is no array, as an advisor file has it") }
        }
        for item in document["suppress"]?.array ?? [] {
            guard let text = item.string else { throw ReadError(.syntax, "\"suppress\" holds something that is no string") }
            suppressed.append(try MessagePattern(text))
        }
        for rule in document["rules"]?.array ?? [] {
            var filters: [(String, String)] = []
            for filter in rule["filters"]?.array ?? [] {
                guard let name = filter["name"]?.string, let value = filter["value"]?.string else { continue }
                filters.append((name, value))
            }
            try add(rule["type"]?.string ?? "", filters, rule["options"]?.array.compactMap(\.string) ?? [])
        }
    }

    private mutating func read(_ text: String) throws(ReadError) {
        for (number, line) in text.split(omittingEmptySubsequences: false, whereSeparator: \.isNewline).enumerated() {
            let words: Substring = Advisor.withoutComment(line)
            if words.isEmpty { continue }
            if words.hasPrefix("-") {
                suppressed.append(try MessagePattern(String(words.dropFirst().drop(while: \.isWhitespace))))
                continue
            }
            guard let colon = words.lastIndex(of: ":"), let open = words.firstIndex(where: { $0 == "(" || $0 == ":" }) else {
                let place = SourcePosition(line: number + 1, column: 1, offset: 0)
                throw ReadError(
                    .syntax, "an advisor file has lines `- message-id` and `kind (filter=value): options`", position: place)
            }
            var filters: [(String, String)] = []
            let separators: Set<Character> = ["(", " ", ")", ",", ":"]
            for pair in words[open..<colon].split(whereSeparator: { separators.contains($0) }) {
                guard let equals = pair.firstIndex(of: "=") else { continue }
                filters.append((String(pair[..<equals]), String(pair[pair.index(after: equals)...])))
            }
            let kind: String = words[..<open].filter { !$0.isWhitespace }
            try add(kind, filters, words[words.index(after: colon)...].split(separator: " ").map(String.init))
        }
    }

    /// A comment stands behind `#` at the start of a line or after a space; a `#` inside a message id belongs to it.
    private static func withoutComment(_ line: Substring) -> Substring {
        var end: Substring.Index = line.startIndex
        var last: Character = " "
        while end < line.endIndex, !(line[end] == "#" && last.isWhitespace) {
            last = line[end]
            end = line.index(after: end)
        }
        var text: Substring = line[..<end].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }

    private mutating func add(_ kind: String, _ filters: [(String, String)], _ options: [String]) throws(ReadError) {
        guard kind == "invariant" else {
            notes.append("rules on \"\(kind)\" are not followed: everything is checked; suppress its messages instead")
            return
        }
        invariants.append(try InvariantAdvice(filters, options))
    }
}

/// What is to be done with invariants.
private struct InvariantAdvice: Sendable {
    let isChecked: Bool
    let isWarning: Bool
    private var path: PathPattern?
    private var key: TextPattern?
    private var structure: TextPattern?
    private var id: TextPattern?

    init(_ filters: [(String, String)], _ options: [String]) throws(ReadError) {
        isWarning = options.contains("warning")
        isChecked = isWarning || options.contains("check")
        for (name, value) in filters {
            // The documentation's own example writes the name into the value too.
            let plain: String = value.hasPrefix(name + "=") ? String(value.dropFirst(name.count + 1)) : value
            switch name.lowercased() {
            case "path": path = try PathPattern(plain)
            case "key": key = try TextPattern(plain)
            case "structure": structure = try TextPattern(plain)
            case "id": id = try TextPattern(plain)
            default: throw ReadError(.syntax, "an invariant has no filter \"\(name)\"; it has path, structure, id and key")
            }
        }
    }

    func concerns(_ issue: ValidationIssue) -> Bool {
        let name: [Substring] = issue.messageID.rawValue.split(separator: "#", maxSplits: 1)
        if let path, !path.matches(issue.path) { return false }
        if let key, !key.matches(String(name.last ?? "")) { return false }
        if let structure, !structure.matches(issue.profile ?? String(name.first ?? "")) { return false }
        if let id, !id.matches(issue.rule ?? "") { return false }
        return true
    }
}
