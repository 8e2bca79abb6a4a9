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
    /// Where an extension may stand.
    let contexts: [ExtensionContext]
    /// FHIRPath expressions that must hold where it stands.
    let contextInvariants: [String]
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
        contexts = resource.children(named: "context").compactMap { context in
            guard let type = context.child(named: "type")?.value, let expression = context.child(named: "expression")?.value
            else { return nil }
            return ExtensionContext(type: type, expression: expression)
        }
        contextInvariants = resource.children(named: "contextInvariant").compactMap(\.value)
        differential = resource.child(named: "differential")?.children(named: "element") ?? []
        snapshot = resource.child(named: "snapshot")?.children(named: "element") ?? []
    }
}

/// A place where an extension may stand (FHIR R4, StructureDefinition.context).
struct ExtensionContext: Sendable, Hashable {
    /// `element`, `extension` or `fhirpath`.
    let type: String
    /// The element's path or type, the extension's url, or a FHIRPath expression.
    let expression: String
}
