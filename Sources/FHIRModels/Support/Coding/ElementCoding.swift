import FHIRCore

/// Elements in the form of FHIR JSON. It knows no view types, so that there is one piece of code for all of them.
enum ElementCoding {
    /// Reads an element of a type; `Resource` stands for any resource.
    static func read(_ json: [UInt8], as typeName: String) throws(ReadError) -> Element {
        let type: TypeDefinition? = Schema.r4.definition(named: typeName)
        if type?.kind == .primitive { return try primitive(JSONValue.read(json), typeName) }
        guard type?.kind == .resource else { return try ElementTree.read(json: json, as: type?.index ?? .unknown).root }
        return try checked(try ElementTree.read(json: json).root, typeName)
    }

    /// The resource that was read, if it is of the type; `Resource` takes all.
    static func checked(_ element: Element, _ typeName: String) throws(ReadError) -> Element {
        let found: String = element.typeName ?? "resource of unknown type"
        if typeName == AnyResource.typeName || found == typeName { return element }
        throw ReadError(
            .notAResource, "the resource is of the type \(found), and \(typeName) is asked for; AnyResource reads any",
            position: element.position)
    }

    static func decode(_ typeName: String, from decoder: any Decoder) throws -> Element {
        let json: JSONValue = try JSONTransport(from: decoder).value
        do {
            return try read(json.bytes, as: typeName)
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
        }
    }

    static func encode(_ element: Element, to encoder: any Encoder) throws {
        try JSONTransport(try json(of: element)).encode(to: encoder)
    }

    /// A primitive is its bare value; with an id or extensions an object of `value`, `id` and `extension`.
    private static func json(of element: Element) throws(ReadError) -> JSONValue {
        guard Schema.r4.definition(element.type)?.kind == .primitive else {
            return try JSONValue.read(element.json(.compact).bytes)
        }
        let value: JSONValue? = element.value.map { text in
            switch element.kind {
            case .number: .number(text)
            case .boolean: .bool(text == "true")
            default: .string(text)
            }
        }
        if element.children.isEmpty { return value ?? .null }
        var members: [JSONMember] = value.map { [JSONMember("value", $0)] } ?? []
        if let id = element.child(named: "id")?.value { members.append(JSONMember("id", .string(id))) }
        var extensions: [JSONValue] = []
        for item in element.children(named: "extension") { extensions.append(try JSONValue.read(item.json(.compact).bytes)) }
        if !extensions.isEmpty { members.append(JSONMember("extension", .array(extensions))) }
        return .object(members)
    }

    private static func primitive(_ json: JSONValue, _ typeName: String) throws(ReadError) -> Element {
        var element: Element = ElementParts(typeName).element
        guard case .object = json else {
            element.setValue(text(of: json))
            return element
        }
        element.setValue(json["value"].flatMap(text(of:)))
        if let id = json["id"]?.string { element.setChildren(named: "id", to: [FHIRString(id).element]) }
        var extensions: [Element] = []
        for item in json["extension"]?.array ?? [] { extensions.append(try read(item.bytes, as: Extension.typeName)) }
        element.setChildren(named: "extension", to: extensions)
        return element
    }

    private static func text(of json: JSONValue) -> String? {
        switch json {
        case .string(let text), .number(let text): text
        case .bool(let value): value ? "true" : "false"
        default: nil
        }
    }
}
