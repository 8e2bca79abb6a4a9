import FHIRCore

/// What makes a finding the same as another: several profiles that bind an element to one value set, or state one invariant, say the
/// same of a node.
struct DiagnosticContent: Hashable {
    private let node: NodeIndex
    private let severity: Severity
    private let message: String
    private let profile: String?

    init(_ diagnostic: Diagnostic) {
        node = diagnostic.node
        severity = diagnostic.severity
        message = diagnostic.message
        profile = diagnostic.code == .codeInvalid || diagnostic.code == .invariant ? nil : diagnostic.profile
    }

    /// By node and message: the rest seldom tells two apart.
    func hash(into hasher: inout Hasher) {
        hasher.combine(node)
        hasher.combine(message)
    }
}
