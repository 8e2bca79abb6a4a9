import FHIRCore

/// What holds for one element of a profile when everything is taken together: the type's definition, the profiles below, this one. It is
/// what a snapshot says of the element, made when somebody asks.
struct EffectiveElement {
    /// The types that its values can have.
    let types: [TypeDefinition]
    /// What is said of it.
    let constraint: ElementConstraint

    /// The element of an id (`Observation.component:systolic.code`) in a laid out profile; nil if the type has none such.
    init?(_ id: String, in root: ProfileElement, of type: TypeDefinition) {
        var types: [TypeDefinition] = [type]
        var constraint: ElementConstraint = root.constraint
        var element: ProfileElement? = root
        for part in id.split(separator: ".").dropFirst() {
            let names: [Substring] = part.split(separator: ":", maxSplits: 1)
            guard let first = names.first, let place = types.lazy.compactMap({ ChildPlace(String(first), in: $0) }).first else {
                return nil
            }
            types.first { ChildPlace(String(first), in: $0) != nil }.map { element?.closeChoices(in: $0) }
            let base: ProfileElement? = element.flatMap { EffectiveElement.child(String(first), place, of: $0) }
            constraint = ElementConstraint(place)
            if let base { constraint.overlay(base.constraint) }
            let owner: ProfileElement? = element
            element = base
            if names.count > 1 {
                // Of a slice nothing is required that is required of the whole.
                constraint.min = 0
                constraint.slicing = nil
                element = nil
                for name in names[1].split(separator: "/") {
                    let parent: ProfileElement? = element ?? base
                    element = parent?.slices.first { $0.sliceName == String(names[1]) || $0.sliceName == String(name) }
                    if element == nil, place.element.isChoice { element = owner?.children.first { $0.name == String(name) } }
                    if let element { constraint.overlay(element.constraint) }
                }
            }
            let left: [TypeDefinition] = place.baseTypes.filter { one in constraint.types.contains { $0.code == one.name } }
            types = left.isEmpty ? place.baseTypes : left
        }
        self.types = types
        self.constraint = constraint
    }

    /// An element under its own name, or under that of its choice.
    private static func child(_ name: String, _ place: ChildPlace, of element: ProfileElement) -> ProfileElement? {
        if let known = element.children.first(where: { $0.name == name }) { return known }
        return element.children.first { $0.name == place.element.name || $0.name + "[x]" == place.element.name }
    }
}

extension ElementConstraint {
    /// What the schema says of an element.
    init(_ place: ChildPlace) {
        min = place.isOneType ? 0 : place.element.min
        max = place.element.max ?? Int.max
        types = place.element.types.compactMap { reference in
            guard let type = reference.type else { return nil }
            if place.isOneType, !place.baseTypes.contains(where: { $0.name == type.name }) { return nil }
            return ConstrainedType(code: type.name, profiles: reference.profiles, targetProfiles: reference.targetProfiles)
        }
        if let bound = place.element.binding, let set = bound.valueSet {
            binding = ConstrainedBinding(strength: bound.strength, valueSet: set)
        }
        maxLength = place.element.maxLength
        isModifier = place.element.isModifier
    }
}
