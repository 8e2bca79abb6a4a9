extension CaseRecord {
    /// What a source states in one place: a reading, or the reason why there is none, next to the text as printed.
    ///
    /// Exactly one of ``value`` and ``missing`` should be there. In a file a bare value is written alone: `sex: female`.
    public struct Stated<Value: Codable & Hashable & Sendable>: Hashable, Sendable {
        /// The reading.
        public var value: Value?
        /// Why there is no reading.
        public var missing: AbsentReason?
        /// The text as printed, where it is dirty, ambiguous or a table's cell; empty text is a blank cell.
        public var raw: String?

        /// A reading with, where it matters, the text that it was made from.
        public init(_ value: Value, raw: String? = nil) {
            self.value = value
            self.raw = raw
        }

        /// No reading, for a reason, with the text as printed.
        public init(missing: AbsentReason, raw: String? = nil) {
            self.missing = missing
            self.raw = raw
        }
    }
}

extension CaseRecord.Stated: Codable {
    private enum Key: String, CodingKey { case value, missing, raw }

    /// Reads either the bare value or a mapping of `value`, `missing` and `raw`.
    public init(from decoder: any Decoder) throws {
        guard let container = try? decoder.container(keyedBy: Key.self) else {
            value = try decoder.singleValueContainer().decode(Value.self)
            return
        }
        value = try container.decodeIfPresent(Value.self, forKey: .value)
        missing = try container.decodeIfPresent(CaseRecord.AbsentReason.self, forKey: .missing)
        raw = try container.decodeIfPresent(String.self, forKey: .raw)
    }

    /// Writes the bare value where nothing else is known.
    public func encode(to encoder: any Encoder) throws {
        if let value, missing == nil, raw == nil {
            var container = encoder.singleValueContainer()
            try container.encode(value)
            return
        }
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(value, forKey: .value)
        try container.encodeIfPresent(missing, forKey: .missing)
        try container.encodeIfPresent(raw, forKey: .raw)
    }
}
