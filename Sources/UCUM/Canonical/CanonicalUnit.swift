/// What a unit comes down to: a number times powers of the seven base units.
///
/// Two units are commensurable when the powers agree; a value converts by the ratio of the numbers, which are exact fractions
/// (The Unified Code for Units of Measure, section 2.4 on semantics). Arbitrary units (`[iU]`) are commensurable with
/// nothing but themselves, so they count like further base units. Units such as `Cel` have a function in addition.
public struct CanonicalUnit: Hashable, Sendable {
    /// The base units in the order of ``dimension``, as UCUM writes them.
    public static let baseUnits: [String] = ["m", "s", "g", "rad", "K", "C", "cd"]

    /// How many of the powers of base units one unit holds. For a special unit: those that its function's argument is measured in.
    public package(set) var magnitude: Rational = .one

    /// The exponents of the base units m, s, g, rad, K, C and cd; the eighth lane is always 0.
    package var exponents: SIMD8<Int64> = .zero

    /// The arbitrary units in it, by number, each with its exponent; in ascending order, none with 0.
    package var arbitrary: [ArbitraryPower] = []

    /// The function of a special unit.
    package var scale: SpecialScale?

    package init() {}

    /// The exponents of the base units in the order of ``baseUnits``.
    public var dimension: [Int] { (0..<7).map { Int(exponents[$0]) } }

    /// Whether a value converts from one unit to the other by a function with an offset or a logarithm, not by a factor alone.
    public var isSpecial: Bool { scale != nil }

    /// Whether the two measure the same kind of thing, so that a value converts from one to the other.
    public func isCommensurable(with other: CanonicalUnit) -> Bool {
        exponents == other.exponents && arbitrary == other.arbitrary
    }

    package mutating func multiply(by other: CanonicalUnit, power exponent: Int) -> Bool {
        guard let factor: Rational = other.magnitude.boundedPower(exponent) else { return false }
        magnitude = magnitude * factor
        exponents &+= other.exponents &* SIMD8<Int64>(repeating: Int64(exponent))
        for power in other.arbitrary { add(ArbitraryPower(unit: power.unit, exponent: power.exponent * exponent)) }
        return magnitude.bitWidth <= Rational.largestBitWidth
    }

    private mutating func add(_ power: ArbitraryPower) {
        let index: Int = arbitrary.firstIndex { $0.unit >= power.unit } ?? arbitrary.count
        if index < arbitrary.count, arbitrary[index].unit == power.unit {
            arbitrary[index].exponent += power.exponent
            if arbitrary[index].exponent == 0 { arbitrary.remove(at: index) }
        } else if power.exponent != 0 {
            arbitrary.insert(power, at: index)
        }
    }
}

/// An arbitrary unit in a product.
package struct ArbitraryPower: Hashable, Sendable {
    package var unit: Int
    package var exponent: Int

    package init(unit: Int, exponent: Int) {
        self.unit = unit
        self.exponent = exponent
    }
}

extension Rational {
    /// Magnitudes beyond this are refused: `[in_i]9999` is a valid unit, but no one measures with it.
    package static let largestBitWidth: Int = 1 << 12

    /// The power, or nil where it would pass the limit or divide by zero.
    package func boundedPower(_ exponent: Int) -> Rational? {
        let (bits, overflow): (Int, Bool) = bitWidth.multipliedReportingOverflow(by: abs(exponent))
        guard !overflow, bits <= Rational.largestBitWidth + 64 else { return self == .one ? self : nil }
        return power(exponent)
    }
}

extension CanonicalUnit {
    /// The product of two units that have no offset or logarithm; nil otherwise or where the magnitude grows out of range.
    public func multiplied(by other: CanonicalUnit) -> CanonicalUnit? { product(other, 1) }

    /// The quotient of two units that have no offset or logarithm; nil otherwise or where the magnitude grows out of range.
    public func divided(by other: CanonicalUnit) -> CanonicalUnit? { product(other, -1) }

    private func product(_ other: CanonicalUnit, _ exponent: Int) -> CanonicalUnit? {
        guard scale == nil, other.scale == nil else { return nil }
        var result: CanonicalUnit = self
        return result.multiply(by: other, power: exponent) ? result : nil
    }
}
