extension CaseRecord {
    /// A point in time, by any of the three ways in which clinicians tell it, or several at once.
    ///
    /// In a file flat: `{date: 2015-02}`, `{age: {value: 54, ucum: a}}`, `{after: visit-1, by: {value: 3, ucum: mo}}`.
    public struct Moment: Hashable, Sendable {
        /// The date, as exactly as it is known.
        public var date: PartialDate?
        /// The patient's age then (gap N1 of R4). No birth date is derived from it.
        public var age: Amount?
        /// The time relative to an item.
        public var relative: RelativeTime?
        /// Why no time is known, where a source has a place for it and none of the three stands; a cell `NA`.
        public var missing: AbsentReason?
        /// The text as printed, where it is dirty or a table's cell.
        public var raw: String?

        /// A point in time.
        public init(date: PartialDate? = nil, age: Amount? = nil, relative: RelativeTime? = nil) {
            self.date = date
            self.age = age
            self.relative = relative
        }
    }
}

extension CaseRecord.Moment: Codable {
    enum Key: String, CodingKey { case date, age, before, during, after, by, words, missing, raw }

    /// Reads the flat members; two of `before`, `during` and `after` together are refused, and `by` without one of them.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        date = try container.decodeIfPresent(CaseRecord.PartialDate.self, forKey: .date)
        age = try container.decodeIfPresent(CaseRecord.Amount.self, forKey: .age)
        missing = try container.decodeIfPresent(CaseRecord.AbsentReason.self, forKey: .missing)
        raw = try container.decodeIfPresent(String.self, forKey: .raw)
        let relations: [Key] = [.before, .during, .after].filter(container.contains)
        guard let key = relations.first, let relation = CaseRecord.TimeRelation(rawValue: key.rawValue) else {
            let lost = [Key.by, .words].first(where: container.contains)
            if let lost {
                throw DecodingError.dataCorruptedError(
                    forKey: lost, in: container, debugDescription: "'\(lost.rawValue)' needs 'before', 'during' or 'after'.")
            }
            return
        }
        guard relations.count == 1 else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: container, debugDescription: "Only one of 'before', 'during' and 'after' can stand here.")
        }
        var time = CaseRecord.RelativeTime(relation, try container.decode(ItemID.self, forKey: key))
        time.distance = try container.decodeIfPresent(CaseRecord.Amount.self, forKey: .by)
        time.words = try container.decodeIfPresent(String.self, forKey: .words)
        relative = time
    }

    /// Writes the flat members.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: Key.self)
        try container.encodeIfPresent(date, forKey: .date)
        try container.encodeIfPresent(age, forKey: .age)
        if let relative {
            let key: Key =
                switch relative.relation {
                case .before: .before
                case .during: .during
                case .after: .after
                }
            try container.encode(relative.event, forKey: key)
            try container.encodeIfPresent(relative.distance, forKey: .by)
            try container.encodeIfPresent(relative.words, forKey: .words)
        }
        try container.encodeIfPresent(missing, forKey: .missing)
        try container.encodeIfPresent(raw, forKey: .raw)
    }
}
