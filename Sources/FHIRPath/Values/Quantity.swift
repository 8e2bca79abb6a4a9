/// A number with a unit: UCUM's in quotes (`4 'mg'`), or a calendar duration (`4 days`).
struct Quantity: Sendable {
    let value: Decimal
    /// A UCUM code, or a calendar word as it was written.
    let unit: String
    /// The unit is a word of the calendar, not a code.
    let isCalendar: Bool
    /// Of an element's Quantity with a UCUM code of time: the word of the calendar that FHIR takes the code for.
    var calendar: CalendarUnit?
    /// The unit is no UCUM code: it stands for itself alone.
    var isForeign: Bool = false

    init(_ value: Decimal, unit: String, isCalendar: Bool = false) {
        self.value = value
        self.unit = unit
        self.isCalendar = isCalendar
    }

    /// The form that `toString()` gives and `toQuantity()` reads: `4 'mg'`, `4 days`.
    var text: String { isCalendar ? "\(value.text) \(unit)" : "\(value.text) '\(unit)'" }

    func with(_ value: Decimal) -> Quantity {
        var result = Quantity(value, unit: unit, isCalendar: isCalendar)
        (result.calendar, result.isForeign) = (calendar, isForeign)
        return result
    }

    /// The word of the calendar that is its unit, or that its code may be taken for.
    var calendarUnit: CalendarUnit? { isCalendar ? CalendarUnit(word: unit) : calendar }

    /// The unit as UCUM writes it; nil for years and months, which UCUM's `a` and `mo` are not the same as, and for units of others.
    var definiteUnit: String? {
        guard isCalendar else { return isForeign ? nil : unit }
        return CalendarUnit(word: unit)?.definiteCode
    }
}

/// The units of calendar durations (FHIRPath 2.0, Time-valued Quantities).
enum CalendarUnit: String, CaseIterable, Sendable {
    case year, month, week, day, hour, minute, second, millisecond

    /// Singular or plural.
    init?(word: String) {
        guard let unit = CalendarUnit(rawValue: word.hasSuffix("s") ? String(word.dropLast()) : word) else { return nil }
        self = unit
    }

    /// The UCUM code of exactly that length.
    var definiteCode: String? {
        switch self {
        case .year, .month: nil
        case .week: "wk"
        case .day: "d"
        case .hour: "h"
        case .minute: "min"
        case .second: "s"
        case .millisecond: "ms"
        }
    }

    /// The UCUM code of about that length, for equivalence.
    var nearCode: String { self == .year ? "a" : (self == .month ? "mo" : definiteCode ?? rawValue) }

    /// The word that FHIR takes a UCUM code of a Quantity for (FHIR R4, 2.9.1.3 Use of FHIR Quantity).
    init?(ofQuantity code: String) {
        switch code {
        case "a": self = .year
        case "mo": self = .month
        case "d": self = .day
        case "h": self = .hour
        case "min": self = .minute
        case "s": self = .second
        default: return nil
        }
    }

    /// The unit that dates can be moved by, for a code in quotes: definite durations, and calendar words in quotes.
    init?(code: String) {
        if let unit = CalendarUnit.allCases.first(where: { $0.definiteCode == code }) {
            self = unit
        } else {
            self.init(word: code)
        }
    }
}
