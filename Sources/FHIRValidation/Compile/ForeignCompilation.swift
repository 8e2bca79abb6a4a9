import FHIRCore

// A profile that a resource of another type claims: what it asks for is compared by name, so that each element that it does not know
// and each that it misses is named.
extension ProfileCompiler {
    /// The rules of a profile or base definition for resources of a type that it is not for; nil if it is not at hand.
    static func compileForeign(_ canonical: String, for type: TypeDefinition, _ layout: ProfileLayout) -> [any Rule]? {
        let definition: StructureDefinition? = layout.type(canonical) == nil ? layout.definition(canonical) : nil
        guard let wanted = layout.type(canonical) ?? definition.flatMap({ layout.schema.definition(named: $0.type) }),
            wanted.kind == .resource, type.kind == .resource
        else { return nil }
        let root: ProfileElement =
            definition.flatMap { layout.tree($0) } ?? ProfileElement(name: wanted.name, id: wanted.name)
        var compiler = ProfileCompiler(layout: layout, url: definition?.url ?? canonical, type: wanted)
        var rules: [any Rule] = [
            UnknownToProfileRule(
                origin: RuleOrigin(profile: compiler.url, element: root.id), typeName: wanted.name,
                known: Set(wanted.elements.map(\.name)))
        ]
        rules += compiler.foreign(root, of: wanted, in: type)
        return rules + compiler.invariants(of: root)
    }

    /// What a profile says of the elements of its type, for those of another type.
    private mutating func foreign(_ parent: ProfileElement, of wanted: TypeDefinition, in type: TypeDefinition) -> [any Rule] {
        var rules: [any Rule] = []
        for element in wanted.elements {
            let said: ProfileElement = parent.child(element.name)
            said.constraint.fill(from: element)
            rules += foreign(said, element, in: type)
        }
        return rules
    }

    private mutating func foreign(
        _ element: ProfileElement, _ definition: SchemaElement, in type: TypeDefinition
    ) -> [any Rule] {
        let origin = RuleOrigin(profile: url, element: element.id)
        let min: Int = element.constraint.min ?? 0
        guard let place = ChildPlace(element.name, in: type) else {
            var demands: [(name: String, min: Int)] = min > 0 ? [(element.name, min)] : []
            for slice in element.slices {
                demands.append(("\(element.name):\(slice.sliceName ?? "")", slice.constraint.min ?? 0))
            }
            return demands.filter { $0.min > 0 }.map { MissingElementRule(origin: origin, name: $0.name, min: $0.min) }
        }
        let types: [TypeDefinition] = place.types(element)
        let wanted: [TypeIndex] = element.constraint.types.compactMap { schema.type(named: $0.code) }
        let isBackbone: Bool = place.baseTypes.allSatisfy { $0.kind == .backbone }
        let isSame: Bool = isBackbone || wanted.isEmpty || place.baseTypes.allSatisfy { wanted.contains($0.index) }
        let rule: TypeRule? =
            isSame
            ? nil
            : TypeRule(
                origin: origin, types: wanted, names: element.constraint.types.map(\.code).joined(separator: ", "),
                isExtensionValue: false)
        return [
            ChildRule(
                origin: origin, name: element.name, span: place.span, min: min, max: element.constraint.max ?? Int.max,
                base: (0, Int.max), types: rule,
                items: isBackbone ? backbone(element, definition, place) : rules(of: element, types: types),
                slicing: slicing(element, types, in: type))
        ]
    }

    /// Elements that the resource's type has in place: those that the profile knows are compared, by name again.
    private mutating func backbone(_ element: ProfileElement, _ definition: SchemaElement, _ place: ChildPlace) -> [any Rule] {
        guard let type = place.baseTypes.first, let wanted = definition.fields.first?.type else { return [] }
        let origin = RuleOrigin(profile: url, element: element.id)
        let known = UnknownToProfileRule(
            origin: origin, typeName: wanted.name, known: Set(definition.fields.flatMap(\.type.elements).map(\.name)))
        if wanted.kind != .backbone { return [ForeignTypeRule(origin: origin, name: wanted.name), known] }
        // Elements that hold their own kind again are compared once.
        if element.id.split(separator: ".").count > 4 { return [known] }
        return invariants(of: element) + [known] + foreign(element, of: wanted, in: type)
    }
}

extension ElementConstraint {
    /// Takes what the base definition says where the profile says nothing.
    fileprivate mutating func fill(from element: SchemaElement) {
        min = min ?? element.min
        max = max ?? element.max
        if types.isEmpty {
            types = element.types.compactMap { reference in
                reference.type.map { ConstrainedType(code: $0.name, profiles: [], targetProfiles: []) }
            }
        }
        if binding == nil, let base = element.binding, let set = base.valueSet {
            binding = ConstrainedBinding(strength: base.strength, valueSet: set, maximum: nil)
        }
    }
}

/// Elements of a resource that the type of a profile does not have.
struct UnknownToProfileRule: Rule {
    let origin: RuleOrigin
    let typeName: String
    let known: Set<String>

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { unknown(node, context).isEmpty }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        for child in unknown(node, context) {
            let message: String =
                "\(context.tree.nameText(of: child)) is no element of \(typeName), which the profile \(origin.profile) is for"
            context.report(
                Finding(.error, .structure, MessageID("Validation_VAL_Profile_NotAllowed"), message), at: child, origin)
        }
    }

    private func unknown(_ node: NodeIndex, _ context: ValidationContext) -> [NodeIndex] {
        var found: [NodeIndex] = []
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if let name = context.schema.definition(context.tree.field(of: child))?.element.name, !known.contains(name) {
                found.append(child)
            }
            child = context.tree.nextSibling(of: child)
        }
        return found
    }
}

/// An element with elements of its own where a profile has a data type.
struct ForeignTypeRule: Rule {
    let origin: RuleOrigin
    let name: String

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { false }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let found: String = context.schema.definition(context.tree.type(of: node))?.name ?? "unknown"
        let message: String = "the type is \(found); allowed by the profile: \(name)"
        context.report(Finding(.error, .structure, MessageID("Extension_PROF_Type"), message), at: node, origin)
    }
}

/// An element that a profile demands and that the resource's type does not have.
struct MissingElementRule: Rule {
    let origin: RuleOrigin
    let name: String
    let min: Int

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { false }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let message: String = "\(name) is required by the profile: at least \(min), found 0"
        context.report(Finding(.error, .required, .minimum, message), at: node, origin)
    }
}
