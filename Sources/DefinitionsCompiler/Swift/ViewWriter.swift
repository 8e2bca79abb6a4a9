/// Writes the view of one type: initialisers, properties, choices, and the views of its backbone elements.
struct ViewWriter {
    private let scope: SwiftScope
    private var elements: [ElementDefinition] { scope.type.elements }

    static func file(for root: TypeDefinition, plan: ModelPlan) -> [UInt8] {
        var text = SwiftText()
        text.line("import FHIRCore")
        text.line()
        let writer = ViewWriter(scope: SwiftScope(plan: plan, root: root))
        writer.writeStruct(to: &text)
        writer.writeNested(to: &text)
        return text.bytes
    }

    /// Extensions stand at the top of the file, however deep the type that they extend.
    private func writeNested(to text: inout SwiftText) {
        for nested in scope.nested {
            let writer = ViewWriter(scope: nested)
            text.line()
            text.block("extension \(scope.swiftName)") { writer.writeStruct(to: &$0) }
            writer.writeNested(to: &text)
        }
    }

    private func writeStruct(to text: inout SwiftText) {
        for line in DocComment.type(scope.type) { text.line(line) }
        let name: String = String(scope.swiftName.split(separator: ".").last ?? "")
        text.block("public struct \(name): \(protocolName)") { text in
            text.line("/// `\(scope.type.name)`.")
            text.line("public static var typeName: String { \"\(scope.type.name)\" }")
            text.line("/// The element that this is a view of.")
            text.line("public var element: Element")
            text.line()
            text.line("/// A view of an element, which must be of this type.")
            text.line("public init(element: Element) { self.element = element }")
            text.line()
            InitialiserWriter(scope: scope).write(to: &text)
            for element in elements where !isInherited(element) {
                text.line()
                writeProperty(element, to: &text)
            }
            for element in elements where ChoiceWriter.hasOwnType(element, in: scope) {
                text.line()
                ChoiceWriter(element: element, scope: scope).write(to: &text)
            }
        }
    }

    private var protocolName: String {
        switch scope.type.kind {
        case .resource: inherits("DomainResource") ? "DomainResource" : "FHIRResource"
        default: inherits("BackboneElement") ? "BackboneElement" : "FHIRElement"
        }
    }

    private func inherits(_ name: String) -> Bool {
        var base: String? = scope.type.base
        while let current = base {
            if current == name { return true }
            base = scope.plan.type(current)?.base
        }
        return false
    }

    /// The protocols of Support/ have the properties of the abstract types.
    private func isInherited(_ element: ElementDefinition) -> Bool {
        let names: Set<String> =
            switch protocolName {
            case "DomainResource":
                ["id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension"]
            case "FHIRResource": ["id", "meta", "implicitRules", "language"]
            case "BackboneElement": ["id", "extension", "modifierExtension"]
            default: ["id", "extension"]
            }
        return names.contains(element.name)
    }

    private func writeProperty(_ element: ElementDefinition, to text: inout SwiftText) {
        for line in DocComment.property(element) { text.line(line) }
        if element.isChoice {
            let stem = String(element.name.dropLast(3))
            text.block("public var \(SwiftName.quoted(SwiftName.property(stem))): \(ChoiceWriter.typeName(element, in: scope))?")
            {
                $0.line("get { element[choice: \"\(stem)\"] }")
                $0.line("set { element[choice: \"\(stem)\"] = newValue }")
            }
            return
        }
        let type: String = scope.valueType(of: element)
        let isList: Bool = element.max != 1
        text.block("public var \(SwiftName.quoted(SwiftName.property(element.name))): \(isList ? "[\(type)]" : "\(type)?")") {
            $0.line("get { element[\(isList ? "list" : "single"): \"\(element.name)\"] }")
            $0.line("set { element[\(isList ? "list" : "single"): \"\(element.name)\"] = newValue }")
        }
    }
}
