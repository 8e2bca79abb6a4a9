import FHIRCore
import FHIRTerminology

/// Codes that a profile binds to a value set.
struct ValueBindingRule: Rule {
    let origin: RuleOrigin
    let valueSet: String
    let strength: Binding.Strength

    static func compile(_ element: ProfileElement, _ profile: String) -> ValueBindingRule? {
        guard let binding = element.constraint.binding, let set = binding.valueSet,
            binding.strength == .required || binding.strength == .extensible
        else { return nil }
        // R4 states the units of vital signs as required; R4B corrects that to extensible, and so do validators for R4.
        let isUnit: Bool = set.hasPrefix("http://hl7.org/fhir/ValueSet/ucum-vitals-common")
        return ValueBindingRule(
            origin: RuleOrigin(profile: profile, element: element.id), valueSet: set,
            strength: isUnit ? .extensible : binding.strength)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        if strength != .required { return true }
        return context.codedValue(node).membership(in: context.terminology.valueSet(valueSet))
            != .notMember
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let bound = BoundSet(
            set: context.terminology.valueSet(valueSet), strength: strength, profile: origin.profile, rule: origin.element)
        BindingRule.validate(node, bound, &context)
    }
}
