import FHIRCore

/// One finding of a validation, at a node of the tree that was validated.
public struct Diagnostic: Sendable, Hashable {
    /// How grave it is.
    public let severity: Severity
    /// What it is about.
    public let code: IssueCode
    /// The stable name of the message.
    public let messageID: MessageID
    /// What is wrong and what to do.
    public let message: String
    /// The node where it was found.
    public let node: NodeIndex
    /// Offset in the source.
    public let offset: Int
    /// The profile that asked for it; nil for the base definitions.
    public let profile: String?
    /// The rule that asked for it: the id of an element definition, or the key of an invariant.
    public let rule: String?
    /// The resource whose own faults are the reason for this finding, which only repeats them: reports for people fold it into them.
    public let cause: NodeIndex?
}

/// What a rule hands in: everything but the place.
struct Finding {
    let severity: Severity
    let code: IssueCode
    let id: MessageID
    let message: String
    /// The resource whose own faults are the reason, where the finding only repeats them: a reference to what does not conform.
    let cause: NodeIndex?

    init(_ severity: Severity, _ code: IssueCode, _ id: MessageID, _ message: String, cause: NodeIndex? = nil) {
        self.severity = severity
        self.code = code
        self.id = id
        self.message = message
        self.cause = cause
    }
}
