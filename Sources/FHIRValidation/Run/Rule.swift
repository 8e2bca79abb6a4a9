import FHIRCore

/// One thing that a profile asks of an element, compiled. A rule does not change; what it needs in a run is in the context.
protocol Rule: Sendable {
    /// Whether the node fulfils it. What cannot be checked counts as fulfilled.
    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool
    /// Reports how the node does not fulfil it.
    func validate(_ node: NodeIndex, _ context: inout ValidationContext)
}

/// Where a rule comes from.
struct RuleOrigin: Sendable {
    let profile: String
    /// The id of the element definition.
    let element: String
}

extension ValidationContext {
    /// Takes a finding of a rule.
    mutating func report(_ finding: Finding, at node: NodeIndex, _ origin: RuleOrigin) {
        report(finding, at: node, profile: origin.profile, rule: origin.element)
    }

    /// Whether all rules are fulfilled.
    mutating func isValid(_ node: NodeIndex, _ rules: [any Rule]) -> Bool {
        for rule in rules where !rule.isValid(node, &self) { return false }
        return true
    }

    /// Reports how the rules are not fulfilled.
    mutating func validate(_ node: NodeIndex, _ rules: [any Rule]) {
        for rule in rules { rule.validate(node, &self) }
    }
}

/// A run of fields of one type: the names of one element.
struct FieldSpan: Sendable {
    let first: FieldIndex
    let last: FieldIndex

    func contains(_ field: FieldIndex) -> Bool { field != .none && first <= field && field <= last }
}
