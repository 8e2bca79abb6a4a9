import FHIRCore
import FHIRPath

/// An invariant that a profile states.
struct ConstraintRule: Rule {
    let origin: RuleOrigin
    let invariant: PreparedInvariant
    /// It is stated of what the profile constrains, not of an element in it.
    let isTop: Bool

    /// Throws if the expression is no FHIRPath.
    init(
        _ constraint: ElementConstraint.Invariant, _ expression: String, _ element: ProfileElement, _ profile: String,
        _ schema: Schema
    ) throws(FHIRPathError) {
        invariant = PreparedInvariant(
            path: try FHIRPath(expression, contexts: [], manner: .definition, schema: schema), key: constraint.key,
            source: constraint.source ?? profile, isWarning: constraint.isWarning, isBestPractice: constraint.isBestPractice,
            human: constraint.human)
        origin = RuleOrigin(profile: profile, element: element.id)
        isTop = !element.id.contains(".")
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        invariant.isWarning || invariant.isBestPractice || context.fault(invariant, node, isTop: isTop) == nil
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if invariant.isBestPractice, context.definitions.options.bestPractice == nil { return }
        if let fault = context.fault(invariant, node, isTop: isTop) { context.report(fault, at: node, origin) }
    }
}
