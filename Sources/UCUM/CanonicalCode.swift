extension CanonicalUnit {
    /// The powers of base units as a unit code, such as `m-1.s-2.g` for the pascal; `1` for a plain number. The magnitude is not in it.
    public var code: String {
        var parts: [String] = []
        for index in 0..<7 where exponents[index] != 0 {
            parts.append(CanonicalUnit.baseUnits[index] + (exponents[index] == 1 ? "" : "\(exponents[index])"))
        }
        for power in arbitrary {
            parts.append(UnitTable.embedded.code(power.unit) + (power.exponent == 1 ? "" : "\(power.exponent)"))
        }
        return parts.isEmpty ? "1" : parts.joined(separator: ".")
    }
}
