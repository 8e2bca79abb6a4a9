import FHIRCore

/// A literal reference must name a type that the profile allows.
struct ReferenceTargetRule: Rule {
    let origin: RuleOrigin
    let types: [String]

    static func compile(_ element: ProfileElement, _ compiler: ProfileCompiler) -> ReferenceTargetRule? {
        let targets: [String] = element.constraint.types.filter { $0.code == "Reference" }.flatMap(\.targetProfiles)
        let types: [String] = targets.compactMap { compiler.layout.type($0)?.name ?? compiler.layout.definition($0)?.type }
        if targets.isEmpty || types.count != targets.count { return nil }
        return ReferenceTargetRule(origin: RuleOrigin(profile: compiler.url, element: element.id), types: types)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { true }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        guard let fault = ReferenceRule.wrongTarget(node, types, context) else { return }
        context.report(Finding(.warning, .structure, .referenceTarget, fault), at: node, origin)
    }
}
