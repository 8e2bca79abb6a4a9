import FHIRCore

/// What a validation of one input found.
public struct ValidationOutcome: Sendable {
    /// Name of the input, as reports show it; empty if it has none.
    public var source: String
    /// The resource; nil if the input could not be read.
    public let tree: ElementTree?
    /// The findings in document order; empty if the input could not be read.
    public let diagnostics: [Diagnostic]
    /// Why the input could not be checked.
    let failure: ValidationIssue?

    init(tree: ElementTree, diagnostics: [Diagnostic]) {
        source = ""
        self.tree = tree
        failure = nil
        // Findings at the same place stay in the order in which the rules ran.
        let order: [Int] = diagnostics.indices.sorted { left, right in
            let (first, second) = (diagnostics[left].offset, diagnostics[right].offset)
            return first != second ? first < second : left < right
        }
        var seen: Set<DiagnosticContent> = Set(minimumCapacity: order.count)
        self.diagnostics = order.compactMap { index in
            seen.insert(DiagnosticContent(diagnostics[index])).inserted ? diagnostics[index] : nil
        }
    }

    /// The outcome for an input that could not be read: one fatal issue.
    public init(unreadable error: ReadError, source: String = "") {
        self.source = source
        tree = nil
        diagnostics = []
        let code: IssueCode =
            switch error.code {
            case .limit: .tooLong
            case .notAResource: .structure
            default: .invalid
            }
        // Text that is no JSON or XML has no elements, only places; the element that was being read is said in words.
        let isSyntax: Bool = error.code == .syntax
        let around: String = isSyntax ? error.path.map { " (in \($0))" } ?? "" : ""
        failure = ValidationIssue(
            severity: .fatal, code: code, messageID: .unreadable, message: error.message + around,
            path: isSyntax ? "" : error.path ?? "",
            position: error.position, profile: nil, rule: nil)
    }

    /// The outcome for an input that could not be checked at all (not found, a profile that is not there): one fatal issue.
    public init(failure message: String, code: IssueCode = .notFound, source: String = "") {
        self.source = source
        tree = nil
        diagnostics = []
        failure = ValidationIssue(
            severity: .fatal, code: code, messageID: .unreadable, message: message, path: "", position: nil, profile: nil,
            rule: nil)
    }

    /// The gravest severity found; nil if nothing was.
    public var worst: Severity? { failure?.severity ?? diagnostics.map(\.severity).max() }

    /// It was read, and has no error.
    public var isValid: Bool { (worst ?? .information) < .error }

    /// Number of findings of a severity.
    public func count(_ severity: Severity) -> Int {
        diagnostics.reduce(0) { $0 + ($1.severity == severity ? 1 : 0) } + (failure?.severity == severity ? 1 : 0)
    }

    /// The findings with their paths and places, in document order.
    public var issues: [ValidationIssue] {
        if let failure { return [failure] }
        guard let tree else { return [] }
        var paths = PathWriter(tree)
        var lines = LineCounter(tree)
        return diagnostics.map { diagnostic in
            ValidationIssue(
                severity: diagnostic.severity, code: diagnostic.code, messageID: diagnostic.messageID,
                message: diagnostic.message,
                path: paths.path(of: diagnostic.node), position: lines.position(at: diagnostic.offset),
                profile: diagnostic.profile, rule: diagnostic.rule)
        }
    }
}
