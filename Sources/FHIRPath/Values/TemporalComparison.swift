extension Temporal {
    /// Below 0, 0 or above 0; nil where the precision or a missing time zone leaves it open (FHIRPath 2.0, Comparison).
    ///
    /// A value without a time zone compared with one that has it is decided only if it would be in every zone of the earth.
    static func compare(_ left: Temporal, _ right: Temporal) -> Int? {
        if left.kind == .time && right.kind == .time { return compareParts(left, right) }
        if (left.offset == nil) == (right.offset == nil) { return compareParts(left.inUTC, right.inUTC) }
        let (first, second) = (left.range, right.range)
        if first.end < second.start { return -1 }
        return first.start > second.end ? 1 : nil
    }

    private static func compareParts(_ left: Temporal, _ right: Temporal) -> Int? {
        let common: Precision = min(left.precision, right.precision)
        if left.kind != .time {
            if left.year != right.year { return left.year < right.year ? -1 : 1 }
            if common >= .month, left.month != right.month { return left.month < right.month ? -1 : 1 }
            if common >= .day, left.day != right.day { return left.day < right.day ? -1 : 1 }
        }
        if common >= .hour, left.hour != right.hour { return left.hour < right.hour ? -1 : 1 }
        if common >= .minute, left.minute != right.minute { return left.minute < right.minute ? -1 : 1 }
        if common >= .second {
            if left.second != right.second { return left.second < right.second ? -1 : 1 }
            if left.nanosecond != right.nanosecond { return left.nanosecond < right.nanosecond ? -1 : 1 }
        }
        return left.precision == right.precision ? 0 : nil
    }

    /// The same moment with the offset zero; a value without time of day or zone as it is.
    private var inUTC: Temporal {
        guard let offset, offset != 0, precision >= .hour else { return self }
        var result: Temporal = self
        result.add(seconds: -offset * 60)
        result.offset = 0
        return result
    }

    /// First and last second that it may be, in UTC; without a zone anywhere on earth.
    private var range: (start: Int, end: Int) {
        let start: Int = secondNumber
        let length: Int =
            switch precision {
            case .year: 366 * 86_400
            case .month: Temporal.days(inMonth: month, of: year) * 86_400
            case .day: 86_400
            case .hour: 3600
            case .minute: 60
            case .second: 1
            }
        if let offset { return (start - offset * 60, start - offset * 60 + length - 1) }
        return (start - 14 * 3600, start + 12 * 3600 + length - 1)
    }

    /// Equal values have the same hash: the same moment in whatever zone, to the same precision.
    func hash(into hasher: inout Hasher) {
        let plain: Temporal = kind == .time ? self : inUTC
        hasher.combine(plain.precision)
        if kind != .time { hasher.combine(plain.year) }
        if kind != .time, precision >= .month { hasher.combine(plain.month) }
        if kind != .time, precision >= .day { hasher.combine(plain.day) }
        if precision >= .hour { hasher.combine(plain.hour) }
        if precision >= .minute { hasher.combine(plain.minute) }
        if precision >= .second { hasher.combine(plain.second * 1_000_000_000 + plain.nanosecond) }
    }

    // MARK: Moving

    mutating func add(seconds: Int) {
        let total: Int = secondNumber + seconds
        let days: Int = floorDivide(total, 86_400)
        let rest: Int = total - days * 86_400
        if kind != .time { setDay(number: days) }
        (hour, minute, second) = (rest / 3600, rest / 60 % 60, rest % 60)
    }

    private mutating func add(months: Int) {
        let total: Int = year * 12 + month - 1 + months
        year = floorDivide(total, 12)
        month = total - year * 12 + 1
        day = min(day, Temporal.days(inMonth: month, of: year))
    }

    /// Moved by a number of calendar units, a fraction cut off; nil outside the years 1 to 9999.
    ///
    /// Units finer than what is known count as far as they make up whole coarser ones: `@2014 + 24 months` is `@2016`.
    func adding(_ amount: Decimal, _ unit: CalendarUnit) -> Temporal? {
        guard let count = Int(exactly: amount.truncated), abs(count) < 1_000_000_000_000 else { return nil }
        var result: Temporal = self
        switch unit {
        case .year: if kind != .time { result.add(months: count * 12) }
        case .month: kind == .time ? () : result.add(months: precision >= .month ? count : count / 12 * 12)
        case .week: result.add(days: count * 7)
        case .day: result.add(days: count)
        case .hour: result.add(hours: count)
        case .minute: precision >= .minute ? result.add(seconds: count * 60) : result.add(hours: count / 60)
        case .second: precision >= .second ? result.add(seconds: count) : result.add(hours: count / 3600, minutes: count / 60)
        case .millisecond:
            if precision >= .second {
                let total: Int = nanosecond / 1_000_000 + count
                result.nanosecond = (total - floorDivide(total, 1000) * 1000) * 1_000_000 + nanosecond % 1_000_000
                result.fractionDigits = max(fractionDigits, result.nanosecond == 0 ? 0 : 3)
                result.add(seconds: floorDivide(total, 1000))
            } else {
                result.add(hours: count / 3_600_000, minutes: count / 60_000)
            }
        }
        return kind == .time || 1...9999 ~= result.year ? result : nil
    }

    private mutating func add(days: Int) {
        if kind == .time { return }
        switch precision {
        case .year: add(months: days / 365 * 12)
        case .month: add(months: days / 30)
        default: setDay(number: dayNumber + days)
        }
    }

    private mutating func add(hours: Int, minutes: Int? = nil) {
        if let minutes, precision >= .minute { return add(seconds: minutes * 60) }
        precision >= .hour ? add(seconds: hours * 3600) : add(days: hours / 24)
    }
}
