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

    init(url: String, type: TypeDefinition, rules: [any Rule], notChecked: [String]) {
        self.url = url
        self.type = type
        self.rules = rules
        self.notChecked = notChecked
    }
}
