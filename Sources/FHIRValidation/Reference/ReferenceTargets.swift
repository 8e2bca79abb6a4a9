import FHIRCore

/// What an element definition lets a reference lead to.
struct ReferenceTargets: Sendable {
    /// Canonical addresses of types or profiles; empty if any resource may be meant.
    let profiles: [String]
    /// The type that each of them constrains.
    let types: [TypeDefinition]

    /// The targets of a base definition; nil if it lets references lead to anything.
    init?(base element: SchemaElement, _ layout: ProfileLayout) {
        self.init(element.types.flatMap(\.targetProfiles), layout)
    }

    /// Nil if anything is allowed, or a definition is not at hand so that nothing can be said.
    init?(_ profiles: [String], _ layout: ProfileLayout) {
        let types: [TypeDefinition] = profiles.compactMap { profile in
            layout.type(profile) ?? layout.definition(profile).flatMap { layout.schema.definition(named: $0.type) }
        }
        if profiles.isEmpty || types.count != profiles.count { return nil }
        if zip(profiles, types).contains(where: { $1.name == "Resource" && layout.type($0) != nil }) { return nil }
        self.profiles = profiles
        self.types = types
    }

    /// Some target is of the type.
    func allows(_ type: TypeDefinition) -> Bool { types.contains { type.isKind(of: $0.name) } }

    /// The types in words.
    var names: String {
        var seen: Set<String> = []
        return types.map(\.name).filter { seen.insert($0).inserted }.joined(separator: ", ")
    }
}

extension ValidationContext {
    /// What the base definition of an element lets references lead to; nil for anything.
    mutating func baseTargets(ofElement row: Int) -> ReferenceTargets? {
        if let known = baseTargets[row] { return known }
        let targets = ReferenceTargets(base: schema.elementDefinition(row: row), definitions.layout)
        baseTargets[row] = .some(targets)
        return targets
    }
}
