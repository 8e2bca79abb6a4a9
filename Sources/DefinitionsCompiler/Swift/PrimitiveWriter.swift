/// Writes the views of the primitive types; what each kind of value can do is by hand in Support/.
enum PrimitiveWriter {
    static func file(for types: [TypeDefinition]) -> [UInt8] {
        var text = SwiftText()
        text.line("import FHIRCore")
        for type in types {
            text.line()
            text.line("/// The primitive type \(type.name), with its text, id and extensions: <\(DocComment.page(of: type))>.")
            text.block("public struct \(SwiftName.primitive(type.name)): \(protocolName(type.name))") { text in
                text.line("/// `\(type.name)`.")
                text.line("public static var typeName: String { \"\(type.name)\" }")
                text.line("/// The element that this is a view of.")
                text.line("public var element: Element")
                text.line("/// A view of an element, which must be of this type.")
                text.line("public init(element: Element) { self.element = element }")
            }
        }
        return text.bytes
    }

    private static func protocolName(_ type: String) -> String {
        switch type {
        case "boolean": "FHIRBooleanValue"
        case "integer", "positiveInt", "unsignedInt": "FHIRIntegerValue"
        case "decimal": "FHIRDecimalValue"
        default: "FHIRTextValue"
        }
    }
}
