import FHIRCore
import FHIRTerminology

// Profiles in use: compiled when they are first asked for, and kept.
extension ValidationContext {
    /// The rules of a profile; nil if its definition is not at hand or nothing can be made of it.
    mutating func profile(_ canonical: String) -> CompiledProfile? {
        if let known = profiles[canonical] { return known }
        let compiled: CompiledProfile? = definitions.profile(canonical)
        profiles[canonical] = .some(compiled)
        return compiled
    }

    /// Whether a node conforms to a profile or type; `notChecked` if that is not at hand.
    mutating func conforms(_ node: NodeIndex, to canonical: String) -> Membership {
        let type: TypeDefinition? = schema.definition(tree.type(of: node))
        if let base = definitions.layout.type(canonical) { return type?.isKind(of: base.name) == true ? .member : .notMember }
        guard let profile = profile(canonical) else { return .notChecked(.unknownProfile(canonical)) }
        if type?.isKind(of: profile.type.name) != true { return .notMember }
        return isValid(node, profile.rules) ? .member : .notMember
    }

    /// Checks a node against a profile or type.
    mutating func validate(_ node: NodeIndex, against canonical: String, askedBy origin: RuleOrigin?) {
        let type: TypeDefinition? = schema.definition(tree.type(of: node))
        if let base = definitions.layout.type(canonical) {
            if type?.isKind(of: base.name) != true { reportWrongType(node, type, base.name, canonical, origin) }
            return
        }
        guard let profile = profile(canonical) else { return reportUnknown(canonical, node, origin) }
        if type?.isKind(of: profile.type.name) != true {
            return reportWrongType(node, type, profile.type.name, canonical, origin)
        }
        reportNotChecked(profile, node)
        for fault in baseFaults[node] ?? [] {
            report(fault.finding, at: fault.node, profile: profile.url, rule: origin?.element)
        }
        validate(node, profile.rules)
    }

    /// A resource that claims the profile is compared with it by the names of its elements, too: each difference is an error of its own.
    private mutating func reportWrongType(
        _ node: NodeIndex, _ type: TypeDefinition?, _ wanted: String, _ canonical: String, _ origin: RuleOrigin?
    ) {
        let before: Int = diagnostics.count
        if origin == nil, let type, let rules = ProfileCompiler.compileForeign(canonical, for: type, definitions.layout) {
            validate(node, rules)
        }
        let isSaid: Bool = diagnostics[before...].contains { $0.severity >= .error }
        let message: String =
            "the profile \(canonical) is for \(wanted), and this is a \(type?.name ?? "value of an unknown type")"
        report(
            Finding(isSaid ? .information : .error, .structure, MessageID("Validation_VAL_Profile_WrongType"), message), at: node,
            profile: canonical,
            rule: origin?.element)
    }

    /// Without the definition nothing is known of a claim. Where another profile demands conformance, it cannot be shown.
    private mutating func reportUnknown(_ canonical: String, _ node: NodeIndex, _ origin: RuleOrigin?) {
        if let origin {
            let message: String =
                "must conform to the profile \(canonical), which is not at hand or cannot be used, so nothing shows that it does; load it"
            return report(Finding(.error, .notFound, MessageID("Validation_VAL_Unknown_Profile"), message), at: node, origin)
        }
        guard notChecked.insert(.unknownProfile(canonical)).inserted else { return }
        let message: String =
            "not checked against the profile \(canonical): its definition is not at hand or cannot be used; load it"
        report(
            Finding(.warning, .notFound, MessageID("Validation_VAL_Profile_Unknown"), message), at: node,
            profile: nil, rule: nil)
    }

    /// Says once for each profile what of it is not checked, and what is wrong with it.
    mutating func reportNotChecked(_ profile: CompiledProfile, _ node: NodeIndex) {
        if profile.notChecked.isEmpty && profile.faults.isEmpty || !noted.insert(profile.url).inserted { return }
        if !profile.faults.isEmpty {
            let message: String =
                "a fault of the profile \(profile.url), not of this resource (tell who publishes it): "
                + profile.faults.joined(separator: "; ")
            report(Finding(.information, .notSupported, .profileFault, message), at: node, profile: profile.url, rule: nil)
        }
        if !profile.notChecked.isEmpty {
            let message: String = "not checked of the profile \(profile.url): " + profile.notChecked.joined(separator: "; ")
            report(Finding(.information, .notSupported, .profileNotChecked, message), at: node, profile: profile.url, rule: nil)
        }
    }
}
