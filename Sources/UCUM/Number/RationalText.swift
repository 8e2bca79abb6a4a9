extension Rational {
    /// Numbers with more digits or a greater exponent are refused: their fractions would take megabytes.
    static let largestExponent: Int = 4096

    /// The value of a decimal number as JSON, XML and FHIRPath write it: `-12.50`, `1e24`, `.5` is none.
    ///
    /// Nil where the text is no such number, or has more than 4096 digits or an exponent beyond ±4096.
    public init?(decimal text: String) {
        var text: String = text
        guard let value: Rational = text.withUTF8({ Rational(decimal: $0) }) else { return nil }
        self = value
    }

    /// The value of a decimal number in ASCII; see ``init(decimal:)-(String)``.
    public init?(decimal bytes: UnsafeBufferPointer<UInt8>) {
        guard let number: DecimalText = DecimalText(bytes) else { return nil }
        let power: Natural = Natural(10).power(abs(number.exponent))
        if number.exponent >= 0 {
            self.init(isNegative: number.isNegative, number.digits * power, over: .one)
        } else {
            self.init(isNegative: number.isNegative, number.digits, over: power)
        }
    }

    /// The value as a decimal without exponent, all digits given; nil where it has no end (1/3).
    public var decimal: String? {
        var rest: Natural = denominator
        let twos: Int = rest.trailingZeroBits
        rest = rest.shifted(right: twos)
        var fives: Int = 0
        while !rest.isOne {
            if rest.divide(by: 5) != 0 { return nil }
            fives += 1
        }
        let places: Int = max(twos, fives)
        let scaled: Natural = numerator * Natural(2).power(places - twos) * Natural(5).power(places - fives)
        return Rational.text(isNegative, scaled.decimalDigits, exponent: -places)
    }

    /// The value as a decimal without exponent, rounded to so many significant digits (a half goes to the even digit);
    /// zeros that end the fraction are left out.
    public func decimal(significantDigits: Int) -> String {
        if isZero { return "0" }
        // log10(2) is near 1233/4096. The estimate of the first digit's place may be too low, never too high, so that the
        // first try has too many digits and not too few.
        let bits: Int = numerator.bitWidth - denominator.bitWidth - 2
        var places: Int = significantDigits - ((bits * 1233) >> 12) - 1
        var digits: [UInt8] = Rational.rounded(scaled(places)).decimalDigits
        while digits.count > significantDigits {
            places -= digits.count - significantDigits
            digits = Rational.rounded(scaled(places)).decimalDigits
        }
        while places > 0 && digits.last == UInt8(ascii: "0") {
            digits.removeLast()
            places -= 1
        }
        return Rational.text(isNegative, digits, exponent: -places)
    }

    /// The value × 10^places as numerator and denominator.
    private func scaled(_ places: Int) -> (Natural, Natural) {
        let power: Natural = Natural(10).power(abs(places))
        return places >= 0 ? (numerator * power, denominator) : (numerator, denominator * power)
    }

    private static func rounded(_ fraction: (numerator: Natural, denominator: Natural)) -> Natural {
        let (quotient, remainder): (Natural, Natural) = fraction.numerator.dividing(by: fraction.denominator)
        let twice: Natural = remainder + remainder
        let isOdd: Bool = (quotient.limbs.first ?? 0) & 1 == 1
        let up: Bool = twice > fraction.denominator || (twice == fraction.denominator && isOdd)
        return up ? quotient + .one : quotient
    }

    private static func text(_ isNegative: Bool, _ digits: [UInt8], exponent: Int) -> String {
        let zero: UInt8 = UInt8(ascii: "0")
        var text: [UInt8] = isNegative ? [UInt8(ascii: "-")] : []
        if exponent >= 0 {
            text += digits
            if digits != [zero] { text += [UInt8](repeating: zero, count: exponent) }
        } else if digits.count > -exponent {
            text += digits[..<(digits.count + exponent)]
            text.append(UInt8(ascii: "."))
            text += digits[(digits.count + exponent)...]
        } else {
            text += [zero, UInt8(ascii: ".")]
            text += [UInt8](repeating: zero, count: -exponent - digits.count)
            text += digits
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// The nearest floating point number. Only the functions of special units (logarithms, tangent) use it.
    package var double: Double { Double(decimal(significantDigits: 20)) ?? .nan }

    /// A result of a floating point function, rounded to the 15 digits that such a number holds; nil if it is not finite.
    package init?(rounding value: Double) {
        guard value.isFinite, let exact: Rational = Rational(decimal: "\(value)") else { return nil }
        self.init(decimal: exact.decimal(significantDigits: 15))
    }
}

/// The parts of a decimal number's text: value = ±digits × 10^exponent.
private struct DecimalText {
    var isNegative: Bool = false
    var digits: Natural = .zero
    var exponent: Int = 0

    init?(_ bytes: UnsafeBufferPointer<UInt8>) {
        guard bytes.count <= Rational.largestExponent else { return nil }
        var position: Int = 0
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        guard read(bytes, &position) > 0 else { return nil }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            let places: Int = read(bytes, &position)
            guard places > 0 else { return nil }
            exponent = -places
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            guard let power: Int = DecimalText.power(bytes, from: position + 1) else { return nil }
            exponent += power
            position = bytes.count
        }
        guard position == bytes.count, abs(exponent) <= Rational.largestExponent else { return nil }
    }

    /// Reads digits and says how many there were.
    private mutating func read(_ bytes: UnsafeBufferPointer<UInt8>, _ position: inout Int) -> Int {
        let start: Int = position
        while position < bytes.count, bytes[position] &- UInt8(ascii: "0") < 10 {
            digits.multiply(by: 10, adding: UInt32(bytes[position] - UInt8(ascii: "0")))
            position += 1
        }
        return position - start
    }

    private static func power(_ bytes: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        var position: Int = start
        var isNegative: Bool = false
        if position < bytes.count, bytes[position] == UInt8(ascii: "-") || bytes[position] == UInt8(ascii: "+") {
            isNegative = bytes[position] == UInt8(ascii: "-")
            position += 1
        }
        guard position < bytes.count else { return nil }
        var value: Int = 0
        while position < bytes.count {
            guard bytes[position] &- UInt8(ascii: "0") < 10 else { return nil }
            value = value * 10 + Int(bytes[position] - UInt8(ascii: "0"))
            guard value <= 2 * Rational.largestExponent else { return nil }
            position += 1
        }
        return isNegative ? -value : value
    }
}
