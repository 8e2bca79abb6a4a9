/// A mapping as the keyed container of a type.
struct KeyedEncoding<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let encoder: NodeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }

    func encodeNil(forKey key: Key) { child(key).encodeNil() }
    func encode(_ value: Bool, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: String, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Double, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Float, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Int, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Int8, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Int16, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Int32, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: Int64, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt8, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt16, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt32, forKey key: Key) { child(key).encode(value) }
    func encode(_ value: UInt64, forKey key: Key) { child(key).encode(value) }
    func encode<T: Encodable>(_ value: T, forKey key: Key) throws { try child(key).encode(value) }

    func nestedContainer<NestedKey: CodingKey>(
        keyedBy type: NestedKey.Type, forKey key: Key
    ) -> KeyedEncodingContainer<NestedKey> {
        child(key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer { child(key).unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.child("super") }
    func superEncoder(forKey key: Key) -> any Encoder { child(key) }

    private func child(_ key: Key) -> NodeEncoder { encoder.child(key.stringValue) }
}

/// A list as the unkeyed container of a type.
struct UnkeyedEncoding: UnkeyedEncodingContainer {
    let encoder: NodeEncoder

    var codingPath: [any CodingKey] { encoder.codingPath }
    var count: Int { encoder.slot.count }

    func encodeNil() { encoder.nextChild().encodeNil() }
    func encode(_ value: Bool) { encoder.nextChild().encode(value) }
    func encode(_ value: String) { encoder.nextChild().encode(value) }
    func encode(_ value: Double) { encoder.nextChild().encode(value) }
    func encode(_ value: Float) { encoder.nextChild().encode(value) }
    func encode(_ value: Int) { encoder.nextChild().encode(value) }
    func encode(_ value: Int8) { encoder.nextChild().encode(value) }
    func encode(_ value: Int16) { encoder.nextChild().encode(value) }
    func encode(_ value: Int32) { encoder.nextChild().encode(value) }
    func encode(_ value: Int64) { encoder.nextChild().encode(value) }
    func encode(_ value: UInt) { encoder.nextChild().encode(value) }
    func encode(_ value: UInt8) { encoder.nextChild().encode(value) }
    func encode(_ value: UInt16) { encoder.nextChild().encode(value) }
    func encode(_ value: UInt32) { encoder.nextChild().encode(value) }
    func encode(_ value: UInt64) { encoder.nextChild().encode(value) }
    func encode<T: Encodable>(_ value: T) throws { try encoder.nextChild().encode(value) }

    func nestedContainer<NestedKey: CodingKey>(keyedBy type: NestedKey.Type) -> KeyedEncodingContainer<NestedKey> {
        encoder.nextChild().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder.nextChild().unkeyedContainer() }
    func superEncoder() -> any Encoder { encoder.nextChild() }
}
