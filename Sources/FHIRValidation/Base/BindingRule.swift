import FHIRCore
import FHIRTerminology

/// Codes that must or should come from a value set (FHIR R4, 4.1.5 Binding strengths).
enum BindingRule {
    static func validate(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let strength: Binding.Strength = context.schema.bindingStrength(row: row)
        guard strength == .required || strength == .extensible, let set = context.valueSet(ofBinding: row) else { return }
        validate(node, BoundSet(set: set, strength: strength, profile: nil, rule: nil), &context)
    }

    /// Checks a coded value against a set.
    static func validate(_ node: NodeIndex, _ bound: BoundSet, _ context: inout ValidationContext) {
        let value = context.codedValue(node)
        switch value.membership(in: bound.set) {
        case .member:
            // A code that has neither a value nor an extension in its place.
            guard value.kind == .code, context.tree.isHollow(node), let finding = finding(value, bound) else { return }
            context.report(finding, at: node, profile: bound.profile, rule: bound.rule)
        case .notChecked(let reason): context.reportNotChecked(reason, bound, at: node)
        case .notMember:
            guard let finding = finding(value, bound) else { return }
            context.report(finding, at: node, profile: bound.profile, rule: bound.rule)
        }
    }

    private static func finding(_ value: CodedValue, _ bound: BoundSet) -> Finding? {
        let isRequired: Bool = bound.strength == .required
        let url: String = bound.set.url
        guard let code = value.codings.first?.code, !code.isEmpty else {
            if !isRequired || (value.kind != .concept && value.kind != .code) { return nil }
            return Finding(
                .error, .codeInvalid, .codeMissing, "no code; one of the value set \(url) is required" + advice("", bound.set))
        }
        let id: MessageID =
            switch value.kind {
            case .concept: isRequired ? .conceptNotInSet : .conceptNotInExtensibleSet
            case .coding: isRequired ? .codingNotInSet : .codingNotInExtensibleSet
            default: .codeNotInSet
            }
        let words: String = value.codings.map { value.kind == .code ? "\"\($0.code)\"" : $0.words }.joined(separator: ", ")
        let verb: String = value.codings.count > 1 ? ": none is" : " is not"
        return Finding(bound.severity, .codeInvalid, id, "\(words)\(verb) in the value set \(url)" + advice(code, bound.set))
    }

    /// What would be right, in words that go at the end of a sentence.
    private static func advice(_ code: String, _ set: CompiledValueSet) -> String {
        if !code.isEmpty, let near = set.suggestion(for: code) { return "; did you mean \"\(near)\"?" }
        let codes: [String] = set.codes(limit: 13)
        if codes.isEmpty || codes.count > 12 { return "" }
        return "; its codes are " + codes.joined(separator: ", ")
    }
}

/// A value set as an element is bound to it.
struct BoundSet {
    let set: CompiledValueSet
    let strength: Binding.Strength
    let profile: String?
    let rule: String?

    /// How grave a code outside the set is.
    var severity: Severity { strength == .required ? .error : .warning }
}

extension ValidationContext {
    /// Says once for each reason what could not be checked.
    mutating func reportNotChecked(_ reason: NotCheckedReason, _ bound: BoundSet, at node: NodeIndex) {
        guard notChecked.insert(reason).inserted else { return }
        let message: String = "codes for the value set \(bound.set.url) are not checked: \(reason)"
        report(
            Finding(.information, .notSupported, .bindingNotChecked, message), at: node, profile: bound.profile, rule: bound.rule)
    }
}
