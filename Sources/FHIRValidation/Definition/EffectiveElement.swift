import FHIRCore

/// What holds for one element of a profile when everything is taken together: the type's definition, the profiles below, this one, and
/// the profiles of the types on the way. It is what a snapshot says of the element, made when somebody asks.
struct EffectiveElement {
    /// The types that its values can have.
    private(set) var types: [TypeDefinition]
    /// What is said of it.
    private(set) var constraint: ElementConstraint
    /// What says something of it: first what says it for all values, last what says it for this slice.
    private var layers: [ProfileElement]
    private let layout: ProfileLayout

    /// The element of an id (`Observation.component:systolic.code`) in a laid out profile; nil if the type has none such.
    init?(_ id: String, in root: ProfileElement, of type: TypeDefinition, _ layout: ProfileLayout) {
        self.layout = layout
        types = [type]
        constraint = root.constraint
        layers = [root]
        for part in id.split(separator: ".").dropFirst() {
            let names: [Substring] = part.split(separator: ":", maxSplits: 1)
            guard let name = names.first, enter(String(name), slice: names.count > 1 ? String(names[1]) : nil) else { return nil }
        }
    }

    private mutating func enter(_ name: String, slice: String?) -> Bool {
        guard let (owner, place) = types.lazy.compactMap({ type in ChildPlace(name, in: type).map { (type, $0) } }).first else {
            return false
        }
        walkIntoProfile()
        for layer in layers { layer.closeChoices(in: owner) }
        let above: [ProfileElement] = layers
        constraint = ElementConstraint(place)
        layers = above.compactMap { EffectiveElement.child(name, place, of: $0) }
        for layer in layers { constraint.overlay(layer.constraint) }
        if let slice { enterSlice(slice, place, above) } else { addShortcut(place, above) }
        let left: [TypeDefinition] = place.baseTypes.filter { one in constraint.types.contains { $0.code == one.name } }
        types = left.isEmpty ? place.baseTypes : left
        return true
    }

    private mutating func enterSlice(_ slice: String, _ place: ChildPlace, _ above: [ProfileElement]) {
        // Of a slice nothing is required that is required of the whole.
        constraint.min = 0
        constraint.slicing = nil
        for layer in layers {
            var current: ProfileElement = layer
            for name in slice.split(separator: "/") {
                guard let next = current.slices.first(where: { $0.sliceName == slice || $0.sliceName == String(name) }) else {
                    break
                }
                add(next)
                current = next
            }
        }
        if place.element.isChoice {
            for layer in above { layer.children.first { $0.name == slice }.map { add($0) } }
        }
    }

    /// A choice that is named by one of its types says of that type what it says.
    private mutating func addShortcut(_ place: ChildPlace, _ above: [ProfileElement]) {
        if !place.element.isChoice || place.isOneType { return }
        let names: Set<String> = Set(place.element.fields.map(\.name))
        for layer in above {
            let shortcuts: [ProfileElement] = layer.children.filter { names.contains($0.name) }
            guard shortcuts.count == 1, let shortcut = shortcuts.first else { continue }
            constraint.binding = shortcut.constraint.binding ?? constraint.binding
            layers.append(shortcut)
        }
    }

    private mutating func add(_ layer: ProfileElement) {
        constraint.overlay(layer.constraint)
        layers.append(layer)
    }

    /// Where the values must conform to one profile, that says something of what is in them.
    private mutating func walkIntoProfile() {
        guard constraint.types.count == 1, let profile = constraint.types.first?.profiles.first,
            constraint.types.first?.profiles.count == 1, let definition = layout.definition(profile),
            let tree = layout.tree(definition)
        else { return }
        layers.insert(tree, at: 0)
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
            binding = ConstrainedBinding(strength: bound.strength, valueSet: set, maximum: bound.maxValueSet)
        }
        maxLength = place.element.maxLength
        isModifier = place.element.isModifier
    }
}
