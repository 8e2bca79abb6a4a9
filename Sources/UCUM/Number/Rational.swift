/// An exact fraction of any size, always in lowest terms.
///
/// Values and unit magnitudes are fractions because a decimal cannot hold a third of a foot or a twelfth of a year:
/// with them `1 'wk' = 7 'd'` and `1 '[ft_us]' = 1200/3937 'm'` are equal and not merely near.
public struct Rational: Hashable, Sendable {
    package let isNegative: Bool
    package let numerator: Natural
    package let denominator: Natural

    /// Zero.
    public static let zero: Rational = Rational(0)
    /// One.
    public static let one: Rational = Rational(1)

    /// The fraction in lowest terms; the denominator must not be zero.
    package init(isNegative: Bool = false, _ numerator: Natural, over denominator: Natural) {
        let divisor: Natural = denominator.isOne ? .one : Natural.greatestCommonDivisor(numerator, denominator)
        self.isNegative = isNegative && !numerator.isZero
        self.numerator = divisor.isOne ? numerator : numerator.dividing(by: divisor).quotient
        self.denominator = divisor.isOne ? denominator : denominator.dividing(by: divisor).quotient
    }

    /// A whole number.
    public init(_ value: Int) {
        isNegative = value < 0
        numerator = Natural(UInt64(value.magnitude))
        denominator = .one
    }

    private init(reduced isNegative: Bool, _ numerator: Natural, _ denominator: Natural) {
        self.isNegative = isNegative
        self.numerator = numerator
        self.denominator = denominator
    }

    /// Whether the value is 0.
    public var isZero: Bool { numerator.isZero }

    /// Bits that the fraction takes: what a power of it will take is found without making it.
    package var bitWidth: Int { numerator.bitWidth + denominator.bitWidth }

    /// The value with the sign turned.
    public var negated: Rational { Rational(reduced: !isNegative && !isZero, numerator, denominator) }

    /// One over the value; nil for zero.
    public var reciprocal: Rational? { isZero ? nil : Rational(reduced: isNegative, denominator, numerator) }

    /// The sum.
    public static func + (a: Rational, b: Rational) -> Rational {
        let left: Natural = a.numerator * b.denominator
        let right: Natural = b.numerator * a.denominator
        let denominator: Natural = a.denominator * b.denominator
        if a.isNegative == b.isNegative { return Rational(isNegative: a.isNegative, left + right, over: denominator) }
        return left < right
            ? Rational(isNegative: b.isNegative, right - left, over: denominator)
            : Rational(isNegative: a.isNegative, left - right, over: denominator)
    }

    /// The difference.
    public static func - (a: Rational, b: Rational) -> Rational { a + b.negated }

    /// The product.
    public static func * (a: Rational, b: Rational) -> Rational {
        Rational(
            isNegative: a.isNegative != b.isNegative, a.numerator * b.numerator, over: a.denominator * b.denominator)
    }

    /// The quotient; nil where `b` is zero.
    public func divided(by b: Rational) -> Rational? { b.reciprocal.map { self * $0 } }

    /// The power with a whole exponent; nil for a negative power of zero.
    public func power(_ exponent: Int) -> Rational? {
        if exponent < 0 { return reciprocal?.power(-exponent) }
        return Rational(
            reduced: isNegative && exponent & 1 == 1, numerator.power(exponent), denominator.power(exponent))
    }
}

extension Rational: Comparable {
    /// Whether `a` is less than `b`, exactly.
    public static func < (a: Rational, b: Rational) -> Bool {
        if a.isNegative != b.isNegative { return a.isNegative }
        let left: Natural = a.numerator * b.denominator
        let right: Natural = b.numerator * a.denominator
        return a.isNegative ? right < left : left < right
    }
}
