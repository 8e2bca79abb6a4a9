import FHIRCore
import FHIRPath

/// What a differential says of an element goes with the types that the element can have (FHIR R4, 5.3.3 ElementDefinition, notes).
enum ElementFitRule: ResourceRule {
    static let types: [String] = ["StructureDefinition"]

    /// An element of the differential with what holds for it when everything is taken together.
    private struct Place {
        let element: Element
        let own: ElementConstraint
        let types: [TypeDefinition]
        var codes: [String] { types.map(\.name) }
    }

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        conflicts(resource, &context)
        guard let definition = StructureDefinition(context.tree.element(resource)), definition.isConstraint,
            let type = context.schema.definition(named: definition.type), let root = context.definitions.layout.tree(definition)
        else { return }
        for element in definition.differential {
            guard let id = element.text("id"),
                let effective = EffectiveElement(id, in: root, of: type, context.definitions.layout)
            else { continue }
            let named: [TypeDefinition] = effective.constraint.types.compactMap { context.schema.definition(named: $0.code) }
            let place = Place(
                element: element, own: ElementConstraint(element), types: named.isEmpty ? effective.types : named)
            if id.contains(".") { check(place, &context) }
            invariants(place, &context)
        }
    }

    private static func check(_ place: Place, _ context: inout ValidationContext) {
        value(place, &context)
        limits(place, &context)
        binding(place, &context)
        modifier(place, &context)
    }

    /// Fixed values and patterns have one of the element's types.
    private static func value(_ place: Place, _ context: inout ValidationContext) {
        for value in [place.own.fixed, place.own.pattern].compactMap({ $0 }) {
            // The url of an extension is a plain string to the table of types.
            guard let type = value.typeName, !place.codes.contains(type),
                place.element.text("path")?.hasSuffix("xtension.url") != true
            else { continue }
            let message: String = "\(value.name) has the type \(type), and the element \(place.codes.joined(separator: " or "))"
            context.report(Finding(.error, .exception, MessageID("SD_VALUE_TYPE_IILEGAL"), message), at: value.index)
        }
    }

    // MARK: What makes sense for some types only

    private static let ordered: Set<String> = [
        "date", "dateTime", "instant", "time", "decimal", "integer", "positiveInt", "unsignedInt",
    ]

    private static func limits(_ place: Place, _ context: inout ValidationContext) {
        if place.own.maxLength != nil, !place.types.contains(where: { $0.kind == .primitive }) {
            irrelevant("maxLength", place, &context)
        }
        if place.own.limits.least == nil, place.own.limits.most == nil { return }
        if place.types.contains(where: { ordered.contains($0.name) || $0.isKind(of: "Quantity") }) { return }
        irrelevant("minValue or maxValue", place, &context)
    }

    private static func binding(_ place: Place, _ context: inout ValidationContext) {
        // Where the element itself names its types, `ElementListRule` has looked.
        if let link = place.element.child(named: "binding")?.child(named: "valueSet"), let address = link.value,
            context.definitions.layout.type(address) != nil || context.definitions.layout.definition(address) != nil
        {
            let message: String = "\(address) is a StructureDefinition; an element is bound to a ValueSet"
            context.report(Finding(.error, .businessRule, MessageID("SD_ED_BIND_NOT_VS"), message), at: link.index)
        }
        guard place.element.child(named: "binding") != nil, place.own.types.isEmpty else { return }
        if place.codes.contains(where: { ElementListRule.bindable.contains($0) || $0 == "Element" }) { return }
        irrelevant("binding", place, &context)
    }

    private static func irrelevant(_ what: String, _ place: Place, _ context: inout ValidationContext) {
        let message: String = "\(what) says nothing of an element of the type \(place.codes.joined(separator: " or "))"
        context.report(
            Finding(.error, .businessRule, MessageID("SD_ILLEGAL_CHARACTERISTICS"), message), at: place.element.index)
    }

    /// A modifier extension stands in `modifierExtension`, and only there.
    private static func modifier(_ place: Place, _ context: inout ValidationContext) {
        guard let name = place.element.text("path")?.split(separator: ".").last,
            name == "extension" || name == "modifierExtension"
        else { return }
        let layout: ProfileLayout = context.definitions.layout
        for profile in place.own.types.flatMap(\.profiles) {
            guard let definition = layout.definition(profile), definition.type == "Extension", let root = layout.tree(definition)
            else {
                continue
            }
            let isModifier: Bool = root.constraint.isModifier
            if isModifier == (name == "modifierExtension") { continue }
            let id =
                isModifier ? MessageID("SD_ED_TYPE_PROFILE_IS_MODIFIER") : MessageID("SD_ED_TYPE_PROFILE_NOT_MODIFIER")
            let message: String =
                isModifier
                ? "\(profile) is a modifier extension, which stands in modifierExtension"
                : "\(profile) is no modifier extension, and stands in extension"
            context.report(Finding(.error, .businessRule, id, message), at: place.element.index)
        }
    }

    // MARK: Invariants

    /// An invariant may be repeated, and says the same under the same key.
    private static func conflicts(_ resource: NodeIndex, _ context: inout ValidationContext) {
        var known: [String: String] = [:]
        for element in context.tree.element(resource).child(named: "differential")?.children(named: "element") ?? [] {
            for constraint in element.children(named: "constraint") {
                guard let key = constraint.text("key"), let expression = constraint.text("expression") else { continue }
                guard let other = known.updateValue(expression, forKey: key), other != expression else { continue }
                let message: String = "the invariant \(key) says something else before: \(other)"
                context.report(
                    Finding(.error, .businessRule, MessageID("ED_INVARIANT_EXPRESSION_CONFLICT"), message), at: constraint.index)
            }
        }
    }

    /// An invariant names what the element's types have.
    private static func invariants(_ place: Place, _ context: inout ValidationContext) {
        for constraint in place.element.children(named: "constraint") {
            guard let expression = constraint.text("expression"),
                (try? FHIRPath(expression, contexts: [], manner: .definition, schema: context.schema)) != nil
            else { continue }
            do throws(FHIRPathError) {
                let contexts: [TypeIndex] = place.types.map(\.index)
                _ = try FHIRPath(expression, contexts: contexts, manner: .definition, isStrict: true, schema: context.schema)
            } catch {
                let message: String = "the invariant \(constraint.text("key") ?? "") does not fit the element: \(error.message)"
                context.report(
                    Finding(.error, .invalid, MessageID("ED_INVARIANT_EXPRESSION_ERROR"), message), at: constraint.index)
            }
        }
    }
}
