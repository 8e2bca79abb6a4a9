import FHIRCore

/// A slice is divided anew only as the whole was, and discriminators lead to what the sliced elements have (FHIR R4, 5.1.0.5 Slicing).
enum SlicingConsistency {
    static func validate(_ definition: StructureDefinition, _ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let type = context.schema.definition(named: definition.type) else { return }
        for element in definition.differential {
            guard let slicing = element.child(named: "slicing"), let path = element.child(named: "path")?.value,
                path.contains(".")
            else { continue }
            for discriminator in slicing.children(named: "discriminator") {
                check(discriminator, of: path, in: type, &context)
            }
        }
    }

    /// A discriminator's plain path must lead somewhere.
    private static func check(
        _ discriminator: Element, of path: String, in root: TypeDefinition, _ context: inout ValidationContext
    ) {
        guard let steps = discriminator.child(named: "path")?.value, !steps.contains("("), steps != "$this" else { return }
        var types: [TypeDefinition] = [root]
        for name in path.split(separator: ".").dropFirst() + steps.split(separator: ".").filter({ $0 != "$this" }) {
            if types.contains(where: { $0.isAbstract && $0.kind == .resource }) { return }
            let next: [TypeDefinition] = types.flatMap { ChildPlace(String(name), in: $0)?.baseTypes ?? [] }
            if next.isEmpty {
                let message: String = "the path \"\(steps)\" leads to nothing that \(path) could have"
                context.report(
                    Finding(.error, .invalid, MessageID("SD_ED_SLICING_DISCRIMINATOR_PATH"), message), at: discriminator.index)
                return
            }
            types = next
        }
    }
}
