/// Writes the memberwise initialiser of a view. What the standard requires has no default.
struct InitialiserWriter {
    let scope: SwiftScope

    func write(to text: inout SwiftText) {
        let elements: [ElementDefinition] = scope.type.elements.filter { $0.max != 0 }
        text.line("/// A new \(scope.type.name) with the elements given; those that the standard requires have no default.")
        text.line("public init(")
        text.indented { text in
            for (index, element) in elements.enumerated() {
                text.line(parameter(element) + (index == elements.count - 1 ? "" : ","))
            }
        }
        text.block(")") { text in
            text.line("var parts = ElementParts(\"\(scope.type.name)\")")
            for element in elements { text.line(statement(element)) }
            text.line("element = parts.element")
        }
    }

    private func parameter(_ element: ElementDefinition) -> String {
        let name: String = SwiftName.quoted(Self.name(element))
        if element.isChoice {
            let type: String = ChoiceWriter.typeName(element, in: scope)
            return element.min > 0 ? "\(name): \(type)" : "\(name): \(type)? = nil"
        }
        let type: String = scope.valueType(of: element)
        if element.max != 1 { return element.min > 0 ? "\(name): [\(type)]" : "\(name): [\(type)] = []" }
        return element.min > 0 ? "\(name): \(type)" : "\(name): \(type)? = nil"
    }

    private func statement(_ element: ElementDefinition) -> String {
        let name: String = SwiftName.quoted(Self.name(element))
        if element.isChoice { return "parts.set(choice: \"\(element.name.dropLast(3))\", \(name))" }
        return "parts.set(\(element.max != 1 ? "list" : "single"): \"\(element.name)\", \(name))"
    }

    private static func name(_ element: ElementDefinition) -> String {
        SwiftName.property(element.isChoice ? String(element.name.dropLast(3)) : element.name)
    }
}
