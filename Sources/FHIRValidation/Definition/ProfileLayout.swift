import FHIRCore

/// Finds definitions and lays profiles out as trees of what they ask for.
struct ProfileLayout {
    let schema: Schema
    let library: ResourceLibrary?

    /// The definition of a canonical address, from what was loaded, then from our own profiles.
    func definition(_ canonical: String) -> StructureDefinition? {
        let resource: Element? =
            library?.resource(canonical, schema: schema, isForeign: false)
            ?? ResourceLibrary.embedded.resource(canonical, schema: schema)
            ?? library?.resource(canonical, schema: schema, isForeign: true)
        return resource.flatMap(StructureDefinition.init)
    }

    /// The type that a canonical address defines, if it is one of the schema.
    func type(_ canonical: String) -> TypeDefinition? {
        let url: String = String(canonical.prefix { $0 != "|" })
        guard url.hasPrefix("http://hl7.org/fhir/StructureDefinition/"), let name = url.split(separator: "/").last,
            let type = schema.definition(named: String(name)), type.url == url
        else { return nil }
        return type
    }

    /// The tree of a profile: what its base profiles ask for, with its differential over it; the snapshot where the base is not at hand.
    func tree(_ definition: StructureDefinition, depth: Int = 0) -> ProfileElement? {
        if depth > 32 { return nil }
        if definition.isConstraint, !definition.differential.isEmpty, let base = definition.base {
            if type(base) != nil {
                let root = ProfileElement(name: definition.type, id: definition.type)
                root.overlay(definition.differential)
                return root
            }
            if let below = self.definition(base), let root = tree(below, depth: depth + 1) {
                root.overlay(definition.differential)
                return root
            }
        }
        if definition.snapshot.isEmpty { return nil }
        let root = ProfileElement(name: definition.type, id: definition.type)
        root.overlay(definition.snapshot)
        return root
    }
}
