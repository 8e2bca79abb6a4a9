import FHIRCore

/// A profile asks for no less than its base: not fewer, not more, no other types, no weaker binding, no other fixed value
/// (FHIR R4, 5.1.0.2 Limitations of use).
enum NarrowingRule: ResourceRule {
    static let types: [String] = ["StructureDefinition"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let definition = StructureDefinition(context.tree.element(resource)), definition.isConstraint,
            let canonical = definition.base, let type = context.schema.definition(named: definition.type)
        else { return }
        let layout: ProfileLayout = context.definitions.layout
        guard let base = tree(canonical, type, layout) else { return }
        for element in definition.differential {
            guard let id = element.child(named: "id")?.value, id.contains("."),
                let below = EffectiveElement(id, in: base, of: type, layout)
            else { continue }
            check(element, below.constraint, &context)
        }
    }

    private static func tree(_ canonical: String, _ type: TypeDefinition, _ layout: ProfileLayout) -> ProfileElement? {
        if layout.type(canonical) != nil { return ProfileElement(name: type.name, id: type.name) }
        return layout.definition(canonical).flatMap { layout.tree($0) }
    }

    private static func check(_ element: Element, _ base: ElementConstraint, _ context: inout ValidationContext) {
        let own = ElementConstraint(element)
        // A slice may occur less often than the whole.
        let isSlice: Bool = element.child(named: "sliceName") != nil
        if let min = own.min, let least = base.min, min < least, !isSlice {
            let message: String = "min is \(min), and the base asks for at least \(least)"
            report(MessageID("CaseBridge_Differential_Minimum"), message, element.child(named: "min") ?? element, &context)
        }
        if let max = own.max, let most = base.max, max > most {
            let message: String = "max is \(max == Int.max ? "*" : String(max)), and the base allows at most \(most)"
            report(MessageID("CaseBridge_Differential_Maximum"), message, element.child(named: "max") ?? element, &context)
        }
        checkTypes(own, base, element, &context)
        checkTargets(own, base, element, &context)
        if let binding = own.binding, let below = base.binding, binding.strength.rawValue > below.strength.rawValue {
            let message: String = "the binding is weaker than that of the base"
            report(MessageID("CaseBridge_Differential_Binding"), message, element.child(named: "binding") ?? element, &context)
        }
        if let fixed = own.fixed, let below = base.fixed, fixed != below {
            let shown: String = below.value.map { " (\"\($0)\")" } ?? ""
            report(
                MessageID("_DT_Fixed_Wrong"), "the base fixes another value\(shown), and that cannot be changed", fixed, &context)
        }
    }

    /// A target is one of those of the base, or a kind of one.
    private static func checkTargets(
        _ own: ElementConstraint, _ base: ElementConstraint, _ element: Element, _ context: inout ValidationContext
    ) {
        let layout: ProfileLayout = context.definitions.layout
        let allowed: [String] = base.types.filter { $0.code == "Reference" }.flatMap(\.targetProfiles)
        guard let targets = ReferenceTargets(allowed, layout) else { return }
        for target in own.types.filter({ $0.code == "Reference" }).flatMap(\.targetProfiles) {
            guard
                let type = layout.type(target)
                    ?? layout.definition(target).flatMap({ context.schema.definition(named: $0.type) }),
                !targets.allows(type), !targets.types.contains(where: { $0.isKind(of: type.name) })
            else { continue }
            let message: String = "the target \(target) is a \(type.name); the base allows \(targets.names)"
            report(MessageID("CaseBridge_Differential_Target"), message, element, &context)
        }
    }

    private static func checkTypes(
        _ own: ElementConstraint, _ base: ElementConstraint, _ element: Element, _ context: inout ValidationContext
    ) {
        let allowed: [String] = base.types.map(\.code)
        if allowed.isEmpty || allowed.contains(where: { context.schema.definition(named: $0)?.isAbstract ?? true }) { return }
        for type in own.types where !allowed.contains(type.code) {
            let isKind: Bool = allowed.contains { context.schema.definition(named: type.code)?.isKind(of: $0) == true }
            if isKind || context.schema.definition(named: type.code) == nil { continue }
            let message: String = "the base has no type \(type.code) here; its types are \(allowed.joined(separator: ", "))"
            report(MessageID("CaseBridge_Differential_Type"), message, element, &context)
        }
    }

    private static func report(_ id: MessageID, _ message: String, _ place: Element, _ context: inout ValidationContext) {
        context.report(Finding(.error, .businessRule, id, message), at: place.index)
    }
}
