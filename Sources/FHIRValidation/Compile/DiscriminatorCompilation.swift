import FHIRCore

// What tells the items of a slice: what the profile says of the elements that the discriminators lead to.
extension ProfileCompiler {
    /// What tells the items of a slice; nil if nothing that can be checked does.
    mutating func matchers(
        _ slice: ProfileElement, _ discriminators: [ElementConstraint.Discriminator], _ types: [TypeDefinition],
        at place: inout Int
    ) -> [SliceMatcher]? {
        var matchers: [SliceMatcher] = []
        var missing: [String] = []
        for discriminator in discriminators {
            if discriminator.type == "position" {
                let count: Int = slice.constraint.max ?? Int.max
                let end: Int = count > Int.max - place ? Int.max : place + count
                matchers.append(SliceMatcher(path: discriminator.path, steps: [], test: .positions(place..<end)))
                place = end
            } else if let matcher = matcher(slice, discriminator, types) {
                matchers.append(matcher)
            } else {
                missing.append("\(discriminator.type) \(discriminator.path)")
            }
        }
        // A slice that says nothing of one of several discriminators is told by the others.
        if !matchers.isEmpty { return matchers }
        notChecked.append(
            "\(slice.id): nothing in it tells its items"
                + (missing.isEmpty ? ", for the slicing has no discriminator" : " by " + missing.joined(separator: ", ")))
        return nil
    }

    private mutating func matcher(
        _ slice: ProfileElement, _ discriminator: ElementConstraint.Discriminator, _ types: [TypeDefinition]
    ) -> SliceMatcher? {
        guard let steps = DiscriminatorStep.parse(discriminator.path) else { return nil }
        let path: String = discriminator.path
        switch discriminator.type {
        case "value", "pattern": return value(slice, steps, path, types)
        case "exists":
            guard let constraint = element(steps, of: slice)?.constraint else { return nil }
            return existence(constraint).map { SliceMatcher(path: path, steps: steps, test: .exists($0)) }
        case "type":
            let codes: [String] = typeNames(steps, of: slice)
            let types: [TypeIndex] = codes.compactMap { schema.type(named: $0) }
            return types.isEmpty ? nil : SliceMatcher(path: path, steps: steps, test: .types(types))
        case "profile":
            let isReference: Bool = steps.last == .resolve
            guard let found = element(isReference ? steps.dropLast() : steps, of: slice) else { return nil }
            let profiles: [String] = found.constraint.types.flatMap { isReference ? $0.targetProfiles : $0.profiles }
            return profiles.isEmpty ? nil : SliceMatcher(path: path, steps: steps, test: .profiles(profiles))
        default: return nil
        }
    }

    private func existence(_ constraint: ElementConstraint) -> Bool? {
        if constraint.max == 0 { return false }
        return (constraint.min ?? 0) > 0 ? true : nil
    }

    /// Names of the types that a slice leaves at a path; those of the targets behind `resolve()`.
    private func typeNames(_ steps: [DiscriminatorStep], of slice: ProfileElement) -> [String] {
        let isReference: Bool = steps.last == .resolve
        guard let found = element(isReference ? steps.dropLast() : steps, of: slice) else { return [] }
        if isReference {
            let targets: [String] = found.constraint.types.flatMap(\.targetProfiles)
            return targets.compactMap { layout.type($0)?.name ?? layout.definition($0)?.type }
        }
        if !found.constraint.types.isEmpty || !steps.isEmpty { return found.constraint.types.map(\.code) }
        // `valueQuantity` names the type by itself.
        let stem = String(slice.name.replacing("[x]", with: ""))
        guard let name = slice.sliceName, name.hasPrefix(stem) else { return [] }
        let type = String(name.dropFirst(stem.count))
        return [schema.type(named: type) != nil ? type : type.prefix(1).lowercased() + type.dropFirst()]
    }

    private func element(_ steps: [DiscriminatorStep], of slice: ProfileElement) -> ProfileElement? {
        var current: ProfileElement = slice
        for step in steps {
            guard let next = self.next(step, from: current) else { return nil }
            current = next
        }
        return current
    }

    /// What a profile says of the element that a step leads to: in its own tree, or in that of the profile of the type.
    private func next(_ step: DiscriminatorStep, from element: ProfileElement) -> ProfileElement? {
        switch step {
        case .child(let name):
            if let child = element.existingChild(name) { return child }
            return typeProfile(of: element)?.existingChild(name)
        case .extension(let url):
            let slices: [ProfileElement] = element.existingChild("extension")?.slices ?? []
            if let slice = slices.first(where: { extensionURL($0) == url }) { return slice }
            return layout.definition(url).flatMap { layout.tree($0) }
        case .ofType: return element
        case .resolve:
            let targets: [String] = element.constraint.types.flatMap(\.targetProfiles)
            guard targets.count == 1, layout.type(targets[0]) == nil else { return nil }
            return layout.definition(targets[0]).flatMap { layout.tree($0) }
        }
    }

    private func extensionURL(_ slice: ProfileElement) -> String? {
        if let url = slice.existingChild("url")?.constraint.fixed?.value { return url }
        let profiles: [String] = slice.constraint.types.flatMap(\.profiles)
        return profiles.first.map { String($0.prefix { $0 != "|" }) }
    }

    /// The tree of the one profile that an element's type names.
    private func typeProfile(of element: ProfileElement) -> ProfileElement? {
        let profiles: [String] = element.constraint.types.flatMap(\.profiles)
        guard profiles.count == 1 else { return nil }
        return layout.element(profiles[0])
    }

    // MARK: Values

    /// What the slice says of the value at the path: a fixed value, a pattern (there or around it), a binding, or other rules.
    private mutating func value(
        _ slice: ProfileElement, _ steps: [DiscriminatorStep], _ path: String, _ types: [TypeDefinition]
    ) -> SliceMatcher? {
        test(steps[...], of: slice, types).map { SliceMatcher(path: path, steps: steps, test: $0) }
    }

    private mutating func test(_ steps: ArraySlice<DiscriminatorStep>, of element: ProfileElement, _ types: [TypeDefinition])
        -> SliceMatcher.Test?
    {
        if let value = ProfileCompiler.part(steps, of: element.constraint.fixed) { return .fixed(value) }
        if let value = ProfileCompiler.part(steps, of: element.constraint.pattern) { return .pattern(value) }
        guard let step = steps.first else { return test(of: element, types) }
        if step == .child("url"), element.existingChild("url") == nil, let url = extensionURL(element) { return .text(url) }
        guard let next = next(step, from: element) else { return nil }
        let place: ChildPlace? = types.lazy.compactMap { ChildPlace(next.name, in: $0) }.first
        let owners: [TypeDefinition] = place?.types(next) ?? schema.definition(named: next.name).map { [$0] } ?? []
        // What is told by one item of a list may stand in a slice of that list.
        var fallback: SliceMatcher.Test?
        for candidate in next.slices + [next] {
            guard let found = test(steps.dropFirst(), of: candidate, owners) else { continue }
            if case .exists = found {
                fallback = fallback ?? found
            } else {
                return found
            }
        }
        return fallback
    }

    private mutating func test(of element: ProfileElement, _ types: [TypeDefinition]) -> SliceMatcher.Test? {
        if let binding = element.constraint.binding, binding.strength == .required, let set = binding.valueSet {
            return .inValueSet(set)
        }
        if !element.children.isEmpty || element.constraint.types.contains(where: { !$0.profiles.isEmpty }) {
            let before: [String] = notChecked
            let rules: [any Rule] = rules(of: element, types: types)
            notChecked = before
            if !rules.isEmpty { return .rules(rules) }
        }
        return existence(element.constraint).map { .exists($0) }
    }

    /// The part of a fixed value or pattern at the rest of a path.
    private static func part(_ steps: ArraySlice<DiscriminatorStep>, of value: Element?) -> Element? {
        guard var current = value else { return nil }
        for step in steps {
            guard case .child(let name) = step, let next = current.child(named: name) else { return nil }
            current = next
        }
        return current
    }
}
