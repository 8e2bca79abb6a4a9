import FHIRCore

/// Makes rules of a profile's tree.
struct ProfileCompiler {
    let layout: ProfileLayout
    let url: String
    let schema: Schema
    /// What no rule checks, in the order of the profile.
    var notChecked: [String] = []
    /// Keys of the invariants that the type and the types of its elements have anyway.
    private let baseInvariants: Set<String>

    private init(layout: ProfileLayout, url: String, type: TypeDefinition) {
        self.layout = layout
        self.url = url
        schema = layout.schema
        let elements: [SchemaElement] = type.elements
        let stated: [Invariant] = type.invariants + elements.flatMap(\.invariants)
        baseInvariants = Set((stated + elements.flatMap { $0.fields.flatMap { $0.type.invariants } }).map(\.key))
    }

    /// The rules of a profile; nil if its type is none of the schema or nothing can be made of it.
    static func compile(_ definition: StructureDefinition, _ layout: ProfileLayout) -> CompiledProfile? {
        guard let type = layout.schema.definition(named: definition.type), let root = layout.tree(definition) else { return nil }
        var compiler = ProfileCompiler(layout: layout, url: definition.url, type: type)
        let rules: [any Rule] = compiler.rules(of: root, types: [type])
        return CompiledProfile(definition, type: type, root: root, rules: rules, notChecked: compiler.notChecked)
    }

    // MARK: An element

    /// What an element asks of each of its values. `types` are those that the values can have.
    mutating func rules(of element: ProfileElement, types: [TypeDefinition]) -> [any Rule] {
        var rules: [any Rule] = []
        if let rule = FixedRule.compile(element, url) { rules.append(rule) }
        if let rule = PatternRule.compile(element, url) { rules.append(rule) }
        if let rule = ValueBindingRule.compile(element, url) { rules.append(rule) }
        if let rule = MaxLengthRule.compile(element, url) { rules.append(rule) }
        if let rule = NarrativeControlRule.compile(element, url) { rules.append(rule) }
        if let rule = TypeProfileRule.compile(element, url) { rules.append(rule) }
        if let rule = ReferenceTargetRule.compile(element, url, layout) { rules.append(rule) }
        rules += invariants(of: element)
        if element.children.isEmpty { return rules }
        let concrete: [TypeDefinition] = types.filter { $0.kind != .resource || !$0.isAbstract }
        if concrete.isEmpty { notChecked.append("\(element.id): elements of a resource whose type is left open") }
        for type in concrete {
            let inner: [any Rule] = children(of: element, in: type, isOnlyType: concrete.count == 1)
            if types.count == 1 {
                rules += inner
            } else if !inner.isEmpty {
                rules.append(TypedRule(type: type.index, rules: inner))
            }
        }
        return rules
    }

    /// The invariants of an element, but for those that snapshots repeat from the base definitions.
    private mutating func invariants(of element: ProfileElement) -> [any Rule] {
        var rules: [any Rule] = []
        for invariant in element.constraint.invariants where !baseInvariants.contains(invariant.key) {
            if let rule = ConstraintRule.compile(invariant, element, url, schema) {
                rules.append(rule)
            } else {
                notChecked.append("\(element.id): the invariant \(invariant.key), whose expression is no FHIRPath")
            }
        }
        for name in element.constraint.unsupported { notChecked.append("\(element.id): \(name)") }
        return rules
    }

    // MARK: Its children

    private mutating func children(of element: ProfileElement, in type: TypeDefinition, isOnlyType: Bool) -> [any Rule] {
        var rules: [any Rule] = []
        element.closeChoices(in: type)
        for child in element.children {
            guard let place = ChildPlace(child.name, in: type) else {
                if isOnlyType { notChecked.append("\(child.id): \(type.name) has no such element") }
                continue
            }
            if place.element.isChoice, !place.isOneType, !child.slices.isEmpty {
                rules += choiceSlices(child, place, in: type)
            } else if let rule = childRule(child, place, in: type) {
                rules.append(rule)
                continue
            }
            if place.element.isChoice, !child.slices.isEmpty, let rule = childRule(child, place, in: type) { rules.append(rule) }
        }
        return rules
    }

    private mutating func childRule(_ child: ProfileElement, _ place: ChildPlace, in owner: TypeDefinition) -> ChildRule? {
        let baseMin: Int = place.isOneType ? 0 : place.element.min
        let baseMax: Int = place.element.max ?? Int.max
        let min: Int = Swift.max(child.constraint.min ?? baseMin, baseMin)
        let max: Int = Swift.min(child.constraint.max ?? baseMax, baseMax)
        let types: [TypeDefinition] = place.types(child)
        var items: [any Rule] = rules(of: child, types: types)
        if let rule = TypeRule.compile(child, in: owner, base: place.baseTypes, url) { items.insert(rule, at: 0) }
        let slicing: SlicingRule? = place.element.isChoice ? nil : slicing(child, types, in: owner)
        let isBase: Bool = min == baseMin && max == baseMax
        if items.isEmpty && slicing == nil && isBase && child.sliceName == nil { return nil }
        return ChildRule(
            origin: RuleOrigin(profile: url, element: child.id), name: child.name, sliceName: child.sliceName, span: place.span,
            min: min, max: max, isBaseCardinality: isBase, items: items, slicing: slicing)
    }

    /// The slices of a choice are its types: each becomes a child by its concrete name.
    private mutating func choiceSlices(_ child: ProfileElement, _ place: ChildPlace, in owner: TypeDefinition) -> [any Rule] {
        var rules: [any Rule] = []
        for slice in child.slices {
            let names: [String] =
                slice.constraint.types.isEmpty
                ? [slice.sliceName ?? ""] : slice.constraint.types.map { type in place.name(ofType: type.code) ?? "" }
            for name in names {
                guard let one = ChildPlace(name, in: owner), one.isOneType else {
                    notChecked.append("\(slice.id): a slice of a choice that is no type of it")
                    continue
                }
                if let rule = childRule(slice, one, in: owner) { rules.append(rule) }
            }
        }
        return rules
    }
}
