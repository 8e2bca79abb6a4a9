extension CaseRecord {
    /// The result of a measurement (FHIR R4, Observation.value[x] and dataAbsentReason).
    ///
    /// In a file a mapping of one member that names the kind: `value: {integer: 20}`, `value: {missing: unknown}`.
    public enum Value: Hashable, Sendable {
        /// A number with its unit.
        case quantity(Quantity)
        /// A span of quantities; one end may be open.
        case range(low: Quantity?, high: Quantity?)
        /// A titre.
        case ratio(Ratio)
        /// A count or a score.
        case integer(Int)
        /// A result in words or codes: negative, satisfactory.
        case concept(Concept)
        /// Words that are no concept.
        case text(String)
        /// Yes or no.
        case boolean(Bool)
        /// A date as the result.
        case date(PartialDate)
        /// No result, for a reason.
        case missing(AbsentReason)
    }
}

extension CaseRecord.Value: Codable {
    private enum Key: String, CodingKey, CaseIterable {
        case quantity, range, ratio, integer, concept, text, boolean, date, missing
    }

    /// Reads a mapping of exactly one member.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        guard let key = container.allKeys.first, container.allKeys.count == 1 else {
            let kinds = Key.allCases.map(\.rawValue).joined(separator: ", ")
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "A value has exactly one of \(kinds)."))
        }
        switch key {
        case .quantity: self = .quantity(try container.decode(CaseRecord.Quantity.self, forKey: key))
        case .range:
            guard case .range(let low, let high) = try container.decode(CaseRecord.Amount.self, forKey: key) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: container, debugDescription: "A range has low or high.")
            }
            self = .range(low: low, high: high)
        case .ratio: self = .ratio(try container.decode(CaseRecord.Ratio.self, forKey: key))
        case .integer: self = .integer(try container.decode(Int.self, forKey: key))
        case .concept: self = .concept(try container.decode(CaseRecord.Concept.self, forKey: key))
        case .text: self = .text(try container.decode(String.self, forKey: key))
        case .boolean: self = .boolean(try container.decode(Bool.self, forKey: key))
        case .date: self = .date(try container.decode(CaseRecord.PartialDate.self, forKey: key))
        case .missing: self = .missing(try container.decode(CaseRecord.AbsentReason.self, forKey: key))
        }
    }

    /// Writes the one member that names the kind.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        switch self {
        case .quantity(let value): try container.encode(value, forKey: .quantity)
        case .range(let low, let high):
            try container.encode(CaseRecord.Amount.range(low: low, high: high), forKey: .range)
        case .ratio(let value): try container.encode(value, forKey: .ratio)
        case .integer(let value): try container.encode(value, forKey: .integer)
        case .concept(let value): try container.encode(value, forKey: .concept)
        case .text(let value): try container.encode(value, forKey: .text)
        case .boolean(let value): try container.encode(value, forKey: .boolean)
        case .date(let value): try container.encode(value, forKey: .date)
        case .missing(let value): try container.encode(value, forKey: .missing)
        }
    }
}
