/// Writes a code type: a view of a `code` with a static member for every code of its value set. Other codes stay what they are.
enum CodeTypeWriter {
    static func file(for type: ModelPlan.CodeType) -> [UInt8] {
        var text = SwiftText()
        text.line("import FHIRCore")
        text.line()
        text.line("/// A code of the value set <\(type.valueSet)>; any other code is kept as it is.")
        text.block("public struct \(type.name): FHIRCodeValue") { text in
            text.line("/// The element that this is a view of.")
            text.line("public var element: Element")
            text.line("/// A view of an element, which must be of type code.")
            text.line("public init(element: Element) { self.element = element }")
            for (name, code) in CodeName.members(of: type.codes) {
                text.line()
                text.line("/// `\(code)`")
                text.line("public static var \(SwiftName.quoted(name)): \(type.name) { \"\(code)\" }")
            }
        }
        return text.bytes
    }
}
