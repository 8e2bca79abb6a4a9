#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension FunctionTable {
    /// FHIRPath 2.0, 5.7 Math. What has no value (the root of -1) is empty; irrational results have 15 digits.
    static let math: [Function] = [
        Function("abs", 0...0, .input) { (call, scope, run) throws(FHIRPathError) in
            switch try call.number(scope, &run) {
            case .integer(let value)?: Collection(value == Int.min ? nil : .integer(abs(value)))
            case .decimal(let value)?: Collection(.decimal(value.magnitude))
            case .quantity(let value)?: Collection(.quantity(value.with(value.value.magnitude)))
            default: Collection()
            }
        },
        whole("ceiling") { $0.coefficient > 0 && !$0.isWhole ? $0.truncated + 1 : $0.truncated },
        whole("floor") { $0.coefficient < 0 && !$0.isWhole ? $0.truncated - 1 : $0.truncated },
        whole("truncate") { $0.truncated },
        real("exp") { exp($0) },
        real("ln") { $0 > 0 ? log($0) : nil },
        real("sqrt") { $0 >= 0 ? $0.squareRoot() : nil },
        Function("log", 1...1, .decimal) { (call, scope, run) throws(FHIRPathError) in
            guard let value = try decimal(call, scope, &run), let base = try decimalArgument(call, scope, &run),
                value.double > 0, base.double > 0, base.double != 1
            else { return Collection() }
            return Collection(Decimal(rounding: log(value.double) / log(base.double)).map { .decimal($0) })
        },
        Function("power", 1...1, .unknown) { (call, scope, run) throws(FHIRPathError) in
            let input: Item? = try call.number(scope, &run)
            guard let value = input.flatMap({ run.decimal($0) }), let exponent = try decimalArgument(call, scope, &run) else {
                return Collection()
            }
            guard let count = exponent.integer else {
                return Collection(Decimal(rounding: pow(value.double, exponent.double)).map { .decimal($0) })
            }
            try run.spend(Int(min(count.magnitude, 4096)))
            let result: Decimal? = value.power(count)
            if case .integer? = input, count >= 0 { return Collection(result?.integer.map { .integer($0) }) }
            return Collection(result.map { .decimal($0) })
        },
        Function("round", 0...1, .decimal) { (call, scope, run) throws(FHIRPathError) in
            guard let value = try decimal(call, scope, &run) else { return Collection() }
            let places: Int = try call.integer(0, scope, &run) ?? 0
            guard places >= 0 else {
                throw run.fail(.execution, "round() takes a precision of 0 or more, not \(places)", at: call.offset)
            }
            return Collection((places > value.scale ? value : value.rounded(places: places) ?? value).asItem)
        },
    ]

    private static func decimal(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Decimal? {
        try call.number(scope, &run).flatMap { run.decimal($0) }
    }

    private static func decimalArgument(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Decimal? {
        try call.argument(0, scope, &run).flatMap { run.decimal($0) }
    }

    private static func whole(_ name: String, _ body: @escaping @Sendable (Decimal) -> Int128) -> Function {
        Function(name, 0...0, .integer) { (call, scope, run) throws(FHIRPathError) in
            Collection(try decimal(call, scope, &run).flatMap { Int(exactly: body($0)) }.map { .integer($0) })
        }
    }

    private static func real(_ name: String, _ body: @escaping @Sendable (Double) -> Double?) -> Function {
        Function(name, 0...0, .decimal) { (call, scope, run) throws(FHIRPathError) in
            let value: Double? = try decimal(call, scope, &run).flatMap { body($0.double) }
            return Collection(value.flatMap { Decimal(rounding: $0) }.map { .decimal($0) })
        }
    }
}

extension Decimal {
    fileprivate var isWhole: Bool { normalized.scale == 0 }
    fileprivate var asItem: Item { .decimal(self) }
}
