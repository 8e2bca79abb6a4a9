import FHIRCore

/// What the generated properties are made of.
extension Element {
    /// The only element of a name.
    subscript<View: FHIRView>(single name: String) -> View? {
        get { child(named: name).map { View(element: $0) } }
        set { replace(name, with: newValue.map { [$0.element] } ?? []) }
    }

    /// The elements of a name, in order.
    subscript<View: FHIRView>(list name: String) -> [View] {
        get { children(named: name).map { View(element: $0) } }
        set { replace(name, with: newValue.map { $0.element }) }
    }

    /// The value of a choice, by its name without the type: `value` for `value[x]`.
    subscript<Choice: FHIRChoice>(choice stem: String) -> Choice? {
        get { child(named: stem + "[x]").flatMap { Choice(element: $0) } }
        set {
            // Setting one name of a choice, even to nothing, removes the others.
            let type: String = newValue?.element.typeName ?? Choice.typeNames[0]
            replace(stem + type.prefix(1).uppercased() + type.dropFirst(), with: newValue.map { [$0.element] } ?? [])
        }
    }

    private mutating func replace(_ name: String, with elements: [Element]) {
        let fits: Bool = setChildren(named: name, to: elements)
        assert(fits, "a view of \(typeName ?? "no type of the schema") was given an element that does not fit its `\(name)`")
    }
}

/// An element under construction by a memberwise initialiser.
struct ElementParts {
    private(set) var element: Element

    init(_ type: String) {
        element = Element(type: type) ?? Element(type: TypeIndex.unknown)
    }

    mutating func set<View: FHIRView>(single name: String, _ value: View?) {
        guard let value else { return }
        element[single: name] = value
    }

    mutating func set<View: FHIRView>(list name: String, _ values: [View]) {
        guard !values.isEmpty else { return }
        element[list: name] = values
    }

    mutating func set<Choice: FHIRChoice>(choice stem: String, _ value: Choice?) {
        guard let value else { return }
        element[choice: stem] = value
    }
}
