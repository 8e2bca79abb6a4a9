import UCUM

// + - * / div mod & (FHIRPath 2.0, Math). Overflow and division by zero are empty.
extension Evaluator {
    mutating func calculate(
        _ operation: Operator, _ left: Item, _ right: Item, at offset: Int
    ) throws(FHIRPathError) -> Item? {
        guard let one = value(left), let other = value(right) else {
            throw mismatch(operation, left, right, at: offset)
        }
        switch (one, other) {
        case (.integer(let first), .integer(let second)):
            return integers(operation, first, second)
        case (.string(let first), .string(let second)) where operation == .add:
            return .string(try check(text: first + second, at: offset))
        case (.temporal(let first), .quantity(let second)) where operation == .add || operation == .subtract:
            return try move(first, by: operation == .add ? second : second.with(second.value.negated), at: offset)
        case (.quantity, _), (_, .quantity):
            if let (first, second) = quantities(one, other), let result = quantities(operation, first, second) {
                return result.map { .quantity($0) }
            }
        default:
            if let first = decimal(one), let second = decimal(other) { return decimals(operation, first, second) }
        }
        throw mismatch(operation, left, right, at: offset)
    }

    private func mismatch(_ operation: Operator, _ left: Item, _ right: Item, at offset: Int) -> FHIRPathError {
        fail(.execution, "'\(operation.rawValue)' does not take \(name(of: left)) and \(name(of: right))", at: offset)
    }

    private func integers(_ operation: Operator, _ left: Int, _ right: Int) -> Item? {
        let result: (partialValue: Int, overflow: Bool)
        switch operation {
        case .add: result = left.addingReportingOverflow(right)
        case .subtract: result = left.subtractingReportingOverflow(right)
        case .multiply: result = left.multipliedReportingOverflow(by: right)
        case .div: result = left.dividedReportingOverflow(by: right)
        case .mod: result = left.remainderReportingOverflow(dividingBy: right)
        default: return Decimal(left).divided(by: Decimal(right)).map { .decimal($0) }
        }
        return result.overflow ? nil : .integer(result.partialValue)
    }

    private func decimals(_ operation: Operator, _ left: Decimal, _ right: Decimal) -> Item? {
        switch operation {
        case .add: left.adding(right).map { .decimal($0) }
        case .subtract: left.adding(right.negated).map { .decimal($0) }
        case .multiply: left.multiplied(by: right).map { .decimal($0) }
        case .div: left.dividedWhole(by: right).flatMap { Int(exactly: $0.quotient) }.map { .integer($0) }
        case .mod: left.dividedWhole(by: right).map { .decimal($0.rest) }
        default: left.divided(by: right).map { .decimal($0) }
        }
    }

    // MARK: Quantities

    /// Outer nil: the operation does not take quantities; inner nil: empty.
    private mutating func quantities(_ operation: Operator, _ left: Quantity, _ right: Quantity) -> Quantity?? {
        switch operation {
        case .add, .subtract:
            guard let other = converted(right, like: left) else { return .some(nil) }
            return .some(left.value.adding(operation == .add ? other : other.negated).map { left.with($0) })
        case .multiply, .divide: return .some(product(left, right, isQuotient: operation == .divide))
        default: return nil
        }
    }

    /// The value in the unit of another quantity; nil where it cannot be.
    mutating func converted(_ quantity: Quantity, like other: Quantity) -> Decimal? {
        if quantity.unit == other.unit && quantity.isCalendar == other.isCalendar { return quantity.value }
        guard let from = quantity.definiteUnit.flatMap({ unit($0) }), let to = other.definiteUnit.flatMap({ unit($0) }),
            from.isCommensurable(with: to), let value = to.value(ofBase: from.baseValue(of: quantity.value.rational))
        else { return nil }
        return Decimal(value.decimal(significantDigits: 28))
    }

    private mutating func product(_ left: Quantity, _ right: Quantity, isQuotient: Bool) -> Quantity? {
        func plain(_ left: Decimal, _ right: Decimal) -> Decimal? {
            isQuotient ? left.divided(by: right) : left.multiplied(by: right)
        }
        if right.unit == "1" { return plain(left.value, right.value).map { left.with($0) } }
        if left.unit == "1" && !isQuotient { return plain(left.value, right.value).map { right.with($0) } }
        if left.unit == right.unit && isQuotient { return plain(left.value, right.value).map { Quantity($0, unit: "1") } }
        guard let first = left.definiteUnit.flatMap({ unit($0) }), let second = right.definiteUnit.flatMap({ unit($0) }),
            let unit = isQuotient ? first.divided(by: second) : first.multiplied(by: second),
            let one = first.baseValue(of: left.value.rational), let other = second.baseValue(of: right.value.rational),
            let value = isQuotient ? one.divided(by: other) : one * other
        else { return nil }
        return Decimal(value.decimal(significantDigits: 28)).map { Quantity($0, unit: unit.code) }
    }

    // MARK: Dates

    private func move(_ date: Temporal, by duration: Quantity, at offset: Int) throws(FHIRPathError) -> Item? {
        let unit: CalendarUnit? = duration.calendarUnit ?? CalendarUnit(code: duration.unit)
        guard let unit else {
            throw fail(
                .execution,
                "a date cannot be moved by '\(duration.unit)'; use a calendar duration such as 1 month, or one of "
                    + "'wk', 'd', 'h', 'min', 's', 'ms'", at: offset)
        }
        return date.adding(duration.value, unit).map { .temporal($0) }
    }
}
