import FHIRCore
import FHIRPath

/// An invariant that a profile states.
struct ConstraintRule: Rule {
    let origin: RuleOrigin
    let invariant: PreparedInvariant
    /// It is stated of what the profile constrains, not of an element in it.
    let isTop: Bool

    /// Nil if the expression is no FHIRPath, or there is none.
    static func compile(_ constraint: ElementConstraint.Invariant, _ element: ProfileElement, _ profile: String, _ schema: Schema)
        -> ConstraintRule?
    {
        guard let expression = constraint.expression,
            let path = try? FHIRPath(expression, contexts: [], manner: .definition, schema: schema)
        else { return nil }
        let prepared = PreparedInvariant(
            path: path, key: constraint.key, source: constraint.source ?? profile, isWarning: constraint.isWarning,
            isBestPractice: constraint.isBestPractice)
        return ConstraintRule(
            origin: RuleOrigin(profile: profile, element: element.id), invariant: prepared,
            isTop: !element.id.contains("."))
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        invariant.isWarning || invariant.isBestPractice || context.meets(invariant, node, isTop: isTop) != false
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if invariant.isBestPractice, context.definitions.options.bestPractice == nil { return }
        if context.meets(invariant, node, isTop: isTop) == false { context.report(context.finding(invariant), at: node, origin) }
    }
}
