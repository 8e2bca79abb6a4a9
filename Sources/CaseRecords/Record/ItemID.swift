/// The local name of an item in a record, by which other items refer to it: a readable slug such as `bp-1`.
///
/// Letters, digits, `-` and `.`, at most 64 of them, so that it can be a FHIR id as it stands (R4, section 2.24.0.1, `id`).
public struct ItemID: RawRepresentable, Hashable, Sendable {
    /// The name.
    public let rawValue: String

    /// Takes any text: whether it is a good name is told by ``CaseRecord/problems()``, so that a bad file can be read and mended.
    public init(rawValue: String) { self.rawValue = rawValue }

    /// Whether the name is one to 64 letters, digits, `-` or `.`.
    public var isWellFormed: Bool {
        let text = rawValue.utf8
        return (1...64).contains(text.count)
            && text.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                    true
                default: false
                }
            }
    }
}

extension ItemID: Codable, ExpressibleByStringLiteral, CustomStringConvertible {
    /// A name written in source code.
    public init(stringLiteral value: String) { rawValue = value }

    /// The name.
    public var description: String { rawValue }
}
