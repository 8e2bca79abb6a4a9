import UCUM

/// A decimal number, exact: `coefficient` × 10^-`scale`. `1.10` keeps its two digits after the point.
///
/// 38 digits; what grows beyond them is an overflow, for which FHIRPath has the empty collection.
struct Decimal: Sendable {
    let coefficient: Int128
    let scale: Int

    /// Digits that a quotient without end keeps.
    private static let quotientDigits: Int = 28

    init(_ coefficient: Int128, scale: Int = 0) {
        self.coefficient = coefficient
        self.scale = scale
    }

    init(_ value: Int) { self.init(Int128(value)) }

    /// The number that a text of JSON or FHIRPath is; nil if it is none or has too many digits.
    init?(_ text: String) {
        var text: String = text
        guard let value = text.withUTF8({ Decimal($0) }) else { return nil }
        self = value
    }

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        var index: Int = 0
        let isNegative: Bool = bytes.first == 0x2D
        if isNegative || bytes.first == 0x2B { index = 1 }
        var value: Int128 = 0
        var places: Int = 0
        var digits: Int = 0
        var seenPoint: Bool = false
        while index < bytes.count {
            let byte: UInt8 = bytes[index]
            if byte == 0x2E && !seenPoint && digits > 0 {
                seenPoint = true
            } else if byte &- 0x30 < 10 {
                let (tens, tooMany) = value.multipliedReportingOverflow(by: 10)
                let (sum, tooBig) = tens.addingReportingOverflow(Int128(byte &- 0x30))
                if tooMany || tooBig || digits >= 200 { return nil }
                value = sum
                digits += 1
                if seenPoint { places += 1 }
            } else {
                break
            }
            index += 1
        }
        if digits == 0 || (seenPoint && places == 0) { return nil }
        if index < bytes.count {
            guard let exponent = Decimal.exponent(bytes, index) else { return nil }
            places -= exponent
        }
        let signed: Int128 = isNegative ? -value : value
        guard Decimal.checked(signed, scale: 0) != nil else { return nil }
        if places >= 0 {
            self.init(signed, scale: places)
        } else {
            guard let power = Decimal.power(of: -places) else { return nil }
            let (whole, overflow) = signed.multipliedReportingOverflow(by: power)
            if overflow || Decimal.checked(whole, scale: 0) == nil { return nil }
            self.init(whole)
        }
    }

    private static func exponent(_ bytes: UnsafeBufferPointer<UInt8>, _ start: Int) -> Int? {
        guard bytes[start] | 0x20 == 0x65 else { return nil }
        let exponent: Int? = Int(String(decoding: bytes[(start + 1)...], as: UTF8.self))
        return exponent.flatMap { abs($0) <= 60 ? $0 : nil }
    }

    /// A result of a floating point function, to the 15 digits that it holds; nil if it is not finite.
    init?(rounding value: Double) {
        guard value.isFinite, let exact = Rational(decimal: "\(value)") else { return nil }
        self.init(exact.decimal(significantDigits: 15))
    }

    /// The number, if it has no more than 38 digits: with that no sum of two of them and no change of sign can overflow.
    static func checked(_ coefficient: Int128, scale: Int) -> Decimal? {
        coefficient.magnitude < 100_000_000_000_000_000_000_000_000_000_000_000_000 ? Decimal(coefficient, scale: scale) : nil
    }

    static func power(of exponent: Int) -> Int128? {
        if exponent > 38 { return nil }
        var result: Int128 = 1
        for _ in 0..<exponent { result *= 10 }
        return result
    }

    // MARK: Forms

    /// The digits as written, without exponent.
    var text: String {
        let digits: String = String(coefficient.magnitude)
        let sign: String = coefficient < 0 ? "-" : ""
        if scale == 0 { return sign + digits }
        if digits.utf8.count > scale { return sign + digits.dropLast(scale) + "." + digits.suffix(scale) }
        return sign + "0." + String(repeating: "0", count: scale - digits.utf8.count) + digits
    }

    var double: Double { Double(text) ?? .nan }
    var rational: Rational { Rational(decimal: text) ?? .zero }
    var isZero: Bool { coefficient == 0 }
    var negated: Decimal { Decimal(-coefficient, scale: scale) }
    var magnitude: Decimal { coefficient < 0 ? negated : self }

    /// Without the zeros that end the fraction.
    var normalized: Decimal {
        var value: Int128 = coefficient
        var places: Int = scale
        while places > 0 && value % 10 == 0 {
            value /= 10
            places -= 1
        }
        return Decimal(value, scale: places)
    }

    /// The whole part, towards zero.
    var truncated: Int128 {
        guard let power = Decimal.power(of: scale) else { return 0 }
        return coefficient / power
    }

    /// The value as an integer; nil if it has a fraction or is too big.
    var integer: Int? {
        let whole: Decimal = normalized
        return whole.scale == 0 ? Int(exactly: whole.coefficient) : nil
    }

    /// The value with so many places, a half away from zero; nil on overflow.
    func rounded(places: Int) -> Decimal? { adjusted(places: places, roundingHalfUp: true) }

    /// The value with so many places, what is beyond cut off; nil on overflow.
    func cut(places: Int) -> Decimal? { adjusted(places: places, roundingHalfUp: false) }

    private func adjusted(places: Int, roundingHalfUp: Bool) -> Decimal? {
        if places >= scale {
            guard let power = Decimal.power(of: places - scale) else { return nil }
            let (value, overflow) = coefficient.multipliedReportingOverflow(by: power)
            return overflow ? nil : Decimal.checked(value, scale: places)
        }
        guard let power = Decimal.power(of: scale - places) else { return Decimal(0, scale: places) }
        let (quotient, rest) = coefficient.quotientAndRemainder(dividingBy: power)
        let isUp: Bool = roundingHalfUp && rest.magnitude >= (power / 2).magnitude
        return Decimal(isUp ? quotient + (coefficient < 0 ? -1 : 1) : quotient, scale: places)
    }
}

extension Decimal {
    /// Both coefficients on one scale; nil on overflow.
    private static func aligned(_ left: Decimal, _ right: Decimal) -> (Int128, Int128, Int)? {
        if left.scale == right.scale { return (left.coefficient, right.coefficient, left.scale) }
        let scale: Int = max(left.scale, right.scale)
        guard let one = left.rounded(places: scale), let other = right.rounded(places: scale) else { return nil }
        return (one.coefficient, other.coefficient, scale)
    }

    static func compare(_ left: Decimal, _ right: Decimal) -> Int {
        if let (one, other, _) = aligned(left, right) { return one < other ? -1 : (one == other ? 0 : 1) }
        let (one, other) = (left.rational, right.rational)
        return one < other ? -1 : (one == other ? 0 : 1)
    }

    func adding(_ other: Decimal) -> Decimal? {
        guard let (left, right, scale) = Decimal.aligned(self, other) else { return nil }
        let (sum, overflow) = left.addingReportingOverflow(right)
        return overflow ? nil : Decimal.checked(sum, scale: scale)
    }

    func multiplied(by other: Decimal) -> Decimal? {
        let (product, overflow) = coefficient.multipliedReportingOverflow(by: other.coefficient)
        return overflow ? nil : Decimal.checked(product, scale: scale + other.scale)
    }

    /// The quotient, exact where it ends within 28 digits, else rounded to them; nil for zero or on overflow.
    func divided(by other: Decimal) -> Decimal? {
        if other.isZero { return nil }
        let divisor: Int128 = Int128(other.coefficient.magnitude)
        var (quotient, rest) = Int128(coefficient.magnitude).quotientAndRemainder(dividingBy: divisor)
        var places: Int = scale - other.scale
        guard let limit = Decimal.power(of: Decimal.quotientDigits) else { return nil }
        while (rest != 0 || places < 0) && quotient < limit && places < 60 {
            let (tens, overflow) = rest.multipliedReportingOverflow(by: 10)
            if overflow { return nil }
            quotient = quotient * 10 + tens / divisor
            rest = tens % divisor
            places += 1
        }
        if places < 0 { return nil }
        if rest >= divisor - rest && rest != 0 { quotient += 1 }
        let result = Decimal((coefficient < 0) == (other.coefficient < 0) ? quotient : -quotient, scale: places)
        return places > 38 ? result.rounded(places: 38) : result
    }

    /// The whole part of the quotient, towards zero, and the rest; nil for zero or on overflow.
    func dividedWhole(by other: Decimal) -> (quotient: Int128, rest: Decimal)? {
        guard !other.isZero, let (left, right, scale) = Decimal.aligned(self, other) else { return nil }
        return (left / right, Decimal(left % right, scale: scale))
    }

    func power(_ exponent: Int) -> Decimal? {
        if exponent == Int.min { return nil }
        if exponent < 0 { return power(-exponent).flatMap { Decimal(1).divided(by: $0) } }
        if exponent > 4096 { return coefficient.magnitude <= 1 && scale == 0 ? power(exponent & 1) : nil }
        var result = Decimal(1)
        for _ in 0..<exponent {
            guard let next = result.multiplied(by: self) else { return nil }
            result = next
        }
        return result
    }
}
