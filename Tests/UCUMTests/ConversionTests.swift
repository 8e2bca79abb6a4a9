import Testing
import UCUM

@Suite struct ConversionTests {
    private func convert(_ value: String, _ from: String, _ to: String) throws -> Rational {
        try Unit(from).convert(try #require(Rational(decimal: value)), to: Unit(to))
    }

    @Test(
        "exact conversions",
        arguments: [
            ("4.0", "g", "4000", "mg", "prefix"), ("1", "wk", "7", "d", "defined unit"),
            ("1", "[in_i]", "2.54", "cm", "customary unit"), ("71.6", "mg/dL", "0.716", "g/L", "quotient"),
            ("6.3", "s.mm-2", "6300000", "s.m-2", "negative power of a prefix"),
            ("1", "10*3/uL", "1000000000", "/L", "power of ten"), ("5", "%", "0.05", "1", "percent"),
            ("360", "deg", "1", "circ", "pi cancels"), ("1", "a", "365.25", "d", "mean Julian year"),
            ("12", "mo", "1", "a", "a twelfth of it"), ("1", "L", "1", "dm3", "volume by power"),
            ("1", "ml/(8.h)", "3", "ml/d", "factor under a division"),
            ("1", "ml/8.h", "1", "ml.h/8", "left to right: the hour multiplies"),
            ("1", "mm[Hg]", "133.322", "Pa", "as UCUM defines it"), ("1", "N", "1000", "g.m/s2", "derived unit"),
            ("1", "[lb_av]", "453.59237", "g", "grains"), ("1", "m/s/s", "1", "m/s2", "two divisions"),
            ("1000", "[IU]/L", "1", "k[iU]/L", "the two names of the international unit"),
            ("1", "mol/L", "1", "mmol/mL", "amount"), ("2", "{beats}/min", "120", "/h", "annotations count as one"),
            ("1", "4.[pi].10*-7.N/A2", "1", "[mu_0]", "defining expression"), ("-1", "km", "-1000", "m", "negative"),
            ("1", "Kibit", "128", "By", "binary prefix"), ("1", "[gal_us]", "231", "[in_i]3", "power of a customary unit"),
            ("1", "bar", "100000", "Pa", "powers of grams"), ("1", "U", "1", "umol/min", "catalytic activity"),
            ("1", "Cel", "274.15", "K", "offset"), ("37", "Cel", "98.6", "[degF]", "two offsets"),
            ("98.6", "[degF]", "37", "Cel", "back"), ("-40", "[degF]", "-40", "Cel", "where the scales meet"),
            ("80", "[degRe]", "100", "Cel", "Réaumur"), ("1", "kCel", "1273.15", "K", "a special unit with a prefix"),
            ("0", "K", "-273.15", "Cel", "absolute zero"), ("9", "[degR]", "5", "K", "Rankine has no offset"),
            ("7", "[pH]", "0.0000001", "mol/l", "acidity"), ("30", "dB[W]", "1000", "W", "tenths of bel"),
            ("3", "B", "1000", "1", "bel"), ("120", "dB[SPL]", "20", "Pa", "sound pressure"),
            ("3", "bit_s", "8", "1", "bits as a scale"), ("3", "[m/s2/Hz^(1/2)]", "9", "m2/s4/Hz", "square root"),
        ])
    func exact(_ row: (value: String, from: String, expected: String, to: String, reason: String)) throws {
        #expect(try convert(row.value, row.from, row.to).decimal == row.expected, "\(row.reason)")
    }

    @Test(
        "conversions with no end as a decimal are fractions",
        arguments: [
            ("[ft_us]", "m", 1200, 3937, "the survey foot"), ("mm", "[in_i]", 5, 127, "an inch is 127/5 mm"),
            ("d", "wk", 1, 7, "a seventh"), ("[degR]", "K", 5, 9, "Rankine"),
        ])
    func fractions(_ row: (from: String, to: String, numerator: Int, denominator: Int, reason: String)) throws {
        let value: Rational = try convert("1", row.from, row.to)
        #expect(value == Rational(row.numerator).divided(by: Rational(row.denominator)), "\(row.reason)")
        #expect(value.decimal == nil)
    }

    @Test(
        "rounded conversions",
        arguments: [
            ("0.0000000398", "mol/l", "7.40012", "[pH]", "logarithm"), ("1000", "W", "30.0000", "dB[W]", "to a scale"),
            ("2", "V", "6.02060", "dB[V]", "a field quantity counts twice"), ("1", "Np", "2.71828", "1", "neper"),
            ("100", "%[slope]", "45.0000", "deg", "slope of one in one"), ("45", "deg", "100.000", "[p'diop]", "prism"),
            ("2", "m2/s4/Hz", "1.41421", "[m/s2/Hz^(1/2)]", "root"), ("2", "[hp'_C]", "0.000100000", "1", "potency"),
            ("0.5", "B", "3.16228", "1", "half a bel"),
        ])
    func rounded(_ row: (value: String, from: String, expected: String, to: String, reason: String)) throws {
        let value: Rational = try convert(row.value, row.from, row.to)
        let expected: Rational = try #require(Rational(decimal: row.expected))
        let difference: Rational = value < expected ? expected - value : value - expected
        #expect(difference < Rational(decimal: "0.00001")!, "\(row.reason): \(value.decimal(significantDigits: 8))")
    }

    @Test(
        "what does not convert",
        arguments: [
            ("1", "g", "m", UnitProblem.notCommensurable, "mass and length"),
            ("1", "[iU]", "U", .notCommensurable, "arbitrary units are only themselves"),
            ("1", "[iU]", "[arb'U]", .notCommensurable, "two arbitrary units"),
            ("1", "[iU]", "1", .notCommensurable, "an arbitrary unit is no number"),
            ("1", "Cel", "s", .notCommensurable, "temperature and time"),
            ("0", "mol/l", "[pH]", .valueOutOfRange, "logarithm of zero"),
            ("-1", "W", "B[W]", .valueOutOfRange, "logarithm of a negative number"),
            ("1", "Cel/s", "K/s", .specialUnitInProduct, "a special unit in a quotient"),
            ("1", "Cel2", "K2", .specialUnitInProduct, "a special unit with an exponent"),
            ("1", "[in_i]9999", "m9999", .magnitudeOutOfRange, "a number of thousands of digits"),
            ("1", "0.m", "m", .magnitudeOutOfRange, "no unit is zero"),
            ("1", "m/0", "m", .magnitudeOutOfRange, "division by zero"),
        ])
    func errors(_ row: (value: String, from: String, to: String, problem: UnitProblem, reason: String)) throws {
        let value: Rational = try #require(Rational(decimal: row.value))
        let (from, to): (Unit, Unit) = (try Unit(row.from), try Unit(row.to))
        let error: UnitError = try #require(throws: UnitError.self) { try from.convert(value, to: to) }
        #expect(error.problem == row.problem, "\(row.reason)")
    }

    @Test(
        "canonical forms",
        arguments: [
            ("Pa", "m-1.s-2.g", "1000"), ("mg/dL", "m-3.g", "10"), ("1", "1", "1"), ("k[iU]/L", "m-3.[iU]", "1000000"),
            ("[iU]/[iU]", "1", "1"), ("V", "m2.s-2.g.C-1", "1000"), ("Cel", "K", "1"),
        ])
    func canonical(_ row: (unit: String, code: String, magnitude: String)) throws {
        let canonical: CanonicalUnit = try Unit(row.unit).canonical()
        #expect(canonical.code == row.code)
        #expect(canonical.magnitude.decimal == row.magnitude)
    }

    @Test func sameMeaning() throws {
        #expect(try Unit("L").means(Unit("dm3")))
        #expect(try Unit("L") != Unit("dm3"))
        #expect(try !Unit("Cel").means(Unit("K")))
        #expect(try Unit("Cel").isCommensurable(with: Unit("K")))
        #expect(try !Unit("Cel/s").isCommensurable(with: Unit("K/s")))
    }

    @Test func products() throws {
        let area: CanonicalUnit = try #require(try Unit("cm").canonical().multiplied(by: Unit("m").canonical()))
        #expect(area.code == "m2")
        #expect(area.magnitude.decimal == "0.01")
        #expect(try Unit("m").canonical().divided(by: Unit("s").canonical())?.code == "m.s-1")
        #expect(try Unit("Cel").canonical().multiplied(by: Unit("m").canonical()) == nil)
    }
}
