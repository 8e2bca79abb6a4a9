import FHIRCore

extension FHIRView {
    /// Reads a view through any decoder, in the form of FHIR JSON.
    /// - Throws: `DecodingError`, also for a resource of another type.
    public init(from decoder: any Decoder) throws {
        self.init(element: try ElementCoding.decode(Self.typeName, from: decoder))
    }

    /// Writes a view through any encoder, in the form of FHIR JSON.
    /// - Throws: `EncodingError` for a number that has more digits than a binary number can carry; what else the encoder throws.
    public func encode(to encoder: any Encoder) throws { try ElementCoding.encode(element, to: encoder) }
}

extension FHIRCodeValue {
    /// Reads a code with its id and extensions through any decoder.
    public init(from decoder: any Decoder) throws {
        self.init(element: try ElementCoding.decode(Self.typeName, from: decoder))
    }

    /// Writes a code with its id and extensions through any encoder.
    public func encode(to encoder: any Encoder) throws { try ElementCoding.encode(element, to: encoder) }
}
