/// How grave an issue is (FHIR R4, IssueSeverity).
public enum Severity: String, Sendable, CaseIterable, Comparable {
    /// The input could not be checked.
    case fatal
    /// The input breaks a rule.
    case error
    /// The input may be right, and is probably not what was meant.
    case warning
    /// Something that should be known, such as what was not checked.
    case information

    /// The graver one is greater.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int {
        switch self {
        case .fatal: 3
        case .error: 2
        case .warning: 1
        case .information: 0
        }
    }
}

/// What an issue is about (FHIR R4, IssueType).
public enum IssueCode: String, Sendable, CaseIterable {
    case invalid, structure, required, value, invariant
    case notSupported = "not-supported"
    case duplicate, notFound = "not-found"
    case codeInvalid = "code-invalid"
    case `extension`, processing, informational, incomplete, exception
    case tooLong = "too-long"
    case businessRule = "business-rule"
}
