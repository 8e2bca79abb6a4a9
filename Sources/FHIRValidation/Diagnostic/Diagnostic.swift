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
}

/// What a rule hands in: everything but the place.
struct Finding {
    let severity: Severity
    let code: IssueCode
    let id: MessageID
    let message: String

    init(_ severity: Severity, _ code: IssueCode, _ id: MessageID, _ message: String) {
        self.severity = severity
        self.code = code
        self.id = id
        self.message = message
    }
}
