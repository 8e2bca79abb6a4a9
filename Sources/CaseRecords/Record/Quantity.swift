extension CaseRecord {
    /// A measured amount (FHIR R4, Quantity).
    public struct Quantity: Codable, Hashable, Sendable {
        /// The number, with the digits of the source.
        public var value: DecimalText
        /// How the true value relates to the number; nil when it is the number.
        public var comparator: Comparator?
        /// The source says "about"; not the same as a comparator (gap N4 of R4).
        @Sparse public var approximate: Bool = false
        /// The unit as people print it, where that is not the UCUM code: `mm Hg`.
        public var unit: String?
        /// The unit's UCUM code: `mm[Hg]`.
        public var ucum: String?

        /// A number with its UCUM unit, and the printed unit where it differs.
        public init(_ value: DecimalText, ucum: String? = nil, unit: String? = nil) {
            self.value = value
            self.ucum = ucum
            self.unit = unit
        }
    }

    /// How a true value relates to the number given (FHIR R4, `quantity-comparator`).
    public enum Comparator: String, Codable, Hashable, Sendable, CaseIterable {
        /// The true value is less.
        case less = "<"
        /// The true value is less or equal.
        case lessOrEqual = "<="
        /// The true value is greater or equal.
        case greaterOrEqual = ">="
        /// The true value is greater.
        case greater = ">"
    }
}
