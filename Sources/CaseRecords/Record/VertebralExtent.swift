extension CaseRecord {
    /// A run of vertebrae, both ends included, written `C4-C6`, or `L5` for one vertebra alone. It may cross regions: `T12-L3`.
    ///
    /// "The 4th and the 6th" is two extents, `[C4, C6]`; a bare region ("cervical") is a ``Site``'s name.
    public struct VertebralExtent: Hashable, Sendable {
        /// The vertebra nearest to the head.
        public var upper: Vertebra
        /// The vertebra nearest to the tail; the same as the upper for one alone.
        public var lower: Vertebra

        /// A run of vertebrae.
        public init(from upper: Vertebra, to lower: Vertebra) {
            self.upper = upper
            self.lower = lower
        }
    }

    /// One vertebra: `C1` to `C7`, `T1` to `T12`, `L1` to `L5`, `S1` to `S5`.
    public struct Vertebra: RawRepresentable, Hashable, Sendable, CaseIterable {
        /// The vertebra's name.
        public let rawValue: String

        /// All vertebrae from head to tail.
        public static let allCases: [Vertebra] = [("C", 7), ("T", 12), ("L", 5), ("S", 5)].flatMap { region, count in
            (1...count).map { Vertebra(name: "\(region)\($0)") }
        }

        /// Takes the name of a vertebra; anything else gives nil.
        public init?(rawValue: String) {
            self.init(name: rawValue)
            guard Self.allCases.contains(self) else { return nil }
        }

        private init(name: String) { rawValue = name }
    }
}

extension CaseRecord.VertebralExtent: Codable, CustomStringConvertible {
    /// `C4-C6`, or `L5` for one alone.
    public var description: String {
        upper == lower ? upper.rawValue : "\(upper.rawValue)-\(lower.rawValue)"
    }

    /// Takes the form of ``description``; anything else gives nil.
    public init?(_ text: String) {
        let ends = text.split(separator: "-", omittingEmptySubsequences: false).map {
            CaseRecord.Vertebra(rawValue: String($0))
        }
        guard (1...2).contains(ends.count), let upper = ends[0], let lower = ends[ends.count - 1] else { return nil }
        self.init(from: upper, to: lower)
    }

    /// Reads `C4-C6` or `L5`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        let text = try container.decode(String.self)
        guard let extent = Self(text) else {
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "'\(text)' is no run of vertebrae: write C4-C6, T12-L3 or L5.")
        }
        self = extent
    }

    /// Writes `C4-C6` or `L5`.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(description)
    }
}
