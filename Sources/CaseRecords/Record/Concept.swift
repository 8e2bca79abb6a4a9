extension CaseRecord {
    /// A clinical idea: the words for it, and codes where their meaning is certain (FHIR R4, CodeableConcept).
    ///
    /// In a file a concept without codes is its text alone: `what: sclerodactyly`.
    public struct Concept: Hashable, Sendable {
        /// The idea in plain words; always there.
        public var text: String
        /// The same idea in code systems; empty when no code is certain.
        public var codings: [Coding]

        /// A concept in words, with the codes that are certain.
        public init(_ text: String, codings: [Coding] = []) {
            self.text = text
            self.codings = codings
        }
    }

    /// One code of one code system (FHIR R4, Coding).
    public struct Coding: Codable, Hashable, Sendable {
        /// The code system's canonical address, such as `http://loinc.org`.
        public var system: String
        /// The code.
        public var code: String
        /// The code system's own words for the code.
        public var display: String?

        /// A code with its system and, where known, the system's words for it.
        public init(system: String, code: String, display: String? = nil) {
            self.system = system
            self.code = code
            self.display = display
        }
    }
}

extension CaseRecord.Concept: ExpressibleByStringLiteral {
    /// A concept without codes, written in source code.
    public init(stringLiteral value: String) { self.init(value) }
}

extension CaseRecord.Concept: Codable {
    private struct Full: Codable {
        var text: String
        @Sparse var codings: [CaseRecord.Coding] = []
    }

    /// Reads either the text alone or `text` and `codings`.
    public init(from decoder: any Decoder) throws {
        if let text = try? decoder.singleValueContainer().decode(String.self) {
            self.init(text)
        } else {
            let full = try Full(from: decoder)
            self.init(full.text, codings: full.codings)
        }
    }

    /// Writes the text alone when there are no codes.
    public func encode(to encoder: any Encoder) throws {
        if codings.isEmpty {
            var container = encoder.singleValueContainer()
            try container.encode(text)
        } else {
            try Full(text: text, codings: codings).encode(to: encoder)
        }
    }
}
