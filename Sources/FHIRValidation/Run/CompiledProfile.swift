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
    /// What in it cannot be checked by anyone: faults of its own.
    let faults: [String]
    /// Where it may stand, if it is an extension.
    let contexts: [ExtensionContext]
    /// What must hold where it stands, if it is an extension.
    let contextInvariants: [String]
    /// It is a modifier extension.
    let isModifier: Bool
    /// It is an extension that has a value and no parts.
    let isSimpleExtension: Bool
    /// Names of its slices.
    let sliceNames: Set<String>
    /// Names of the slices whose items can be told.
    let matchedSlices: Set<String>

    init(
        _ definition: StructureDefinition, type: TypeDefinition, root: ProfileElement, rules: [any Rule],
        gaps: (notChecked: [String], faults: [String])
    ) {
        url = definition.url
        contexts = definition.contexts
        contextInvariants = definition.contextInvariants
        self.type = type
        isModifier = root.constraint.isModifier
        isSimpleExtension = type.name == "Extension" && root.existingChild("extension")?.constraint.max == 0
        sliceNames = root.sliceNames
        matchedSlices = CompiledProfile.matchedSlices(in: rules)
        self.rules = rules
        notChecked = gaps.notChecked
        faults = gaps.faults
    }
}
