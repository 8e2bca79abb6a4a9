/// A value that a case file leaves out when it says nothing.
///
/// An absent member and an empty list, or an absent member and `false`, would be two spellings of one content. Here there is
/// one: the property is never optional, a missing member reads as ``silent``, and a silent value is not written.
public protocol SparseValue: Codable, Hashable {
    /// The value that is left out of a file.
    static var silent: Self { get }
}

extension Array: SparseValue where Element: Codable & Hashable {
    /// The empty list.
    public static var silent: [Element] { [] }
}

extension Bool: SparseValue {
    /// `false`.
    public static var silent: Bool { false }
}

/// Keeps a ``SparseValue`` out of the file when it is silent, and reads a missing member as silent.
@propertyWrapper
public struct Sparse<Value: SparseValue>: Codable, Hashable {
    /// The value itself.
    public var wrappedValue: Value

    /// Wraps a value, given as the property's default.
    public init(wrappedValue: Value) { self.wrappedValue = wrappedValue }

    /// Reads the value without any wrapping of its own.
    public init(from decoder: any Decoder) throws { wrappedValue = try Value(from: decoder) }

    /// Writes the value without any wrapping of its own.
    public func encode(to encoder: any Encoder) throws { try wrappedValue.encode(to: encoder) }
}

extension Sparse: Sendable where Value: Sendable {}

// Synthesised `Codable` asks the container for `Sparse<…>`; these two are the more special answers, so it takes them.
extension KeyedDecodingContainer {
    /// A missing member or an explicit null reads as the silent value.
    public func decode<Value>(_ type: Sparse<Value>.Type, forKey key: Key) throws -> Sparse<Value> {
        Sparse(wrappedValue: try decodeIfPresent(Value.self, forKey: key) ?? .silent)
    }
}

extension KeyedEncodingContainer {
    /// A silent value is not written.
    public mutating func encode<Value>(_ value: Sparse<Value>, forKey key: Key) throws {
        if value.wrappedValue != .silent { try encode(value.wrappedValue, forKey: key) }
    }
}
