import FHIRCore

/// What the generated properties are made of.
extension Element {
    /// The only element of a name.
    subscript<View: FHIRView>(single name: String) -> View? {
        get {
            guard let child = child(named: name) else { return nil }
            return View(element: child)
        }
        set { replace(name, with: newValue?.element) }
    }

    /// The elements of a name, in order.
    subscript<View: FHIRView>(list name: String) -> [View] {
        get { children(named: name).map { View(element: $0) } }
        set { replace(name, with: newValue.map { $0.element }) }
    }

    /// The value of a choice, by its name without the type: `value` for `value[x]`.
    subscript<Choice: FHIRChoice>(choice stem: String) -> Choice? {
        get {
            guard let child = child(named: stem + "[x]") else { return nil }
            return Choice(element: child)
        }
        set { replace(choice: stem, with: newValue?.element, type: Choice.typeNames[0]) }
    }

    /// Setting one name of a choice, even to nothing, removes the others.
    private mutating func replace(choice stem: String, with element: Element?, type: String) {
        let type: String = element?.typeName ?? type
        replace(stem + type.prefix(1).uppercased() + type.dropFirst(), with: element)
    }

    private mutating func replace(_ name: String, with element: Element?) {
        replace(name, with: element.map { [$0] } ?? [])
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

    static func primitive(_ type: String, _ text: String) -> Element {
        var parts = ElementParts(type)
        parts.element.setValue(text)
        return parts.element
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
