extension CaseRecord {
    /// A date as exactly as it is known: `2015`, `2015-02`, `2015-02-09` or with time and zone (FHIR R4, `dateTime`).
    public struct PartialDate: RawRepresentable, Hashable, Sendable {
        /// The date as text.
        public let rawValue: String

        /// Takes a text with the form of a FHIR `dateTime`; anything else gives nil. Leap years are the validator's affair.
        public init?(rawValue: String) {
            guard Self.hasForm(Array(rawValue.utf8)) else { return nil }
            self.rawValue = rawValue
        }

        private static func hasForm(_ text: [UInt8]) -> Bool {
            let date = [4, 7, 10].contains { matches(text, "dddd-dd-dd".utf8.prefix($0)) }
            if date { return true }
            guard matches(Array(text.prefix(19)), "dddd-dd-ddTdd:dd:dd".utf8.prefix(19)) else { return false }
            var rest = text.dropFirst(19)
            if rest.first == UInt8(ascii: ".") {
                let digits = rest.dropFirst().prefix { $0 >= UInt8(ascii: "0") && $0 <= UInt8(ascii: "9") }
                if digits.isEmpty { return false }
                rest = rest.dropFirst(digits.count + 1)
            }
            return rest.elementsEqual("Z".utf8) || matches(Array(rest), "+dd:dd".utf8.prefix(6))
                || matches(Array(rest), "-dd:dd".utf8.prefix(6))
        }

        /// Whether each byte is the form's, where `d` stands for a digit.
        private static func matches(_ text: [UInt8], _ form: some Collection<UInt8>) -> Bool {
            text.count == form.count
                && zip(text, form).allSatisfy { byte, sign in
                    sign == UInt8(ascii: "d") ? byte >= UInt8(ascii: "0") && byte <= UInt8(ascii: "9") : byte == sign
                }
        }
    }
}

extension CaseRecord.PartialDate: Codable, CustomStringConvertible {
    /// Reads a date and refuses a text that is none.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let date = Self(rawValue: text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no date: write 2015, 2015-02 or 2015-02-09.")
        }
        self = date
    }

    /// Writes the date's text.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(rawValue)
    }

    /// The date's text.
    public var description: String { rawValue }
}
