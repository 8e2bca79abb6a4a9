/// A single value as its source spells it.
public struct Scalar: Hashable, Sendable {
    /// Whether the text alone says what it is.
    public enum Style: Sendable {
        /// Without quotes: `5` is a number, `true` a boolean. Numbers, booleans and null of JSON are plain.
        case plain
        /// In quotes, or in a block of text: a string, whatever it looks like. Strings of JSON are quoted.
        case quoted
    }

    /// What a scalar is by YAML's core schema (YAML 1.2.2, section 10.3).
    public enum Kind: Sendable {
        /// `null`, `~` or nothing.
        case null
        /// `true` or `false`; `yes` and `no` are strings.
        case boolean
        /// A whole number: decimal, octal `0o17` or hexadecimal `0x1F`.
        case integer
        /// A decimal number, with point or exponent or both, or `.inf` or `.nan`.
        case float
        /// Anything else.
        case string
    }

    /// The text, without quotes, escapes resolved; a number as it was written.
    public var text: String
    /// Whether the text alone says what it is.
    public var style: Style

    /// Takes a text as it is.
    public init(_ text: String, _ style: Style) {
        self.text = text
        self.style = style
    }

    /// What it is by YAML's core schema.
    public var kind: Kind {
        style == .quoted ? .string : CoreSchema.kind(ofPlain: text)
    }
}
