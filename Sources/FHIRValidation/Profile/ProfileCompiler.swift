import FHIRCore

/// Makes rules of a profile's tree.
struct ProfileCompiler {
    let layout: ProfileLayout
    let url: String
    private let schema: Schema
    /// What no rule checks, in the order of the profile.
    private(set) var notChecked: [String] = []
    private var invariants: [String] = []

    private init(layout: ProfileLayout, url: String) {
        self.layout = layout
        self.url = url
        schema = layout.schema
    }

    /// The rules of a profile; nil if its type is none of the schema or nothing can be made of it.
    static func compile(_ definition: StructureDefinition, _ layout: ProfileLayout) -> CompiledProfile? {
        guard let type = layout.schema.definition(named: definition.type), let root = layout.tree(definition) else { return nil }
        var compiler = ProfileCompiler(layout: layout, url: definition.url)
        let rules: [any Rule] = compiler.rules(of: root, types: [type])
        if !compiler.invariants.isEmpty {
            compiler.notChecked.append("invariants \(compiler.invariants.joined(separator: ", ")) (FHIRPath)")
        }
        return CompiledProfile(
            definition, type: type, isModifier: root.constraint.isModifier, rules: rules, notChecked: compiler.notChecked)
    }

    // MARK: An element

    /// What an element asks of each of its values. `types` are those that the values can have.
    mutating func rules(of element: ProfileElement, types: [TypeDefinition]) -> [any Rule] {
        var rules: [any Rule] = []
        if let rule = FixedRule.compile(element, url) { rules.append(rule) }
        if let rule = PatternRule.compile(element, url) { rules.append(rule) }
        if let rule = ValueBindingRule.compile(element, url) { rules.append(rule) }
        if let rule = MaxLengthRule.compile(element, url) { rules.append(rule) }
        if let rule = TypeProfileRule.compile(element, url) { rules.append(rule) }
        if let rule = ReferenceTargetRule.compile(element, self) { rules.append(rule) }
        note(element)
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

    private mutating func note(_ element: ProfileElement) {
        for name in element.constraint.unsupported { notChecked.append("\(element.id): \(name)") }
        for key in element.constraint.invariants where !invariants.contains(key) && !isBase(key) { invariants.append(key) }
    }

    /// Invariants that snapshots repeat from the base definitions, which are no matter of the profile.
    private func isBase(_ key: String) -> Bool {
        ["ele-", "ext-", "dom-", "per-", "ref-", "qty-", "rat-", "cpt-"].contains { key.hasPrefix($0) }
    }

    // MARK: Its children

    private mutating func children(of element: ProfileElement, in type: TypeDefinition, isOnlyType: Bool) -> [any Rule] {
        var rules: [any Rule] = []
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
        if items.isEmpty && slicing == nil && isBase { return nil }
        return ChildRule(
            origin: RuleOrigin(profile: url, element: child.id), name: child.name, span: place.span, min: min, max: max,
            isBaseCardinality: isBase, items: items, slicing: slicing)
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

    // MARK: Slices

    private mutating func slicing(_ element: ProfileElement, _ types: [TypeDefinition], in owner: TypeDefinition) -> SlicingRule?
    {
        if element.slices.isEmpty { return nil }
        let isExtension: Bool = element.name == "extension" || element.name == "modifierExtension"
        let stated: ElementConstraint.Slicing? = element.constraint.slicing
        var discriminators: [ElementConstraint.Discriminator] = stated?.discriminators ?? []
        if discriminators.isEmpty, isExtension { discriminators = [ElementConstraint.Discriminator(type: "value", path: "url")] }
        var slices: [SlicingRule.Slice] = []
        for slice in element.slices {
            if slice.sliceName?.contains("/") == true {
                notChecked.append("\(slice.id): a slice of a slice")
                continue
            }
            var matchers: [SliceMatcher] = []
            for discriminator in discriminators {
                guard let matcher = matcher(slice, discriminator, types) else {
                    notChecked.append("\(slice.id): its discriminator \(discriminator.type) \(discriminator.path)")
                    return nil
                }
                matchers.append(matcher)
            }
            if matchers.isEmpty {
                notChecked.append("\(slice.id): slices without a discriminator")
                return nil
            }
            slices.append(
                SlicingRule.Slice(
                    name: slice.sliceName ?? "", origin: RuleOrigin(profile: url, element: slice.id),
                    min: slice.constraint.min ?? 0,
                    max: slice.constraint.max ?? Int.max, matchers: matchers, items: rules(of: slice, types: types)))
        }
        return SlicingRule(
            origin: RuleOrigin(profile: url, element: element.id), name: element.name, slices: slices,
            isClosed: stated?.rules == "closed", isOpenAtEnd: stated?.rules == "openAtEnd", isOrdered: stated?.isOrdered ?? false,
            isComplexExtension: isExtension && owner.name == "Extension")
    }

    private mutating func matcher(
        _ slice: ProfileElement, _ discriminator: ElementConstraint.Discriminator, _ types: [TypeDefinition]
    ) -> SliceMatcher? {
        guard let steps = SliceMatcher.steps(discriminator.path) else { return nil }
        switch discriminator.type {
        case "value", "pattern": return valueMatcher(slice, steps, types)
        case "exists":
            guard let constraint = element(steps, of: slice)?.constraint else { return nil }
            if constraint.max == 0 { return SliceMatcher(steps: steps, test: .exists(false)) }
            return (constraint.min ?? 0) > 0 ? SliceMatcher(steps: steps, test: .exists(true)) : nil
        case "type":
            guard let found = element(steps, of: slice) else { return nil }
            let types: [TypeIndex] = found.constraint.types.compactMap { schema.type(named: $0.code) }
            return types.isEmpty ? nil : SliceMatcher(steps: steps, test: .types(types))
        case "profile":
            guard let found = element(steps, of: slice) else { return nil }
            let profiles: [String] = found.constraint.types.flatMap(\.profiles)
            return profiles.isEmpty ? nil : SliceMatcher(steps: steps, test: .profiles(profiles))
        default: return nil
        }
    }

    private func element(_ steps: [SliceMatcher.Step], of slice: ProfileElement) -> ProfileElement? {
        var current: ProfileElement = slice
        for step in steps {
            guard case .child(let name) = step, let next = current.existingChild(name) else { return nil }
            current = next
        }
        return current
    }

    /// What the slice says of the value at the path: a fixed value, a pattern (there or around it), a binding, or other rules.
    private mutating func valueMatcher(_ slice: ProfileElement, _ steps: [SliceMatcher.Step], _ types: [TypeDefinition])
        -> SliceMatcher?
    {
        var current: ProfileElement = slice
        var rest: ArraySlice<SliceMatcher.Step> = steps[...]
        var owners: [TypeDefinition] = types
        while true {
            if let value = ProfileCompiler.part(rest, of: current.constraint.fixed) {
                return SliceMatcher(steps: steps, test: .fixed(value))
            }
            if let value = ProfileCompiler.part(rest, of: current.constraint.pattern) {
                return SliceMatcher(steps: steps, test: .pattern(value))
            }
            guard let step = rest.first else { break }
            if step == .child("url"),
                let profile = current.constraint.types.first(where: { $0.code == "Extension" })?.profiles.first
            {
                return SliceMatcher(steps: steps, test: .text(String(profile.prefix { $0 != "|" })))
            }
            guard case .child(let name) = step, let next = current.existingChild(name) else { return nil }
            let place: ChildPlace? = owners.lazy.compactMap { ChildPlace(next.name, in: $0) }.first
            owners = place?.types(next) ?? []
            current = next
            rest = rest.dropFirst()
        }
        if let binding = current.constraint.binding, binding.strength == .required {
            return SliceMatcher(steps: steps, test: .inValueSet(binding.valueSet))
        }
        if current.children.isEmpty { return nil }
        let before: [String] = notChecked
        let rules: [any Rule] = rules(of: current, types: owners)
        notChecked = before
        return rules.isEmpty ? nil : SliceMatcher(steps: steps, test: .rules(rules))
    }

    /// The part of a fixed value or pattern at the rest of a path.
    private static func part(_ steps: ArraySlice<SliceMatcher.Step>, of value: Element?) -> Element? {
        guard var current = value else { return nil }
        for step in steps {
            guard case .child(let name) = step, let next = current.child(named: name) else { return nil }
            current = next
        }
        return current
    }
}

/// Where a profile's element stands under a type of the schema.
struct ChildPlace {
    let element: ElementDefinition
    let span: FieldSpan
    /// The name is that of one type of a choice.
    let isOneType: Bool
    /// The types of the fields.
    let baseTypes: [TypeDefinition]

    /// Nil if the type has no element of that name.
    init?(_ name: String, in type: TypeDefinition) {
        if let field = type.schema.definition(type.schema.field(name, of: type.index) ?? .none) {
            element = field.element
            span = FieldSpan(first: field.index, last: field.index)
            isOneType = field.element.isChoice
            baseTypes = [field.type]
            return
        }
        guard let element = type.elements.first(where: { $0.isChoice && ($0.name == name || $0.name == name + "[x]") }) else {
            return nil
        }
        let fields: [FieldDefinition] = element.fields
        guard let first = fields.first, let last = fields.last else { return nil }
        self.element = element
        span = FieldSpan(first: first.index, last: last.index)
        isOneType = false
        baseTypes = fields.map(\.type)
    }

    /// The types that a profile's element leaves here.
    func types(_ element: ProfileElement) -> [TypeDefinition] {
        let codes: [String] = element.constraint.types.map(\.code)
        if self.element.isResource {
            let schema: Schema = self.element.schema
            let named: [TypeDefinition] = codes.compactMap { schema.definition(named: $0) }
            return named.isEmpty ? baseTypes : named
        }
        let left: [TypeDefinition] = baseTypes.filter { codes.contains($0.name) }
        return left.isEmpty ? baseTypes : left
    }

    /// The concrete name for a type of a choice.
    func name(ofType type: String) -> String? { element.fields.first { $0.type.name == type }?.name }
}
