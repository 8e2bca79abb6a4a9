import FHIRCore

/// A profile as rules.
final class CompiledProfile: Sendable {
    let url: String
    /// The type that it constrains.
    let type: TypeDefinition
    /// What it asks of the element at its top.
    let rules: [any Rule]
    /// What it asks for that is not checked.
    let notChecked: [String]
    /// Where it may stand, if it is an extension.
    let contexts: [ExtensionContext]
    /// It is a modifier extension.
    let isModifier: Bool

    init(_ definition: StructureDefinition, type: TypeDefinition, isModifier: Bool, rules: [any Rule], notChecked: [String]) {
        url = definition.url
        contexts = definition.contexts
        self.type = type
        self.isModifier = isModifier
        self.rules = rules
        self.notChecked = notChecked
    }
}
