extension CaseRecord {
    /// One quantity or the span between two: an age, a distance in time, a normal range.
    ///
    /// In a file `{value: 54, ucum: a}` or `{low: {…}, high: {…}}`.
    public enum Amount: Hashable, Sendable {
        /// One quantity.
        case quantity(Quantity)
        /// From the first to the second; one of them may be open.
        case range(low: Quantity?, high: Quantity?)
    }
}

extension CaseRecord.Amount: Codable {
    private enum Key: String, CodingKey { case low, high }

    /// Reads a range where `low` or `high` stands, otherwise a quantity.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if container.contains(.low) || container.contains(.high) {
            self = .range(
                low: try container.decodeIfPresent(CaseRecord.Quantity.self, forKey: .low),
                high: try container.decodeIfPresent(CaseRecord.Quantity.self, forKey: .high))
        } else {
            self = .quantity(try CaseRecord.Quantity(from: decoder))
        }
    }

    /// Writes a quantity's own members, or `low` and `high`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .quantity(let quantity): try quantity.encode(to: encoder)
        case .range(let low, let high):
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(low, forKey: .low)
            try container.encodeIfPresent(high, forKey: .high)
        }
    }
}
