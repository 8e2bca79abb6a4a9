/// A date, a date with time, or a time of day, as far as it is known: to the year, the minute, the millisecond, …
struct Temporal: Sendable {
    enum Kind: UInt8, Sendable { case date, dateTime, time }
    /// Seconds and their fraction are one precision.
    enum Precision: UInt8, Sendable, Comparable {
        case year = 1, month, day, hour, minute, second
        static func < (left: Precision, right: Precision) -> Bool { left.rawValue < right.rawValue }
    }

    var kind: Kind
    var precision: Precision
    var year: Int = 0
    var month: Int = 1
    var day: Int = 1
    var hour: Int = 0
    var minute: Int = 0
    var second: Int = 0
    var nanosecond: Int = 0
    /// Digits of the fraction of a second as written.
    var fractionDigits: Int = 0
    /// Minutes east of Greenwich.
    var offset: Int?

    init(_ kind: Kind, _ precision: Precision) {
        self.kind = kind
        self.precision = precision
    }

    /// The text of a literal without `@` and `T`, or of an element; nil if it is none of that kind.
    init?(_ text: String, _ kind: Kind) {
        var text: String = text
        guard let value = text.withUTF8({ Temporal($0, kind) }) else { return nil }
        self = value
    }

    init?(_ text: UnsafeBufferPointer<UInt8>, _ kind: Kind) {
        var reader = TemporalReader(text: text)
        guard let value = kind == .time ? reader.time() : reader.dateTime(kind) else { return nil }
        self = value
    }

    // MARK: Text

    /// ISO 8601 as far as it is known, without a literal's `@` and `T`.
    var text: String {
        var text: String = kind == .time ? "" : padded(year, 4)
        if kind != .time {
            if precision >= .month { text += "-" + padded(month, 2) }
            if precision >= .day { text += "-" + padded(day, 2) }
            if precision >= .hour { text += "T" }
        }
        if precision >= .hour { text += padded(hour, 2) }
        if precision >= .minute { text += ":" + padded(minute, 2) }
        if precision >= .second { text += ":" + padded(second, 2) }
        if fractionDigits > 0 { text += "." + padded(nanosecond, 9).prefix(fractionDigits) }
        if let offset, precision >= .hour {
            text += offset == 0 ? "Z" : "\(offset < 0 ? "-" : "+")\(padded(abs(offset) / 60, 2)):\(padded(abs(offset) % 60, 2))"
        }
        return text
    }

    private func padded(_ number: Int, _ width: Int) -> String {
        let digits: String = String(number)
        return String(repeating: "0", count: max(0, width - digits.utf8.count)) + digits
    }

    // MARK: Calendar

    static func days(inMonth month: Int, of year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// Days since 0000-03-01 in the Gregorian calendar, carried back.
    var dayNumber: Int {
        let shifted: Int = month > 2 ? year : year - 1
        let monthOfYear: Int = (month + 9) % 12
        return shifted * 365 + floorDivide(shifted, 4) - floorDivide(shifted, 100) + floorDivide(shifted, 400)
            + (monthOfYear * 306 + 5) / 10 + day - 1
    }

    mutating func setDay(number: Int) {
        var shifted: Int = floorDivide(10_000 * number + 14_780, 3_652_425)
        var rest: Int = number - (365 * shifted + floorDivide(shifted, 4) - floorDivide(shifted, 100) + floorDivide(shifted, 400))
        if rest < 0 {
            shifted -= 1
            rest = number - (365 * shifted + floorDivide(shifted, 4) - floorDivide(shifted, 100) + floorDivide(shifted, 400))
        }
        let monthOfYear: Int = (100 * rest + 52) / 3060
        month = (monthOfYear + 2) % 12 + 1
        year = shifted + (monthOfYear + 2) / 12
        day = rest - (monthOfYear * 306 + 5) / 10 + 1
    }

    /// Seconds since the calendar's start, local.
    var secondNumber: Int { ((kind == .time ? 0 : dayNumber) * 24 + hour) * 3600 + minute * 60 + second }
}

func floorDivide(_ left: Int, _ right: Int) -> Int {
    let (quotient, rest) = left.quotientAndRemainder(dividingBy: right)
    return rest < 0 ? quotient - 1 : quotient
}

private struct TemporalReader {
    let text: UnsafeBufferPointer<UInt8>
    var index: Int = 0

    init(text: UnsafeBufferPointer<UInt8>) { self.text = text }

    mutating func dateTime(_ kind: Temporal.Kind) -> Temporal? {
        var value = Temporal(kind, .year)
        guard let year = number(4), year > 0 else { return nil }
        value.year = year
        if skip(0x2D) {
            guard let month = number(2), 1...12 ~= month else { return nil }
            (value.month, value.precision) = (month, .month)
            if skip(0x2D) {
                guard let day = number(2), day >= 1, day <= Temporal.days(inMonth: month, of: year) else { return nil }
                (value.day, value.precision) = (day, .day)
            }
        }
        if skip(0x54) {
            if kind == .date { return nil }
            if index < text.count {
                guard value.precision == .day, clock(&value), zone(&value) else { return nil }
            }
        }
        return index == text.count ? value : nil
    }

    mutating func time() -> Temporal? {
        var value = Temporal(.time, .hour)
        return clock(&value) && index == text.count ? value : nil
    }

    private mutating func clock(_ value: inout Temporal) -> Bool {
        guard let hour = number(2), hour < 24 else { return false }
        (value.hour, value.precision) = (hour, .hour)
        guard skip(0x3A) else { return true }
        guard let minute = number(2), minute < 60 else { return false }
        (value.minute, value.precision) = (minute, .minute)
        guard skip(0x3A) else { return true }
        guard let second = number(2), second <= 60 else { return false }
        (value.second, value.precision) = (second, .second)
        guard skip(0x2E) else { return true }
        var unit: Int = 100_000_000
        while index < text.count, text[index] &- 0x30 < 10 {
            value.nanosecond += Int(text[index] &- 0x30) * unit
            if unit > 0 { value.fractionDigits += 1 }
            unit /= 10
            index += 1
        }
        return value.fractionDigits > 0
    }

    private mutating func zone(_ value: inout Temporal) -> Bool {
        if index == text.count { return true }
        if skip(0x5A) {
            value.offset = 0
            return true
        }
        let sign: Int = text[index] == 0x2D ? -1 : 1
        guard skip(0x2B) || skip(0x2D), let hours = number(2), skip(0x3A), let minutes = number(2), hours <= 14, minutes < 60
        else { return false }
        value.offset = sign * (hours * 60 + minutes)
        return true
    }

    private mutating func skip(_ byte: UInt8) -> Bool {
        guard index < text.count, text[index] == byte else { return false }
        index += 1
        return true
    }

    private mutating func number(_ count: Int) -> Int? {
        if index + count > text.count { return nil }
        var value: Int = 0
        for place in index..<(index + count) {
            let digit: UInt8 = text[place] &- 0x30
            if digit > 9 { return nil }
            value = value * 10 + Int(digit)
        }
        index += count
        return value
    }
}
