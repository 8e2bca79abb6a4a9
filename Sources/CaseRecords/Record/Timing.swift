extension CaseRecord {
    /// When something was so or was done: at a point in time or over a period.
    ///
    /// In a file a point is a ``Moment``'s own members, a period is `from` and `to`, each a moment.
    public enum Timing: Hashable, Sendable {
        /// A point in time.
        case at(Moment)
        /// A period. An open end says nothing about whether it is still so.
        case period(from: Moment?, to: Moment?)
    }
}

extension CaseRecord.Timing: Codable {
    private enum Key: String, CodingKey { case from, to }

    /// Reads a period where `from` or `to` stands, otherwise a point.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: Key.self)
        if container.contains(.from) || container.contains(.to) {
            self = .period(
                from: try container.decodeIfPresent(CaseRecord.Moment.self, forKey: .from),
                to: try container.decodeIfPresent(CaseRecord.Moment.self, forKey: .to))
        } else {
            self = .at(try CaseRecord.Moment(from: decoder))
        }
    }

    /// Writes a moment's own members, or `from` and `to`.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .at(let moment): try moment.encode(to: encoder)
        case .period(let start, let end):
            var container = encoder.container(keyedBy: Key.self)
            try container.encodeIfPresent(start, forKey: .from)
            try container.encodeIfPresent(end, forKey: .to)
        }
    }
}

extension CaseRecord.Moment {
    /// The item that this time is told from, if any.
    var references: [ItemID] { relative.map { [$0.event] } ?? [] }
}

extension CaseRecord.Timing {
    /// The items that this time is told from.
    var references: [ItemID] {
        switch self {
        case .at(let moment): moment.references
        case .period(let start, let end): (start?.references ?? []) + (end?.references ?? [])
        }
    }
}
