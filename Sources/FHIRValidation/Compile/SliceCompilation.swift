import FHIRCore

// Slices: which items belong to them, and what they ask of those.
extension ProfileCompiler {
    mutating func slicing(_ element: ProfileElement, _ types: [TypeDefinition], in owner: TypeDefinition) -> SlicingRule? {
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
