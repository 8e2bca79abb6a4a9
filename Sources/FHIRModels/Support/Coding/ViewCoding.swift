import FHIRCore

extension FHIRView {
    /// Reads a view through any decoder, in the form of FHIR JSON.
    /// - Throws: `DecodingError`, also for a resource of another type.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

    /// Writes a view through any encoder, in the form of FHIR JSON.
    /// - Throws: `EncodingError` for a number that has more digits than a binary number can carry; what else the encoder throws.
    public func encode(to encoder: any Encoder) throws { try encodeJSON(to: encoder) }

    fileprivate static func decoded(from decoder: any Decoder) throws -> Self {
        let json: JSONValue = try JSONTransport(from: decoder).value
        do {
            if let primitive = self as? any FHIRPrimitive.Type { return Self(element: try primitive.element(of: json)) }
            return try FHIRJSONDecoder().decode(Self.self, from: json.bytes)
        } catch {
            throw DecodingError.dataCorrupted(
                DecodingError.Context(codingPath: decoder.codingPath, debugDescription: error.message, underlyingError: error))
        }
    }

    fileprivate func encodeJSON(to encoder: any Encoder) throws {
        let primitive: (any FHIRPrimitive)? = self as? any FHIRPrimitive
        let json: JSONValue = try primitive?.json() ?? JSONValue.read(element.json(.compact).bytes)
        try JSONTransport(json).encode(to: encoder)
    }
}

extension FHIRCodeValue {
    /// Reads a code with its id and extensions through any decoder.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

    /// Writes a code with its id and extensions through any encoder.
    public func encode(to encoder: any Encoder) throws { try encodeJSON(to: encoder) }
}

extension FHIRPrimitive {
    /// The bare value; with an id or extensions an object of `value`, `id` and `extension`.
    fileprivate func json() throws(ReadError) -> JSONValue {
        let value: JSONValue? = text.map { text in
            switch element.kind {
            case .number: .number(text)
            case .boolean: .bool(text == "true")
            default: .string(text)
            }
        }
        if element.children.isEmpty { return value ?? .null }
        var members: [JSONMember] = value.map { [JSONMember("value", $0)] } ?? []
        if let id = id?.text { members.append(JSONMember("id", .string(id))) }
        var extensions: [JSONValue] = []
        for item in self.extension { extensions.append(try JSONValue.read(item.element.json(.compact).bytes)) }
        if !extensions.isEmpty { members.append(JSONMember("extension", .array(extensions))) }
        return .object(members)
    }

    fileprivate static func element(of json: JSONValue) throws(ReadError) -> Element {
        guard case .object = json else { return Self.withText(of: json).element }
        var primitive: Self = json["value"].map { withText(of: $0) } ?? Self(element: ElementParts(typeName).element)
        primitive.id = json["id"]?.string.map { FHIRString($0) }
        var extensions: [Extension] = []
        for item in json["extension"]?.array ?? [] {
            extensions.append(try FHIRJSONDecoder().decode(Extension.self, from: item.bytes))
        }
        primitive.extension = extensions
        return primitive.element
    }

    private static func withText(of json: JSONValue) -> Self {
        switch json {
        case .string(let text), .number(let text): Self(text: text)
        case .bool(let value): Self(text: value ? "true" : "false")
        default: Self(element: ElementParts(typeName).element)
        }
    }
}
