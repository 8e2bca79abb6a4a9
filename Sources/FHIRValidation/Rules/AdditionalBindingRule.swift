import FHIRCore
import FHIRTerminology

/// Value sets beside a binding's own: its greatest set, and those that are stated as additional ones.
struct AdditionalBindingRule: Rule {
    let origin: RuleOrigin
    let valueSet: String
    let purpose: String
    let isMaximum: Bool

    static func compile(_ element: ProfileElement, _ profile: String) -> [AdditionalBindingRule] {
        let origin = RuleOrigin(profile: profile, element: element.id)
        var rules: [AdditionalBindingRule] = []
        if let maximum = element.constraint.binding?.maximum {
            rules.append(AdditionalBindingRule(origin: origin, valueSet: maximum, purpose: "maximum", isMaximum: true))
        }
        for binding in demands(element) where !binding.isConditional {
            rules.append(
                AdditionalBindingRule(origin: origin, valueSet: binding.valueSet, purpose: binding.purpose, isMaximum: false))
        }
        return rules
    }

    /// Value sets that hold in some contexts of use only, which a resource alone does not tell.
    static func conditional(_ element: ProfileElement) -> [String] { demands(element).filter(\.isConditional).map(\.valueSet) }

    /// Bindings that ask for something; those of other purposes are advice.
    private static func demands(_ element: ProfileElement) -> [AdditionalBinding] {
        element.constraint.additionalBindings.filter { ["required", "maximum", "extensible"].contains($0.purpose) }
    }

    private var isDemand: Bool { purpose != "extensible" }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        !isDemand || membership(node, &context) != .notMember
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let set: CompiledValueSet = context.terminology.valueSet(valueSet)
        switch membership(node, &context) {
        case .member: return
        case .notChecked(let reason):
            let bound = BoundSet(set: set, strength: .required, profile: origin.profile, rule: origin.element)
            context.reportNotChecked(reason, bound, at: node)
        case .notMember:
            let value = context.codedValue(node)
            let words: String = value.codings.map { value.kind == .code ? "\"\($0.code)\"" : $0.words }.joined(separator: ", ")
            let which: String = isMaximum ? "the greatest value set" : "the additional value set (\(purpose))"
            let id = MessageID(isMaximum ? maximumID(value.kind) : "TERMINOLOGY_TX_NOVALID_ADDITIONAL_BINDING")
            context.report(
                Finding(
                    isDemand ? .error : .warning, .codeInvalid, id,
                    "\(words.isEmpty ? "no code" : words) is not in \(which) of this element, \(valueSet)"),
                at: node, origin)
        }
    }

    private func membership(_ node: NodeIndex, _ context: inout ValidationContext) -> Membership {
        let value = context.codedValue(node)
        // Text without a code is no code outside the set.
        if isMaximum, value.codings.isEmpty { return .member }
        return value.membership(in: context.terminology.valueSet(valueSet))
    }

    private func maximumID(_ kind: CodedValue.Kind) -> String {
        switch kind {
        case .concept: "Terminology_TX_NoValid_7"
        case .coding: "Terminology_TX_NoValid_12"
        default: "Terminology_TX_NoValid_18"
        }
    }
}
