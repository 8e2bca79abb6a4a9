/// Names of the typed models, made from the names of the standard.
enum SwiftName {
    /// A primitive's view has the prefix FHIR, so that `FHIRString` and `FHIRDate` stand beside Swift's own types.
    static func primitive(_ name: String) -> String {
        switch name {
        case "id", "oid", "uri", "url", "uuid": "FHIR\(name.uppercased())"
        case "xhtml": "FHIRXHTML"
        default: "FHIR\(capitalised(name))"
        }
    }

    /// The type of a backbone element or a choice inside the type around it: "contact" gives `Contact`.
    static func nested(_ element: String) -> String {
        let name: String = capitalised(element)
        // `X.Type` and `X.Protocol` mean something else in Swift; the others are names that the generated code uses itself.
        return ["Type", "Protocol", "Self", "Any", "Element", "String"].contains(name) ? "\(name)Item" : name
    }

    /// A property of a view. `element` is the view's own property.
    static func property(_ name: String) -> String {
        name == "element" ? "elementItem" : name
    }

    static func capitalised(_ name: String) -> String { name.prefix(1).uppercased() + name.dropFirst() }

    /// A name in back quotes where it is a word of the language.
    static func quoted(_ name: String) -> String { keywords.contains(name) ? "`\(name)`" : name }

    private static let keywords = Set(
        """
        associatedtype borrowing class consuming deinit enum extension fileprivate func import init inout internal let nonisolated \
        open operator precedencegroup private protocol public rethrows static struct subscript typealias var break case catch \
        continue default defer do else fallthrough for guard if in repeat return switch throw where while Any as false is nil \
        self Self super throws true try await async
        """.split(separator: " ").map(String.init))

    /// The words of a name: "entered-in-error" gives entered, in, error; "HL7 Table" gives HL7, Table.
    static func words(_ text: String) -> [Substring] {
        text.split { !($0.isASCII && ($0.isLetter || $0.isNumber)) }
    }
}
