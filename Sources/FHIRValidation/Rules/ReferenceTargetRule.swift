import FHIRCore

/// What a reference leads to must conform to one of the profiles that the profile allows, and stand where it allows.
struct ReferenceTargetRule: Rule {
    let origin: RuleOrigin
    let targets: ReferenceTargets?
    /// Targets whose definition is not at hand.
    let unknown: [String]
    /// `contained`, `bundled`, `referenced`; empty for anywhere.
    let aggregation: [String]

    static func compile(_ element: ProfileElement, _ profile: String, _ layout: ProfileLayout) -> ReferenceTargetRule? {
        let types: [ElementConstraint.ConstrainedType] = element.constraint.types.filter { $0.code == "Reference" }
        let names: [String] = types.flatMap(\.targetProfiles)
        let targets = ReferenceTargets(names, layout)
        let unknown: [String] = names.filter { layout.type($0) == nil && layout.definition($0) == nil }
        let aggregation: [String] = types.flatMap(\.aggregation)
        if targets == nil, aggregation.isEmpty, unknown.isEmpty { return nil }
        return ReferenceTargetRule(
            origin: RuleOrigin(profile: profile, element: element.id), targets: targets, unknown: unknown,
            aggregation: aggregation)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        guard let text = context.referenceText(node) else { return true }
        let target: ReferenceTarget = context.index.target(text, from: node)
        if !isAllowedPlace(target) { return false }
        guard let targets, let resource = context.followed(target) else {
            if let targets, case .absent = target {
                return ReferenceRule.impliedType(text, targets, context.schema) == nil
            }
            return true
        }
        return context.conforms(resource, toOneOf: targets)
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        guard let text = context.referenceText(node) else { return }
        let target: ReferenceTarget = context.index.target(text, from: node)
        if !isAllowedPlace(target) {
            let message: String =
                "the reference leads to a resource that is \(target.place); the profile wants it "
                + aggregation.joined(separator: " or ")
            context.report(Finding(.error, .structure, MessageID("Reference_REF_Aggregation"), message), at: node, origin)
        }
        if !unknown.isEmpty, context.followed(target) != nil {
            let message: String =
                "what the reference \(text) leads to must conform to \(unknown.joined(separator: " or ")), which is not at hand, so nothing shows that it does; load it"
            context.report(
                Finding(.error, .structure, MessageID("Reference_REF_CantResolveProfile"), message), at: node, origin)
        }
        guard let targets else { return }
        guard let resource = context.followed(target) else {
            guard case .absent = target, let fault = ReferenceRule.impliedType(text, targets, context.schema) else { return }
            return context.report(Finding(.error, .structure, .referenceTarget, fault), at: node, origin)
        }
        if context.conforms(resource, toOneOf: targets) { return }
        if let type = context.schema.definition(resource.type), !targets.allows(type) {
            return context.report(ReferenceRule.wrongType(type, targets), at: node, origin)
        }
        let reasons: String = context.reasons(why: resource, conformsToNoneOf: targets)
        let message: String = "what the reference \(text) leads to conforms to none of the profiles allowed: " + reasons
        let cause: NodeIndex? = resource.tree === context.tree ? resource.index : nil
        let id = MessageID("Reference_REF_CantMatchChoice")
        context.report(Finding(.error, .structure, id, message, cause: cause), at: node, origin)
    }

    /// A resource in the same bundle is one that is referred to, too.
    private func isAllowedPlace(_ target: ReferenceTarget) -> Bool {
        if aggregation.isEmpty { return true }
        switch target {
        case .contained, .absent(.contained): return aggregation.contains("contained")
        case .bundled, .ambiguous: return aggregation.contains("bundled") || aggregation.contains("referenced")
        case .outside, .absent: return aggregation.contains("referenced")
        }
    }
}

extension ReferenceTarget {
    /// Where the target is, in a word.
    fileprivate var place: String {
        switch self {
        case .contained, .absent(.contained): "contained"
        case .bundled, .ambiguous: "bundled"
        case .outside, .absent: "external"
        }
    }
}

extension ValidationContext {
    /// The resource that is looked at: one of the same input always, another one if that is asked for.
    fileprivate func followed(_ target: ReferenceTarget) -> Element? {
        switch target {
        case .contained(let node), .bundled(let node): return tree.element(node)
        case .outside(let other): return definitions.options.referenceCheck == .valid ? other : nil
        case .ambiguous, .absent: return nil
        }
    }
}
