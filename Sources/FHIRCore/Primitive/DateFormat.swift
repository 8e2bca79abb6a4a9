/// Dates and times (ISO 8601 as FHIR R4 restricts it), with the days that the months of the Gregorian calendar have.
///
/// The second 60 is allowed in every minute, as the standard's expression has it; 24:00 is not.
enum DateFormat {
    static func date(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var index: Int = 0
        if let fault = day(text, &index, .noDate) { return fault }
        return index == text.count ? nil : .noDate
    }

    static func dateTime(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var index: Int = 0
        if let fault = day(text, &index, .noDateTime) { return fault }
        if index == text.count { return nil }
        return timeAndZone(text, index, .noDateTime)
    }

    static func instant(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var index: Int = 0
        if let fault = day(text, &index, .noInstant) { return fault }
        return index == text.count ? .noInstant : timeAndZone(text, index, .noInstant)
    }

    static func time(_ text: UnsafeBufferPointer<UInt8>) -> FormatFault? {
        var index: Int = 0
        if let fault = clock(text, &index, .noTime) { return fault }
        return index == text.count ? nil : .noTime
    }

    /// YYYY, YYYY-MM or YYYY-MM-DD; stops behind it.
    private static func day(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ form: FormatFault) -> FormatFault? {
        guard let year = number(text, index, 4) else { return form }
        index += 4
        if year == 0 { return .yearZero }
        guard index < text.count, text[index] == 0x2D else { return nil }
        guard let month = number(text, index + 1, 2) else { return form }
        index += 3
        if month < 1 || month > 12 { return .noSuchMonth }
        guard index < text.count, text[index] == 0x2D else { return nil }
        guard let day = number(text, index + 1, 2) else { return form }
        index += 3
        return day < 1 || day > days(month, year) ? .noSuchDay : nil
    }

    private static func days(_ month: Int, _ year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }

    /// What follows a date: only a whole date can have a time, and a time has its zone.
    private static func timeAndZone(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ form: FormatFault) -> FormatFault? {
        guard start == 10, text[start] == 0x54 else { return form }
        var index: Int = start + 1
        if let fault = clock(text, &index, form) { return fault }
        if index == text.count { return .missingZone }
        if text[index] == 0x5A { return index + 1 == text.count ? nil : form }
        guard text[index] == 0x2B || text[index] == 0x2D, index + 6 == text.count, text[index + 3] == 0x3A,
            let hours = number(text, index + 1, 2), let minutes = number(text, index + 4, 2)
        else { return form }
        return hours * 60 + minutes > 14 * 60 || minutes > 59 ? .noSuchZone : nil
    }

    /// hh:mm:ss with a fraction of a second; stops behind it.
    private static func clock(_ text: UnsafeBufferPointer<UInt8>, _ index: inout Int, _ form: FormatFault) -> FormatFault? {
        guard let hours = number(text, index, 2), index + 8 <= text.count, text[index + 2] == 0x3A,
            let minutes = number(text, index + 3, 2), text[index + 5] == 0x3A, let seconds = number(text, index + 6, 2)
        else { return form }
        index += 8
        if hours > 23 || minutes > 59 || seconds > 60 { return .noSuchTime }
        if index < text.count, text[index] == 0x2E {
            let start: Int = index + 1
            index = start
            while index < text.count, text[index] &- 0x30 < 10 { index += 1 }
            if index == start { return form }
        }
        return nil
    }

    /// A number of exactly `count` digits.
    private static func number(_ text: UnsafeBufferPointer<UInt8>, _ start: Int, _ count: Int) -> Int? {
        if start + count > text.count { return nil }
        var value: Int = 0
        for index in start..<(start + count) {
            let digit: UInt8 = text[index] &- 0x30
            if digit > 9 { return nil }
            value = value * 10 + Int(digit)
        }
        return value
    }
}
