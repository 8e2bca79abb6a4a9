/// A decimal number beyond the 38 digits of ``Decimal``: it keeps its text, and can be compared, but not calculated with.
///
/// FHIR sets no limit to a decimal's digits (FHIR R4, 2.24.0.1 Primitive types); such a number is a Decimal like any other until an
/// operation would have to make a new one of it.
struct LongDecimal: Sendable {
    /// The number as it was written.
    let text: String
    private let isNegative: Bool
    /// Without zeros at either end; empty for zero.
    private let digits: [UInt8]
    /// Place of the first digit: 0 for units, 1 for tens, -1 for tenths.
    private let place: Int

    /// Nil if the text is no decimal number of JSON or FHIRPath.
    init?(_ text: String) {
        var rest: Substring.UTF8View = text.utf8[...]
        isNegative = rest.first == UInt8(ascii: "-")
        if isNegative { rest = rest.dropFirst() }
        let whole: Substring.UTF8View = rest.prefix(while: LongDecimal.isDigit)
        rest = rest.dropFirst(whole.count)
        var fraction: Substring.UTF8View = rest.prefix(0)
        if rest.first == UInt8(ascii: ".") {
            fraction = rest.dropFirst().prefix(while: LongDecimal.isDigit)
            rest = rest.dropFirst(fraction.count + 1)
            if fraction.isEmpty { return nil }
        }
        if whole.isEmpty { return nil }
        var exponent: Int = 0
        if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
            let sign: Bool = rest.dropFirst().first == UInt8(ascii: "-")
            let magnitude: Substring.UTF8View =
                rest.dropFirst().first.map(LongDecimal.isDigit) == true ? rest.dropFirst() : rest.dropFirst(2)
            if magnitude.isEmpty || !magnitude.allSatisfy(LongDecimal.isDigit) { return nil }
            let value: Int = min(Int(Substring(magnitude)) ?? Int.max, Int.max / 4)
            exponent = sign ? -value : value
        } else if !rest.isEmpty {
            return nil
        }
        let all: [UInt8] = Array(whole) + fraction
        let significant: ArraySlice<UInt8> = all.drop { $0 == UInt8(ascii: "0") }
        place = whole.count - 1 - significant.startIndex + exponent
        digits = Array(
            significant[..<(significant.lastIndex { $0 != UInt8(ascii: "0") }.map { $0 + 1 } ?? significant.startIndex)])
        self.text = text
    }

    private init(_ text: String, _ isNegative: Bool, _ digits: [UInt8], _ place: Int) {
        (self.text, self.isNegative, self.digits, self.place) = (text, isNegative, digits, place)
    }

    private static func isDigit(_ byte: UInt8) -> Bool { byte &- 0x30 < 10 }

    var negated: LongDecimal {
        LongDecimal(isNegative ? String(text.dropFirst()) : "-" + text, !isNegative, digits, place)
    }

    /// Digits behind the point, as they were written.
    var scale: Int {
        text.firstIndex(of: ".").map { text[text.index(after: $0)...].prefix { $0 != "e" && $0 != "E" }.count } ?? 0
    }

    static func compare(_ left: LongDecimal, _ right: LongDecimal) -> Int {
        if left.digits.isEmpty || right.digits.isEmpty { return left.sign - right.sign }
        if left.isNegative != right.isNegative { return left.isNegative ? -1 : 1 }
        let order: Int = compareMagnitudes(left, right)
        return left.isNegative ? -order : order
    }

    private var sign: Int { digits.isEmpty ? 0 : (isNegative ? -1 : 1) }

    private static func compareMagnitudes(_ left: LongDecimal, _ right: LongDecimal) -> Int {
        if left.place != right.place { return left.place < right.place ? -1 : 1 }
        if left.digits == right.digits { return 0 }
        return left.digits.lexicographicallyPrecedes(right.digits) ? -1 : 1
    }

    /// The same number without zeros at its ends, if it then has few enough digits.
    var short: Decimal? {
        let scale: Int = digits.count - 1 - place
        if digits.count > 38 || scale > 60 || scale < -38 { return nil }
        guard let value = Decimal((isNegative ? "-" : "") + String(decoding: digits, as: UTF8.self)) else { return nil }
        return scale < 0 ? Decimal("\(value.text)e\(-scale)") : Decimal(value.coefficient, scale: scale)
    }

    /// Of a number that has no short form. Equal numbers have the same hash, however they are written.
    func hash(into hasher: inout Hasher) {
        hasher.combine(digits)
        if !digits.isEmpty { hasher.combine(isNegative ? -place : place) }
    }
}

extension Item {
    /// The Decimal of a text of JSON or FHIRPath, however long it is; nil if it is none.
    static func decimal(text: String) -> Item? {
        Decimal(text).map { .decimal($0) } ?? LongDecimal(text).map { .longDecimal($0) }
    }
}

extension Evaluator {
    /// The order of two numbers of any length; nil if one is none.
    func compareNumbers(_ left: Item, _ right: Item) -> Int? {
        if let one = decimal(left), let other = decimal(right) { return Decimal.compare(one, other) }
        guard let one = long(left), let other = long(right) else { return nil }
        return LongDecimal.compare(one, other)
    }

    private func long(_ item: Item) -> LongDecimal? {
        if case .longDecimal(let value) = item { return value }
        return decimal(item).flatMap { LongDecimal($0.text) }
    }
}
