import FHIRCore

/// A StructureDefinition as a validator reads it (FHIR R4, 5.3).
struct StructureDefinition {
    let url: String
    let name: String
    /// The type that it constrains or defines.
    let type: String
    let base: String?
    /// It constrains a type; else it defines one.
    let isConstraint: Bool
    let differential: [Element]
    let snapshot: [Element]

    /// Nil if the resource is no StructureDefinition with `url` and `type`.
    init?(_ resource: Element) {
        guard resource.typeName == "StructureDefinition", let url = resource.child(named: "url")?.value,
            let type = resource.child(named: "type")?.value
        else { return nil }
        self.url = url
        self.type = String(type.split(separator: "/").last ?? "")
        name = resource.child(named: "name")?.value ?? url
        base = resource.child(named: "baseDefinition")?.value
        isConstraint = resource.child(named: "derivation")?.value == "constraint"
        differential = resource.child(named: "differential")?.children(named: "element") ?? []
        snapshot = resource.child(named: "snapshot")?.children(named: "element") ?? []
    }
}
