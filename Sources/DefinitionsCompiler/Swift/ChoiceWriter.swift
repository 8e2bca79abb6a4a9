/// Writes the enumeration of a choice: a case for every type that the element allows.
struct ChoiceWriter {
    let element: ElementDefinition
    let scope: SwiftScope

    /// The choice of all data types has one type for all elements.
    static let openTypeName = "AnyValue"

    static func typeName(_ element: ElementDefinition, in scope: SwiftScope) -> String {
        isOpen(element, plan: scope.plan)
            ? openTypeName : scope.nestedReference(SwiftName.nested(String(element.name.dropLast(3))))
    }

    static func hasOwnType(_ element: ElementDefinition, in scope: SwiftScope) -> Bool {
        element.isChoice && !isOpen(element, plan: scope.plan)
    }

    private static func isOpen(_ element: ElementDefinition, plan: ModelPlan) -> Bool {
        let open: [String] = plan.type("Extension")?.elements.first { $0.isChoice }?.types.map { $0.code } ?? []
        return element.types.map { $0.code } == open
    }

    /// The file of the open choice, from `Extension.value[x]`.
    static func openFile(plan: ModelPlan) -> [UInt8]? {
        guard let type = plan.type("Extension"), let value = type.elements.first(where: { $0.isChoice }) else { return nil }
        var text = SwiftText()
        text.line("import FHIRCore")
        text.line()
        ChoiceWriter(element: value, scope: SwiftScope(plan: plan, root: type)).write(as: openTypeName, to: &text)
        return text.bytes
    }

    func write(to text: inout SwiftText) {
        write(as: SwiftName.nested(String(element.name.dropLast(3))), to: &text)
    }

    private func write(as name: String, to text: inout SwiftText) {
        let types: [(code: String, name: String, type: String)] = element.types.map { reference in
            let code: String = reference.code
            return (code, SwiftName.quoted(code.prefix(1).lowercased() + code.dropFirst()), scope.reference(to: code))
        }
        text.line("/// A value of `\(element.path)`, by its type.")
        text.block("public enum \(name): FHIRChoice") { text in
            for type in types {
                text.line("/// Of type \(type.code).")
                text.line("case \(type.name)(\(type.type))")
            }
            text.line()
            text.line("/// The names of the types, as the standard writes them.")
            let names: String = types.map { "\"\($0.code)\"" }.joined(separator: ", ")
            text.line("public static var typeNames: [String] { [\(names)] }")
            text.line()
            text.line("/// The value in an element; `nil` where the choice does not allow its type.")
            text.block("public init?(element: Element)") { text in
                text.line("switch element.typeName {")
                for type in types { text.line("case \"\(type.code)\": self = .\(type.name)(\(type.type)(element: element))") }
                text.line("default: return nil")
                text.line("}")
            }
            text.line()
            text.line("/// The element of the value.")
            text.block("public var element: Element") { text in
                text.line("switch self {")
                for type in types { text.line("case .\(type.name)(let value): value.element") }
                text.line("}")
            }
        }
    }
}
