import FHIRCore

/// A differential must fit its base: elements that are there, no wider than the base has them, slices that go with those of the base.
/// Where it does not, no snapshot can be made (FHIR R4, 5.1.0.4 Differential and snapshot).
enum DifferentialRule: ResourceRule {
    static let types: [String] = ["StructureDefinition"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let resourceElement: Element = context.tree.element(resource)
        guard let definition = StructureDefinition(resourceElement), definition.isConstraint else { return }
        for element in definition.differential {
            checkRootSlicing(element, &context)
        }
        if let fault = fault(definition, context) {
            let message: String = "no snapshot can be made of the differential: \(fault)"
            context.report(Finding(.error, .exception, MessageID("ERROR_GENERATING_SNAPSHOT"), message), at: resource)
            return
        }
        SlicingConsistency.validate(definition, resource, &context)
    }

    private static func checkRootSlicing(_ element: Element, _ context: inout ValidationContext) {
        guard let path = element.child(named: "path")?.value, !path.contains("."), element.child(named: "slicing") != nil else {
            return
        }
        let message: String = "\(path) is the top of the profile, and only what may repeat can be sliced"
        context.report(Finding(.error, .invalid, MessageID("SD_NO_SLICING_ON_ROOT"), message), at: element.index)
    }

    /// Why no snapshot can be made, if so: the first thing that is wrong.
    private static func fault(_ definition: StructureDefinition, _ context: ValidationContext) -> String? {
        let layout: ProfileLayout = context.definitions.layout
        guard let base = definition.base, layout.type(base) != nil || layout.definition(base) != nil,
            let type = context.schema.definition(named: definition.type)
        else { return nil }
        for element in definition.differential {
            guard let path = element.child(named: "path")?.value else { return "an element without a path" }
            if !path.contains("."), element.child(named: "slicing") != nil { return "slicing at the top, \(path)" }
            let parts: [Substring] = path.split(separator: ".", omittingEmptySubsequences: false)
            if parts.contains("") { return "the path \(path) has an empty name in it" }
            if String(parts[0]) != definition.type { continue }
            if let fault = ElementPath.fault(path, element, in: type) { return fault }
            if let fault = sliceFault(element, path, definition, type, layout) { return fault }
            for discriminator in element.child(named: "slicing")?.children(named: "discriminator") ?? [] {
                guard let type = discriminator.child(named: "type")?.value, !discriminatorTypes.contains(type) else { continue }
                return "\(path): \(type) is no type of a discriminator"
            }
        }
        return nil
    }

    /// Only what may repeat is sliced, or a choice, by its types; or all of it is left to one value.
    private static func sliceFault(
        _ element: Element, _ path: String, _ definition: StructureDefinition, _ type: TypeDefinition, _ layout: ProfileLayout
    ) -> String? {
        guard element.child(named: "slicing") != nil, element.text("max") != "1", !path.hasSuffix("[x]"),
            let id = element.text("id"),
            let base = definition.base.flatMap({ tree($0, type, layout) }),
            let below = EffectiveElement(id, in: base, of: type, layout), below.constraint.max == 1
        else { return nil }
        return "\(path) does not repeat, so it cannot be sliced"
    }

    private static func tree(_ canonical: String, _ type: TypeDefinition, _ layout: ProfileLayout) -> ProfileElement? {
        if layout.type(canonical) != nil { return ProfileElement(name: type.name, id: type.name) }
        return layout.definition(canonical).flatMap { layout.tree($0) }
    }

    private static let discriminatorTypes: Set<String> = ["value", "exists", "pattern", "type", "profile", "position"]
}
