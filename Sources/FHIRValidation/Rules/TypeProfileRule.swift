import FHIRCore

/// The value must conform to one of the profiles that the type names.
struct TypeProfileRule: Rule {
    let origin: RuleOrigin
    let profiles: [String]

    /// Extensions are left out: each is checked against the definition that its own url names.
    static func compile(_ element: ProfileElement, _ profile: String) -> TypeProfileRule? {
        let types: [ElementConstraint.ConstrainedType] = element.constraint.types.filter { $0.code != "Extension" }
        let profiles: [String] = types.flatMap(\.profiles)
        // A type without a profile beside one with a profile leaves everything open.
        if profiles.isEmpty || types.contains(where: { $0.profiles.isEmpty }) { return nil }
        return TypeProfileRule(origin: RuleOrigin(profile: profile, element: element.id), profiles: profiles)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        profiles.contains { context.conforms(node, to: $0) != .notMember }
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if profiles.count == 1 { return context.validate(node, against: profiles[0], askedBy: origin) }
        if isValid(node, &context) { return }
        let message: String = "fits none of the profiles \(profiles.joined(separator: ", ")); why each fails is said beside"
        context.report(Finding(.error, .structure, MessageID("Validation_VAL_Profile_NoMatch"), message), at: node, origin)
        for profile in profiles { context.validate(node, against: profile, askedBy: origin) }
    }
}
