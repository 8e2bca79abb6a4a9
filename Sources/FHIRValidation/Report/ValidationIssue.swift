import FHIRCore

/// A finding as a report shows it.
public struct ValidationIssue: Sendable, Hashable {
    /// How grave it is.
    public internal(set) var severity: Severity
    /// What it is about.
    public let code: IssueCode
    /// The stable name of the message.
    public let messageID: MessageID
    /// What is wrong and what to do.
    public let message: String
    /// FHIRPath expression of the element; empty if there is none.
    public let path: String
    /// Line and column; nil if the input was not read.
    public internal(set) var position: SourcePosition?
    /// The profile that asked for it; nil for the base definitions.
    public let profile: String?
    /// The rule that asked for it.
    public let rule: String?
    /// It only repeats the faults of a resource elsewhere in the input: a reference to what does not conform.
    public internal(set) var isRepetition: Bool = false
    /// So many findings only repeat this one.
    public internal(set) var repetitions: Int = 0
    /// The source line with a caret; nil where nobody asked for it.
    public internal(set) var excerpt: SourceExcerpt?
}
