extension CaseRecord {
    /// A titre or another relation of two numbers, written `1:640` in a file.
    ///
    /// Not for a quantity whose unit is a quotient: 71.6 mg/mmol is a ``Quantity``.
    public struct Ratio: Hashable, Sendable {
        /// The first number.
        public var numerator: DecimalText
        /// The second number.
        public var denominator: DecimalText

        /// The relation of two numbers.
        public init(_ numerator: DecimalText, to denominator: DecimalText) {
            self.numerator = numerator
            self.denominator = denominator
        }
    }
}

extension CaseRecord.Ratio: Codable {
    /// Reads `1:640`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let parts = try container.decode(String.self).split(separator: ":", omittingEmptySubsequences: false)
        guard parts.count == 2, let numerator = DecimalText(rawValue: String(parts[0])),
            let denominator = DecimalText(rawValue: String(parts[1]))
        else { throw DecodingError.dataCorruptedError(in: container, debugDescription: "A ratio is written like '1:640'.") }
        self.init(numerator, to: denominator)
    }

    /// Writes `1:640`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode("\(numerator):\(denominator)")
    }
}
