import FHIRCore
import FHIRTerminology

/// Codes that a profile binds to a value set.
struct ValueBindingRule: Rule {
    let origin: RuleOrigin
    let valueSet: String
    let strength: Binding.Strength

    static func compile(_ element: ProfileElement, _ profile: String) -> ValueBindingRule? {
        guard let binding = element.constraint.binding, binding.strength == .required || binding.strength == .extensible else {
            return nil
        }
        return ValueBindingRule(
            origin: RuleOrigin(profile: profile, element: element.id), valueSet: binding.valueSet, strength: binding.strength)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        if strength != .required { return true }
        return CodedValue(node, context.tree.type(of: node), context).membership(in: context.terminology.valueSet(valueSet))
            != .notMember
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let bound = BoundSet(
            set: context.terminology.valueSet(valueSet), strength: strength, profile: origin.profile, rule: origin.element)
        BindingRule.validate(node, context.tree.type(of: node), bound, &context)
    }
}
