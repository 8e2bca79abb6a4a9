import FHIRCore

// Choices that a profile names with their type (`valueQuantity`): the short form of a slice by type (FHIR R4, 5.1.0.14).
extension ProfileCompiler {
    /// The rule for what a profile says of a choice by the names of its types. A single name leaves that type alone.
    mutating func shorthand(_ children: [ProfileElement], _ place: ChildPlace, in owner: TypeDefinition) -> ChildRule? {
        guard let choice = ChildPlace(place.element.name, in: owner), let first = children.first else { return nil }
        var slices: [SlicingRule.Slice] = []
        for child in children {
            guard let type = ChildPlace(child.name, in: owner)?.baseTypes.first else { continue }
            let matcher = SliceMatcher(path: "$this", steps: [], test: .types([type.index]))
            slices.append(
                SlicingRule.Slice(
                    child.name, RuleOrigin(profile: url, element: child.id),
                    occurs: (child.constraint.min ?? 0, child.constraint.max ?? Int.max), [matcher],
                    items: rules(of: child, types: [type]), reslicing: nil, magicCode: nil))
        }
        let origin = RuleOrigin(profile: url, element: first.id)
        let isOnlyType: Bool = slices.count == 1 && first.constraint.max != 0
        let slicing = SlicingRule(
            origin: origin, name: choice.element.name, slices: slices, isClosed: slices.count == 1, isOpenAtEnd: false,
            isOrdered: false,
            isComplexExtension: false)
        let types: TypeRule? =
            isOnlyType ? TypeRule.compile(only: place.baseTypes[0], origin, isExtensionValue: owner.name == "Extension") : nil
        let base: (min: Int, max: Int) = (choice.element.min, choice.element.max ?? Int.max)
        return ChildRule(
            origin: origin, name: choice.element.name, span: choice.span, min: base.min, max: base.max, base: base, types: types,
            items: [], slicing: slicing)
    }
}
