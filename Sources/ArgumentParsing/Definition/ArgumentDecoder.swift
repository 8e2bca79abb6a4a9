/// Fills a command from the values that were read for its properties: the synthesised `init(from:)` of a command asks
/// for each property by name, and each wrapper takes the value that lies ready for it.
struct ArgumentDecoder: Decoder {
    let values: [String: Any]
    /// The property that is asked for; a group's members follow a dot.
    let key: String

    var codingPath: [any CodingKey] { [] }
    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func value<Value>(_ type: Value.Type) throws -> Value {
        guard let value = values[key] as? Value else { throw notDeclared(type) }
        return value
    }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        KeyedDecodingContainer(Container(decoder: self))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer { throw notDeclared([Any].self) }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { throw notDeclared(Any.self) }

    private func notDeclared(_ type: Any.Type) -> DecodingError {
        DecodingError.valueNotFound(
            type,
            .init(codingPath: [], debugDescription: "the property '\(key)' is no argument, option or flag and has no default"))
    }

    struct Container<Key: CodingKey>: KeyedDecodingContainerProtocol {
        let decoder: ArgumentDecoder

        var codingPath: [any CodingKey] { [] }
        var allKeys: [Key] { [] }

        private func path(_ key: Key) -> String { decoder.key.isEmpty ? key.stringValue : decoder.key + "." + key.stringValue }

        func contains(_ key: Key) -> Bool { decoder.values[path(key)] != nil }

        func decodeNil(forKey key: Key) throws -> Bool { false }

        func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T {
            // A property without a wrapper keeps the default that its declaration gives.
            if let plain = decoder.values[path(key)] as? T { return plain }
            return try T(from: ArgumentDecoder(values: decoder.values, key: path(key)))
        }

        func nestedContainer<Nested: CodingKey>(keyedBy type: Nested.Type, forKey key: Key) throws -> KeyedDecodingContainer<
            Nested
        > {
            try ArgumentDecoder(values: decoder.values, key: path(key)).container(keyedBy: type)
        }

        func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer { try decoder.unkeyedContainer() }

        func superDecoder() throws -> any Decoder { decoder }

        func superDecoder(forKey key: Key) throws -> any Decoder { ArgumentDecoder(values: decoder.values, key: path(key)) }
    }
}
