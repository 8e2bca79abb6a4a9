/// The encoder of one value into its slot.
struct NodeEncoder: Encoder {
    let slot: EncodingSlot
    let path: CodingPath?
    let options: YAMLEncoder

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var userInfo: [CodingUserInfoKey: Any] { options.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
        slot.makeMapping()
        return KeyedEncodingContainer(KeyedEncoding(encoder: self))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        slot.makeSequence()
        return UnkeyedEncoding(encoder: self)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }

    /// The encoder of the value of a key.
    func child(_ key: String) -> NodeEncoder {
        NodeEncoder(slot: slot.insert(key), path: CodingPath(path, .key(key)), options: options)
    }

    /// The encoder of the next item.
    func nextChild() -> NodeEncoder {
        let index = slot.count
        return NodeEncoder(slot: slot.append(), path: CodingPath(path, .index(index)), options: options)
    }
}

/// A value that is one scalar, and the spelling of scalars that all containers share.
extension NodeEncoder: SingleValueEncodingContainer {
    func encodeNil() { slot.set(Node(plain: "null")) }
    func encode(_ value: Bool) { slot.set(Node(plain: value ? "true" : "false")) }
    func encode(_ value: String) { slot.set(Node(text: value)) }
    func encode(_ value: Double) { slot.set(Node(plain: Self.text(value))) }
    func encode(_ value: Float) { slot.set(Node(plain: Self.text(value))) }
    func encode(_ value: Int) { slot.set(Node(plain: String(value))) }
    func encode(_ value: Int8) { slot.set(Node(plain: String(value))) }
    func encode(_ value: Int16) { slot.set(Node(plain: String(value))) }
    func encode(_ value: Int32) { slot.set(Node(plain: String(value))) }
    func encode(_ value: Int64) { slot.set(Node(plain: String(value))) }
    func encode(_ value: UInt) { slot.set(Node(plain: String(value))) }
    func encode(_ value: UInt8) { slot.set(Node(plain: String(value))) }
    func encode(_ value: UInt16) { slot.set(Node(plain: String(value))) }
    func encode(_ value: UInt32) { slot.set(Node(plain: String(value))) }
    func encode(_ value: UInt64) { slot.set(Node(plain: String(value))) }

    func encode<T: Encodable>(_ value: T) throws {
        guard let number = value as? any ScalarTextCodable else {
            try value.encode(to: self)
            if value is any Unordered { slot.sortKeys() }
            return
        }
        let text = number.scalarText
        let kind = CoreSchema.kind(ofPlain: text)
        guard kind == .integer || kind == .float else {
            throw YAMLError(
                .notWritable, "'\(text)' is to be written as a number and is none", at: nil, path: CodingPath.text(path))
        }
        slot.set(Node(plain: text))
    }

    private static func text<T: BinaryFloatingPoint & CustomStringConvertible>(_ value: T) -> String {
        if value.isNaN { return ".nan" }
        if value.isInfinite { return value < 0 ? "-.inf" : ".inf" }
        return value.description
    }
}

/// Marks types whose keys come in another order in every process.
private protocol Unordered {}
extension Dictionary: Unordered {}
