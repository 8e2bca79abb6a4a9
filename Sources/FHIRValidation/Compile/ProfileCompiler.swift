import FHIRCore
import FHIRPath

/// Makes rules of a profile's tree.
struct ProfileCompiler {
    let layout: ProfileLayout
    let url: String
    let schema: Schema
    /// What no rule checks, in the order of the profile.
    var notChecked: [String] = []
    /// What nobody can check, for it is wrong in the profile.
    private(set) var faults: [String] = []
    /// Keys of the invariants that the type and the types of its elements have anyway.
    private let baseInvariants: Set<String>

    init(layout: ProfileLayout, url: String, type: TypeDefinition) {
        self.layout = layout
        self.url = url
        schema = layout.schema
        let elements: [SchemaElement] = type.elements
        let stated: [Invariant] = type.invariants + elements.flatMap(\.invariants)
        baseInvariants = Set((stated + elements.flatMap { $0.fields.flatMap { $0.type.invariants } }).map(\.key))
    }

    /// The rules of a profile, or of one element of it; nil if its type is none of the schema or nothing can be made of it.
    static func compile(_ definition: StructureDefinition, part: String?, _ layout: ProfileLayout) -> CompiledProfile? {
        guard let top = layout.schema.definition(named: definition.type), let root = layout.tree(definition) else { return nil }
        var place: (element: ProfileElement, type: TypeDefinition) = (root, top)
        if let part {
            guard let element = root.part(part), let type = type(of: part, in: top) else { return nil }
            place = (element, type)
        }
        var compiler = ProfileCompiler(layout: layout, url: definition.url, type: top)
        let rules: [any Rule] = compiler.rules(of: place.element, types: [place.type])
        return CompiledProfile(
            definition, type: place.type, root: root, rules: rules, gaps: (compiler.notChecked, compiler.faults))
    }

    /// The type of the element with an id.
    private static func type(of id: String, in type: TypeDefinition) -> TypeDefinition? {
        var type: TypeDefinition = type
        for step in id.split(separator: ".").dropFirst() {
            guard let place = ChildPlace(String(step.prefix { $0 != ":" }), in: type), let next = place.baseTypes.first else {
                return nil
            }
            type = next
        }
        return type
    }

    // MARK: An element

    /// What an element asks of each of its values. `types` are those that the values can have.
    mutating func rules(of element: ProfileElement, types: [TypeDefinition]) -> [any Rule] {
        var rules: [any Rule] = []
        if let rule = FixedRule.compile(element, url) { rules.append(rule) }
        if let rule = PatternRule.compile(element, url) { rules.append(rule) }
        if let rule = ValueBindingRule.compile(element, url) { rules.append(rule) }
        rules += AdditionalBindingRule.compile(element, url)
        for valueSet in AdditionalBindingRule.conditional(element) {
            notChecked.append("\(element.id): the additional binding to \(valueSet), which holds in some contexts of use only")
        }
        if let rule = MaxLengthRule.compile(element, url) { rules.append(rule) }
        if let rule = NarrativeControlRule.compile(element, url) { rules.append(rule) }
        rules += LimitRule.compile(element, url, schema)
        if let rule = ValuePresenceRule.compile(element, url) { rules.append(rule) }
        if let rule = ValueAlternativesRule.compile(element, url) { rules.append(rule) }
        if let rule = TextPatternRule.compile(element, url) { rules.append(rule) }
        if let rule = DecimalPlacesRule.compile(element, url) { rules.append(rule) }
        if let rule = DataSizeRule.compile(element, url) { rules.append(rule) }
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
    mutating func invariants(of element: ProfileElement) -> [any Rule] {
        var rules: [any Rule] = []
        for invariant in element.constraint.invariants where !baseInvariants.contains(invariant.key) {
            guard let published = invariant.expression else {
                notChecked.append("\(element.id): the invariant \(invariant.key), which has no FHIRPath expression")
                continue
            }
            do throws(FHIRPathError) {
                let expression: String = InvariantErrata.expression(invariant.key, published)
                rules.append(try ConstraintRule(invariant, expression, element, url, schema))
            } catch {
                faults.append(
                    "\(element.id): the invariant \(invariant.key) is not checked, for its expression is no FHIRPath "
                        + "(\(error.line):\(error.column): \(error.message))")
            }
        }
        return rules
    }

    // MARK: Its children

    private mutating func children(of element: ProfileElement, in type: TypeDefinition, isOnlyType: Bool) -> [any Rule] {
        var rules: [any Rule] = []
        element.closeChoices(in: type)
        var byType: [Int: (place: ChildPlace, children: [ProfileElement])] = [:]
        for child in element.children {
            guard let place = ChildPlace(child.name, in: type) else {
                if isOnlyType { faults.append("\(child.id) is not checked, for \(type.name) has no such element") }
                continue
            }
            if place.isOneType {
                byType[place.element.index, default: (place, [])].children.append(child)
            } else if let rule = childRule(child, place, in: type) {
                rules.append(rule)
            }
        }
        for (_, choice) in byType.sorted(by: { $0.key < $1.key }) {
            if let rule = shorthand(choice.children, choice.place, in: type) { rules.append(rule) }
        }
        return rules + repeated(in: type, but: Set(element.children.map(\.name)), element)
    }

    /// What a data type demands anyway: a profile that says something of its elements repeats that of all of them.
    private func repeated(in type: TypeDefinition, but names: Set<String>, _ element: ProfileElement) -> [any Rule] {
        if type.kind != .complex || element.children.isEmpty { return [] }
        return type.elements.filter { $0.min > 0 && !names.contains($0.name) }.compactMap { demanded in
            guard let place = ChildPlace(demanded.name, in: type) else { return nil }
            return ChildRule(
                origin: RuleOrigin(profile: url, element: element.id + "." + demanded.name), name: demanded.name,
                span: place.span,
                min: demanded.min, max: Int.max, base: (0, Int.max), types: nil, items: [], slicing: nil)
        }
    }

    private mutating func childRule(_ child: ProfileElement, _ place: ChildPlace, in owner: TypeDefinition) -> ChildRule? {
        let baseMin: Int = place.isOneType ? 0 : place.element.min
        let baseMax: Int = place.element.max ?? Int.max
        let min: Int = Swift.max(child.constraint.min ?? baseMin, baseMin)
        let max: Int = Swift.min(child.constraint.max ?? baseMax, baseMax)
        let types: [TypeDefinition] = place.types(child)
        let items: [any Rule] = rules(of: child, types: types)
        let typeRule: TypeRule? = TypeRule.compile(child, in: owner, base: place.baseTypes, url)
        let slicing: SlicingRule? = slicing(child, types, in: owner)
        let isBase: Bool = min == baseMin && max == baseMax && (owner.kind != .complex || min == 0)
        if items.isEmpty && typeRule == nil && slicing == nil && isBase { return nil }
        return ChildRule(
            origin: RuleOrigin(profile: url, element: child.id), name: child.name, span: place.span, min: min, max: max,
            base: owner.kind == .complex ? (0, Int.max) : (baseMin, baseMax), types: typeRule, items: items, slicing: slicing)
    }
}
