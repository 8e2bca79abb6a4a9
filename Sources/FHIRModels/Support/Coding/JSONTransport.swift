import FHIRCore

/// Carries a JSON value through the coders of others.
struct JSONTransport: Codable {
    let value: JSONValue

    init(_ value: JSONValue) { self.value = value }

    private struct Key: CodingKey {
        let stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    init(from decoder: any Decoder) throws {
        if let container = try? decoder.container(keyedBy: Key.self) {
            var members: [JSONMember] = []
            for key in container.allKeys {
                members.append(JSONMember(key.stringValue, try container.decode(JSONTransport.self, forKey: key).value))
            }
            value = .object(members)
        } else if var container = try? decoder.unkeyedContainer() {
            var items: [JSONValue] = []
            while !container.isAtEnd { items.append(try container.decode(JSONTransport.self).value) }
            value = .array(items)
        } else {
            value = try Self.scalar(try decoder.singleValueContainer())
        }
    }

    private static func scalar(_ container: any SingleValueDecodingContainer) throws -> JSONValue {
        if container.decodeNil() { return .null }
        if let value = try? container.decode(Bool.self) { return .bool(value) }
        if let number = try? container.decode(Double.self) {
            // A coder that keeps the text of numbers gives it as a string; Foundation's do not.
            if let text = try? container.decode(String.self), Double(text) == number { return .number(text) }
            if let whole = try? container.decode(Int64.self) { return .number(String(whole)) }
            return .number(String(number))
        }
        return .string(try container.decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        switch value {
        case .object(let members):
            var container = encoder.container(keyedBy: Key.self)
            for member in members { try container.encode(JSONTransport(member.value), forKey: Key(stringValue: member.name)) }
        case .array(let items):
            var container = encoder.unkeyedContainer()
            for item in items { try container.encode(JSONTransport(item)) }
        default:
            var container = encoder.singleValueContainer()
            try encodeScalar(in: &container)
        }
    }

    private func encodeScalar(in container: inout any SingleValueEncodingContainer) throws {
        switch value {
        case .string(let text): try container.encode(text)
        case .bool(let value): try container.encode(value)
        case .number(let text):
            if let whole = Int64(text) { return try container.encode(whole) }
            // 15 digits are what every binary number carries.
            guard let number = Double(text), text.prefix(while: { $0 != "e" && $0 != "E" }).count(where: \.isNumber) <= 15 else {
                throw EncodingError.invalidValue(
                    text,
                    EncodingError.Context(
                        codingPath: container.codingPath,
                        debugDescription: "\(text) has more digits than this encoder can carry: use FHIRJSONEncoder"))
            }
            try container.encode(number)
        default: try container.encodeNil()
        }
    }
}
