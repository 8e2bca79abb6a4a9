import FHIRCore

extension MessageID {
    /// Part of a profile is wrong, so that nobody can check it: an invariant that is no FHIRPath, an element that does not exist.
    static let profileFault: MessageID = MessageID("Problem_processing_expression__in_profile__path__")
    /// Part of a profile is not checked.
    static let profileNotChecked: MessageID = MessageID("CaseBridge_Profile_Not_Checked")
}

/// What is said of profiles themselves and of no instance: in a run it is said once, with the first input that meets the profile.
public struct ProfileNotes: Sendable {
    private var said: Set<String> = []

    /// Nothing has been said so far.
    public init() {}

    /// Leaves out of an input's report what those of inputs before it have said.
    public mutating func keepFirst(in report: inout InputReport) {
        let isNote: (ValidationIssue) -> Bool = { $0.messageID == .profileFault || $0.messageID == .profileNotChecked }
        guard report.issues.contains(where: isNote) else { return }
        report.issues.removeAll { isNote($0) && !said.insert($0.message).inserted }
    }
}
