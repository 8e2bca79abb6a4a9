import UCUM

extension Evaluator {
    /// Below 0, 0 or above 0; nil where partial dates or units leave it open (FHIRPath 2.0, Comparison).
    /// - Throws: the two cannot be compared.
    mutating func compare(_ left: Item, _ right: Item, at offset: Int) throws(FHIRPathError) -> Int? {
        guard let one = value(left), let other = value(right) else {
            throw fail(.execution, "\(name(of: left)) and \(name(of: right)) have no order", at: offset)
        }
        switch (one, other) {
        case (.string(let one), .string(let other)):
            return one.utf8.elementsEqual(other.utf8) ? 0 : (one.utf8.lexicographicallyPrecedes(other.utf8) ? -1 : 1)
        case (.integer(let one), .integer(let other)): return one < other ? -1 : (one == other ? 0 : 1)
        case (.temporal(let first), .temporal(let second)) where (first.kind == .time) == (second.kind == .time):
            return Temporal.compare(first, second)
        case (.quantity, _), (_, .quantity):
            if let (one, other) = quantities(one, other) { return compare(one, other) }
        default:
            if let order = compareNumbers(one, other) { return order }
        }
        let reason: String =
            misshapen(left, one) ?? misshapen(right, other)
            ?? "\(name(of: left)) and \(name(of: right)) cannot be compared; both must be numbers, strings, dates, times or quantities"
        throw fail(.execution, reason, at: offset)
    }

    /// What to say of a value that has not its type's form: it is a string, and neither before nor after others of its type.
    private func misshapen(_ item: Item, _ value: Item) -> String? {
        guard case .node(let node) = item, case .string(let text) = value, types.system(node.type) != .string,
            let type = schema.definition(node.type)?.name
        else { return nil }
        return "\"\(text.prefix(40))\" is no \(type), and cannot be compared"
    }

    /// A value's type for an error message.
    func name(of item: Item) -> String {
        switch item {
        case .node(let node): "FHIR.\(schema.definition(node.type)?.name ?? "element")"
        case .boolean: "a Boolean"
        case .integer: "an Integer"
        case .string: "a String"
        case .decimal: "a Decimal"
        case .longDecimal: "a Decimal of more than 38 digits"
        case .temporal(let value): value.kind == .date ? "a Date" : (value.kind == .time ? "a Time" : "a DateTime")
        case .quantity: "a Quantity"
        case .typeInfo: "a type"
        }
    }

    // MARK: Numbers

    func decimal(_ item: Item) -> Decimal? {
        switch item {
        case .integer(let value): Decimal(value)
        case .decimal(let value): value
        default: nil
        }
    }

    // MARK: Quantities

    /// Both as quantities, a plain number with the unit 1; nil if one is neither.
    func quantities(_ left: Item, _ right: Item) -> (Quantity, Quantity)? {
        guard let one = quantity(left), let other = quantity(right) else { return nil }
        return (one, other)
    }

    func quantity(_ item: Item) -> Quantity? {
        switch item {
        case .quantity(let value): value
        case .integer(let value): Quantity(Decimal(value), unit: "1")
        case .decimal(let value): Quantity(value, unit: "1")
        default: nil
        }
    }

    /// Below 0, 0 or above 0; nil where the units do not measure the same.
    mutating func compare(_ left: Quantity, _ right: Quantity) -> Int? {
        if left.unit == right.unit && left.isCalendar == right.isCalendar { return Decimal.compare(left.value, right.value) }
        if left.isCalendar || right.isCalendar, let (one, other) = months(left, right) { return Decimal.compare(one, other) }
        guard let one = base(left), let other = base(right), one.unit.isCommensurable(with: other.unit) else { return nil }
        return one.value < other.value ? -1 : (one.value == other.value ? 0 : 1)
    }

    /// Years and months of the calendar, which nothing else can be measured in.
    private func months(_ left: Quantity, _ right: Quantity) -> (Decimal, Decimal)? {
        func months(_ quantity: Quantity) -> Decimal? {
            guard let unit = quantity.calendarUnit else { return nil }
            if unit == .year { return quantity.value.multiplied(by: Decimal(12)) }
            return unit == .month ? quantity.value : nil
        }
        guard let one = months(left), let other = months(right) else { return nil }
        return (one, other)
    }

    /// The value in base units.
    mutating func base(_ quantity: Quantity) -> (value: Rational, unit: CanonicalUnit)? {
        guard let code = quantity.definiteUnit, let unit = unit(code),
            let value = unit.baseValue(of: quantity.value.rational)
        else { return nil }
        return (value, unit)
    }

    /// The units measure the same.
    mutating func isComparable(_ left: Quantity, _ right: Quantity) -> Bool {
        if left.unit == right.unit && left.isCalendar == right.isCalendar { return left.isCalendar || unit(left.unit) != nil }
        if left.isCalendar || right.isCalendar, months(left, right) != nil { return true }
        guard let one = base(left), let other = base(right) else { return false }
        return one.unit.isCommensurable(with: other.unit)
    }

    /// Equal after conversion, rounded to the precision of the less precise; a calendar year is near enough to `a`.
    mutating func equivalent(_ left: Quantity, _ right: Quantity) -> Bool {
        if left.unit == right.unit && left.isCalendar == right.isCalendar { return equivalent(left.value, right.value) }
        guard let from = nearUnit(right).flatMap({ unit($0) }), let to = nearUnit(left).flatMap({ unit($0) }),
            from.isCommensurable(with: to),
            let converted = to.value(ofBase: from.baseValue(of: right.value.rational))
        else { return false }
        guard let value = Decimal(converted.decimal(significantDigits: 28)) else { return false }
        // The converted value is as precise as its own digits said, not as those that the conversion made.
        let places: Int = min(left.value.normalized.scale, max(value.normalized.scale, right.value.normalized.scale))
        guard let one = left.value.rounded(places: places), let other = value.rounded(places: places) else { return false }
        return Decimal.compare(one, other) == 0
    }

    private func nearUnit(_ quantity: Quantity) -> String? {
        quantity.isCalendar ? CalendarUnit(word: quantity.unit)?.nearCode : quantity.definiteUnit
    }
}
