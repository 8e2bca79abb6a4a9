extension FunctionTable {
    /// `lowBoundary`, `highBoundary`, `precision`, `comparable` (FHIRPath's later edition, Utility functions).
    static let boundaries: [Function] = [
        Function("lowBoundary", 0...1, .input) { (call, scope, run) throws(FHIRPathError) in
            try boundary(call, scope, &run, isHigh: false)
        },
        Function("highBoundary", 0...1, .input) { (call, scope, run) throws(FHIRPathError) in
            try boundary(call, scope, &run, isHigh: true)
        },
        Function("precision", 0...0, .integer) { (call, scope, run) throws(FHIRPathError) in
            switch try call.value(scope, &run) {
            case .decimal(let value)?: Collection(.integer(value.scale))
            case .longDecimal(let value)?: Collection(.integer(value.scale))
            case .integer?: Collection(.integer(0))
            case .temporal(let value)?: Collection(.integer(value.digits))
            default: Collection()
            }
        },
        Function("comparable", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard let left = try call.value(scope, &run).flatMap({ run.quantity($0) }),
                let right = try call.argument(0, scope, &run).flatMap({ run.quantity($0) })
            else { return Collection() }
            return Collection(.boolean(run.isComparable(left, right)))
        },
    ]

    private static func boundary(
        _ call: Call, _ scope: Scope, _ run: inout Evaluator, isHigh: Bool
    ) throws(FHIRPathError) -> Collection {
        let value: Item? = try call.value(scope, &run)
        let precision: Int? = try call.integer(0, scope, &run)
        switch value {
        case .integer(let value)?: return Collection(decimal(Decimal(value), precision, isHigh).map { .decimal($0) })
        case .decimal(let value)?: return Collection(decimal(value, precision, isHigh).map { .decimal($0) })
        case .quantity(let value)?:
            return Collection(decimal(value.value, precision, isHigh).map { .quantity(value.with($0)) })
        case .temporal(let value)?: return Collection(value.boundary(precision, isHigh: isHigh).map { .temporal($0) })
        case nil: return Collection()
        default: throw run.fail(.execution, "\(call.name)() takes a number, date, time or quantity", at: call.offset)
        }
    }

    /// Half a unit of the last digit away. The bound that is farther from zero is rounded to the precision, the nearer cut off,
    /// as the official suite has it.
    private static func decimal(_ value: Decimal, _ precision: Int?, _ isHigh: Bool) -> Decimal? {
        let places: Int = precision ?? 8
        guard 0...28 ~= places, let fine = value.rounded(places: value.scale + 1) else { return nil }
        let bound = Decimal(fine.coefficient + (isHigh ? 5 : -5), scale: fine.scale)
        let isOuter: Bool = (value.coefficient < 0) != isHigh
        return isOuter ? bound.rounded(places: places) : bound.cut(places: places)
    }
}

extension Temporal {
    /// Digits from the year, or the hour, to the last that is known: 4 for a year, 17 for milliseconds, 9 for a time of day with them.
    var digits: Int {
        let seconds: Int = fractionDigits > 0 ? 3 : 0
        if kind == .time { return (Int(precision.rawValue) - Int(Precision.day.rawValue)) * 2 + seconds }
        return 2 + Int(precision.rawValue) * 2 + seconds
    }

    /// The first or last moment that the value may mean, to so many digits; without a zone the earth's first or last.
    fileprivate func boundary(_ wanted: Int?, isHigh: Bool) -> Temporal? {
        let full: Int = kind == .time ? 9 : (kind == .date ? 8 : 17)
        let digits: Int = wanted ?? full
        let allowed: [Int] = kind == .time ? [2, 4, 6, 9] : (kind == .date ? [4, 6, 8] : [4, 6, 8, 10, 12, 14, 17])
        guard allowed.contains(digits) else { return nil }
        var result: Temporal = self
        if precision < .month && kind != .time { result.month = isHigh ? 12 : 1 }
        if precision < .day && kind != .time { result.day = isHigh ? Temporal.days(inMonth: result.month, of: year) : 1 }
        if kind != .date {
            if precision < .hour { result.hour = isHigh ? 23 : 0 }
            // A time given to the hour is taken for its first minute, as the official suite has it.
            if precision < .minute { result.minute = isHigh && precision != .hour ? 59 : 0 }
            if precision < .second { result.second = isHigh ? 59 : 0 }
            if fractionDigits == 0 { result.nanosecond = isHigh ? 999_000_000 : 0 }
            if kind == .dateTime && offset == nil { result.offset = isHigh ? -12 * 60 : 14 * 60 }
        }
        result.fractionDigits = digits == full && kind != .date ? max(3, fractionDigits) : 0
        let places: Int = kind == .time ? digits / 2 + 3 : digits / 2 - 1
        result.precision = Precision(rawValue: UInt8(min(places, 6))) ?? .second
        if result.precision < .hour { result.offset = nil }
        return result
    }
}
