/// A mapping as the keyed container of a type. Keys are marked as taken when their value was decoded.
struct KeyedDecoding<Key: CodingKey>: KeyedDecodingContainerProtocol {
    let decoder: NodeDecoder
    let usage: Usage
    let entries: [Node.Entry]
    private let places: [String: Int]

    init(decoder: NodeDecoder, usage: Usage, entries: [Node.Entry]) {
        self.decoder = decoder
        self.usage = usage
        self.entries = entries
        // Parsers refuse equal keys; of those that a program made, the first counts and the others are left over.
        places = Dictionary(zip(entries.map(\.key), entries.indices)) { first, _ in first }
    }

    var codingPath: [any CodingKey] { decoder.codingPath }
    var allKeys: [Key] { entries.compactMap { Key(stringValue: $0.key) } }

    func contains(_ key: Key) -> Bool {
        usage.ask(key.stringValue)
        return places[key.stringValue] != nil
    }

    func decodeNil(forKey key: Key) throws -> Bool {
        guard try value(key).decodeNil() else { return false }
        usage.take(key.stringValue)
        return true
    }

    func decode(_ type: Bool.Type, forKey key: Key) throws -> Bool { try take(key) { try $0.decode(type) } }
    func decode(_ type: String.Type, forKey key: Key) throws -> String { try take(key) { try $0.decode(type) } }
    func decode(_ type: Double.Type, forKey key: Key) throws -> Double { try take(key) { try $0.decode(type) } }
    func decode(_ type: Float.Type, forKey key: Key) throws -> Float { try take(key) { try $0.decode(type) } }
    func decode(_ type: Int.Type, forKey key: Key) throws -> Int { try take(key) { try $0.decode(type) } }
    func decode(_ type: Int8.Type, forKey key: Key) throws -> Int8 { try take(key) { try $0.decode(type) } }
    func decode(_ type: Int16.Type, forKey key: Key) throws -> Int16 { try take(key) { try $0.decode(type) } }
    func decode(_ type: Int32.Type, forKey key: Key) throws -> Int32 { try take(key) { try $0.decode(type) } }
    func decode(_ type: Int64.Type, forKey key: Key) throws -> Int64 { try take(key) { try $0.decode(type) } }
    func decode(_ type: UInt.Type, forKey key: Key) throws -> UInt { try take(key) { try $0.decode(type) } }
    func decode(_ type: UInt8.Type, forKey key: Key) throws -> UInt8 { try take(key) { try $0.decode(type) } }
    func decode(_ type: UInt16.Type, forKey key: Key) throws -> UInt16 { try take(key) { try $0.decode(type) } }
    func decode(_ type: UInt32.Type, forKey key: Key) throws -> UInt32 { try take(key) { try $0.decode(type) } }
    func decode(_ type: UInt64.Type, forKey key: Key) throws -> UInt64 { try take(key) { try $0.decode(type) } }
    func decode<T: Decodable>(_ type: T.Type, forKey key: Key) throws -> T { try take(key) { try $0.decode(type) } }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<NestedKey> {
        try take(key) { try $0.container(keyedBy: type) }
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try take(key) { try $0.unkeyedContainer() }
    }

    func superDecoder() throws -> any Decoder { try take("super") { $0 } }
    func superDecoder(forKey key: Key) throws -> any Decoder { try take(key) { $0 } }

    private func take<T>(_ key: Key, _ read: (NodeDecoder) throws -> T) throws -> T {
        try take(key.stringValue, read)
    }

    private func take<T>(_ name: String, _ read: (NodeDecoder) throws -> T) throws -> T {
        let result = try read(value(name))
        usage.take(name)
        return result
    }

    private func value(_ key: Key) throws(YAMLError) -> NodeDecoder { try value(key.stringValue) }

    private func value(_ name: String) throws(YAMLError) -> NodeDecoder {
        usage.ask(name)
        guard let place = places[name] else { throw missing(name) }
        return decoder.child(.key(name), entries[place].value)
    }

    private func missing(_ name: String) -> YAMLError {
        var error = decoder.error(.missingKey, "the key '\(name)' is missing")
        if let near = nearest(to: name, among: places.keys.filter { !usage.knownKeys.contains($0) }) {
            error.message += "; is it meant by '\(near)'?"
            error.otherPosition = places[near].flatMap { entries[$0].keyPosition }
        }
        return error
    }
}
