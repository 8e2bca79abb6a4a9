#if canImport(Darwin)
    import Darwin
#elseif canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The functions of the units that are no plain multiple of another (The Unified Code for Units of Measure, sections 2.4.3 on special
/// units and 4.2 with their tables). The raw values stand in the compiled table.
package enum SpecialFunction: UInt8, Sendable, CaseIterable {
    case celsius = 1, fahrenheit, reaumur
    case pH
    case naturalLogarithm, decimalLogarithm, twiceDecimalLogarithm, binaryLogarithm
    case tangentTimes100
    case squareRoot
    case potencyX, potencyC, potencyM, potencyQ

    /// The function by the name that the official file gives it.
    package init?(named name: String) {
        switch name {
        case "Cel": self = .celsius
        case "degF": self = .fahrenheit
        case "degRe": self = .reaumur
        case "pH": self = .pH
        case "ln": self = .naturalLogarithm
        case "lg": self = .decimalLogarithm
        case "lgTimes2": self = .twiceDecimalLogarithm
        case "ld": self = .binaryLogarithm
        case "tanTimes100", "100tan": self = .tangentTimes100
        case "sqrt": self = .squareRoot
        case "hpX": self = .potencyX
        case "hpC": self = .potencyC
        case "hpM": self = .potencyM
        case "hpQ": self = .potencyQ
        default: return nil
        }
    }

    /// The zero of the temperature scales in their own degrees above absolute zero, exact.
    private var offset: Rational? {
        switch self {
        case .celsius: return Rational(decimal: "273.15")
        case .fahrenheit: return Rational(decimal: "459.67")
        case .reaumur: return Rational(decimal: "218.52")
        default: return nil
        }
    }

    /// From a value on the special scale to one in the proper unit (f⁻¹ of the specification). Exact for temperatures and the
    /// square root; nil where there is no such value.
    func properValue(_ value: Rational) -> Rational? {
        if let offset: Rational { return value + offset }
        let x: Double = value.double
        switch self {
        case .squareRoot: return value < .zero || value.bitWidth > Rational.largestBitWidth / 2 ? nil : value * value
        case .pH, .potencyX: return power(of: 10, value.negated, -x)
        case .naturalLogarithm: return Rational(rounding: exp(x))
        case .decimalLogarithm: return power(of: 10, value, x)
        case .twiceDecimalLogarithm: return power(of: 10, value * Rational(.one, over: Natural(2)), x / 2)
        case .binaryLogarithm: return power(of: 2, value, x)
        case .tangentTimes100: return Rational(rounding: atan(x / 100))
        case .potencyC: return power(of: 100, value.negated, -x)
        case .potencyM: return power(of: 1000, value.negated, -x)
        case .potencyQ: return power(of: 50000, value.negated, -x)
        case .celsius, .fahrenheit, .reaumur: return nil
        }
    }

    /// From a value in the proper unit to the special scale (f of the specification); nil where there is no such value.
    func specialValue(_ value: Rational) -> Rational? {
        if let offset: Rational { return value - offset }
        let x: Double = value.double
        switch self {
        case .tangentTimes100: return Rational(rounding: tan(x) * 100)
        case .squareRoot: return value < .zero ? nil : Rational(rounding: x.squareRoot())
        default: break
        }
        guard value > .zero else { return nil }
        switch self {
        case .pH, .potencyX: return Rational(rounding: -log10(x))
        case .naturalLogarithm: return Rational(rounding: log(x))
        case .decimalLogarithm: return Rational(rounding: log10(x))
        case .twiceDecimalLogarithm: return Rational(rounding: 2 * log10(x))
        case .binaryLogarithm: return Rational(rounding: log2(x))
        case .potencyC: return Rational(rounding: -log10(x) / 2)
        case .potencyM: return Rational(rounding: -log10(x) / 3)
        case .potencyQ: return Rational(rounding: -log(x) / log(50000))
        default: return nil
        }
    }

    /// A power with a whole exponent is exact; any other one is rounded.
    private func power(of base: Int, _ exponent: Rational, _ nearby: Double) -> Rational? {
        if exponent.denominator.isOne, let magnitude: UInt64 = exponent.numerator.small, magnitude <= 300 {
            return Rational(base).power(exponent.isNegative ? -Int(magnitude) : Int(magnitude))
        }
        return Rational(rounding: pow(Double(base), nearby))
    }
}

/// The scale of a special unit: its function and the number it is multiplied with (0.1 for `dB`).
package struct SpecialScale: Hashable, Sendable {
    package var function: SpecialFunction
    package var factor: Rational = .one

    package init(_ function: SpecialFunction) {
        self.function = function
    }
}
