import FHIRCore

/// A literal reference must name a type that the profile allows.
struct ReferenceTargetRule: Rule {
    let origin: RuleOrigin
    let types: [String]

    static func compile(_ element: ProfileElement, _ profile: String, _ layout: ProfileLayout) -> ReferenceTargetRule? {
        let targets: [String] = element.constraint.types.filter { $0.code == "Reference" }.flatMap(\.targetProfiles)
        let types: [String] = targets.compactMap { layout.type($0)?.name ?? layout.definition($0)?.type }
        if targets.isEmpty || types.count != targets.count { return nil }
        return ReferenceTargetRule(origin: RuleOrigin(profile: profile, element: element.id), types: types)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { true }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        guard let fault = ReferenceRule.wrongTarget(node, types, context) else { return }
        context.report(Finding(.warning, .structure, .referenceTarget, fault), at: node, origin)
    }
}
