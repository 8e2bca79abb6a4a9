import YAML

/// A decimal number kept as it was written: `2.30` is not `2.3`, because the second digit says how exactly was measured.
///
/// The text follows JSON's number grammar (RFC 8259, section 6). Two values are equal when their text is.
public struct DecimalText: RawRepresentable, Hashable, Sendable {
    /// The number as text, such as `71.6`, `-1` or `1.10e3`.
    public let rawValue: String

    /// Takes a text that is one JSON number and nothing else; anything else gives nil.
    public init?(rawValue: String) {
        guard Self.isNumber(rawValue.utf8) else { return nil }
        self.rawValue = rawValue
    }

    /// A whole number.
    public init(_ value: Int) { rawValue = String(value) }

    private static func isNumber(_ text: String.UTF8View) -> Bool {
        var rest = text[...]
        if rest.first == UInt8(ascii: "-") { rest.removeFirst() }
        if rest.first == UInt8(ascii: "0") {
            rest.removeFirst()
        } else if !dropDigits(&rest) {
            return false
        }
        if rest.first == UInt8(ascii: ".") {
            rest.removeFirst()
            if !dropDigits(&rest) { return false }
        }
        if let letter = rest.first, letter | 0x20 == UInt8(ascii: "e") {
            rest.removeFirst()
            if rest.first == UInt8(ascii: "+") || rest.first == UInt8(ascii: "-") { rest.removeFirst() }
            if !dropDigits(&rest) { return false }
        }
        return rest.isEmpty
    }

    /// Drops the digits at the front; false when there are none.
    private static func dropDigits(_ text: inout String.UTF8View.SubSequence) -> Bool {
        let rest = text.drop { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
        defer { text = rest }
        return rest.startIndex != text.startIndex
    }
}

extension DecimalText: CustomStringConvertible {
    /// The number as it was written.
    public var description: String { rawValue }
}

extension DecimalText: ScalarTextCodable {
    /// A number that is no text of ``DecimalText``'s form, such as `007`, `.inf` or `60\`.
    public struct Malformed: Error, CustomStringConvertible {
        /// The text.
        public let text: String

        /// What is wrong and how a number is written.
        public var description: String { "'\(text)' is no decimal number: write 7, 2.30 or -1" }
    }

    /// Reads a plain number, digit by digit, where ``YAML``'s coders work.
    public init(scalarText: String) throws {
        guard let decimal = Self(rawValue: scalarText) else { throw Malformed(text: scalarText) }
        self = decimal
    }

    /// The number as it was written.
    public var scalarText: String { rawValue }

    /// Reads the number's text, for coders that keep no digits of a number.
    public init(from decoder: any Decoder) throws {
        try self.init(scalarText: decoder.singleValueContainer().decode(String.self))
    }

    /// Writes the number's text, for coders that keep no digits of a number.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }
}
