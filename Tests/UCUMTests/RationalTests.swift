import Testing
import UCUM

@Suite struct RationalTests {
    @Test(
        "reads what JSON and FHIRPath write, and gives it back",
        arguments: [
            ("0", "0", "zero"), ("-0", "0", "zero has no sign"), ("12.50", "12.5", "a value, not a text"),
            ("1e3", "1000", "exponent"), ("980665e-5", "9.80665", "as UCUM writes it"), ("-1.5E+2", "-150", "signs"),
            ("0.000000000000000000001", "0.000000000000000000001", "beyond 64 bits"),
            ("123456789012345678901234567890.5", "123456789012345678901234567890.5", "beyond 64 bits"),
        ])
    func text(_ row: (text: String, decimal: String, reason: String)) throws {
        #expect(try #require(Rational(decimal: row.text)).decimal == row.decimal, "\(row.reason)")
    }

    @Test(
        "refuses what is no number",
        arguments: ["", "-", ".5", "1.", "1e", "1e+", "0x1", "1 ", "1e9999999999999999999", "1e5000", "NaN", "1,5"])
    func noNumber(_ text: String) {
        #expect(Rational(decimal: text) == nil)
    }

    @Test func arithmeticIsExact() throws {
        let third: Rational = try #require(Rational(1).divided(by: Rational(3)))
        #expect(third.decimal == nil)
        #expect(third + third + third == .one)
        #expect(third * Rational(3) == .one)
        #expect(third - Rational(1) == Rational(2).divided(by: Rational(-3)))
        #expect(third.power(-2) == Rational(9))
        #expect(Rational(0).reciprocal == nil)
        #expect(Rational(-2) < third && third < Rational(1) && !(third < third))
        #expect(Rational(-2).power(3) == Rational(-8))
    }

    /// (a·b + r) / b over operands that reach every branch of long division, checked by multiplying back.
    @Test func divisionOfManyLimbs() {
        let limbs: [UInt32] = [0, 1, 2, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFE, 0xFFFF_FFFF]
        var state: UInt64 = 1
        func next() -> UInt32 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            let pick: Int = Int(state >> 60)
            return pick < limbs.count ? limbs[pick] : UInt32(truncatingIfNeeded: state >> 20)
        }
        for _ in 0..<4000 {
            let a: Natural = Natural(limbs: (0..<Int(1 + next() % 7)).map { _ in next() })
            let b: Natural = Natural(limbs: (0..<Int(1 + next() % 5)).map { _ in next() } + [1 + next() / 2])
            let (quotient, remainder): (Natural, Natural) = a.dividing(by: b)
            #expect(quotient * b + remainder == a && remainder < b)
            #expect((a + b) - b == a)
            #expect(a.shifted(left: 37).shifted(right: 37) == a)
        }
    }

    @Test(
        "rounds to significant digits",
        arguments: [
            ("1.25", 2, "1.2", "a half goes to the even digit"), ("1.35", 2, "1.4", "a half goes to the even digit"),
            ("9.99", 2, "10", "a carry adds a place"), ("0.00123456", 3, "0.00123", "leading zeros do not count"),
            ("123456", 2, "120000", "zeros fill up"), ("-0.5", 5, "-0.5", "nothing to round"),
        ])
    func rounding(_ row: (text: String, digits: Int, expected: String, reason: String)) throws {
        let value: Rational = try #require(Rational(decimal: row.text))
        #expect(value.decimal(significantDigits: row.digits) == row.expected, "\(row.reason)")
    }
}
