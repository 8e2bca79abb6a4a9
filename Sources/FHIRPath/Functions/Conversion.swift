extension FunctionTable {
    /// FHIRPath 2.0, 5.5 Conversion; `iif` stands with the filters.
    static let conversion: [Function] = [
        convert("toBoolean", .boolean) { $0.boolean }, test("convertsToBoolean") { $0.boolean },
        convert("toInteger", .integer) { $0.integer }, test("convertsToInteger") { $0.integer },
        convert("toDecimal", .decimal) { $0.decimal }, test("convertsToDecimal") { $0.decimal },
        convert("toString", .string) { $0.string }, test("convertsToString") { $0.string },
        convert("toDate", .date) { $0.date }, test("convertsToDate") { $0.date },
        convert("toDateTime", .dateTime) { $0.dateTime }, test("convertsToDateTime") { $0.dateTime },
        convert("toTime", .time) { $0.time }, test("convertsToTime") { $0.time },
        Function("toQuantity", 0...1, .unknown) { (call, scope, run) throws(FHIRPathError) in
            Collection(try quantity(call, scope, &run).map { .quantity($0) })
        },
        Function("convertsToQuantity", 0...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard try call.item(scope, &run) != nil else { return Collection() }
            return Collection(.boolean(try quantity(call, scope, &run) != nil))
        },
    ]

    private static func convert(
        _ name: String, _ result: Function.Result, _ conversion: @escaping @Sendable (Conversion) -> Item?
    ) -> Function {
        Function(name, 0...0, result) { (call, scope, run) throws(FHIRPathError) in
            Collection(try call.value(scope, &run).flatMap { conversion(Conversion(item: $0)) })
        }
    }

    private static func test(_ name: String, _ conversion: @escaping @Sendable (Conversion) -> Item?) -> Function {
        Function(name, 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard let item = try call.item(scope, &run) else { return Collection() }
            return Collection(.boolean(run.value(item).flatMap { conversion(Conversion(item: $0)) } != nil))
        }
    }

    /// The input as a quantity, converted to the unit of the argument if there is one.
    private static func quantity(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Quantity? {
        guard let item = try call.value(scope, &run), let quantity = Conversion(item: item).quantity else { return nil }
        guard let code = try call.string(0, scope, &run) else { return quantity }
        let isCalendar: Bool = CalendarUnit(word: code) != nil
        let target = Quantity(quantity.value, unit: code, isCalendar: isCalendar)
        guard let value = run.converted(quantity, like: target) else { return nil }
        return target.with(value)
    }
}

/// A value as another system type; nil where there is no such value.
private struct Conversion {
    let item: Item

    var boolean: Item? {
        switch item {
        case .boolean: return item
        case .integer(let value): return value == 1 ? .boolean(true) : (value == 0 ? .boolean(false) : nil)
        case .decimal(let value): return value.integer.flatMap { Conversion(item: .integer($0)).boolean }
        case .string(let text):
            switch text.lowercased() {
            case "true", "t", "yes", "y", "1", "1.0": return .boolean(true)
            case "false", "f", "no", "n", "0", "0.0": return .boolean(false)
            default: return nil
            }
        default: return nil
        }
    }

    var integer: Item? {
        switch item {
        case .integer: item
        case .boolean(let value): .integer(value ? 1 : 0)
        case .string(let text): Int(text).map { .integer($0) }
        default: nil
        }
    }

    var decimal: Item? {
        switch item {
        case .decimal, .longDecimal: item
        case .integer(let value): .decimal(Decimal(value))
        case .boolean(let value): .decimal(Decimal(value ? 10 : 0, scale: 1))
        case .string(let text) where !text.utf8.contains { $0 | 0x20 == 0x65 }: Item.decimal(text: text)
        default: nil
        }
    }

    var string: Item? {
        switch item {
        case .string: item
        case .boolean(let value): .string(String(value))
        case .integer(let value): .string(String(value))
        case .decimal(let value): .string(value.text)
        case .longDecimal(let value): .string(value.text)
        case .temporal(let value): .string(value.text)
        case .quantity(let value): .string(value.text)
        case .node, .typeInfo: nil
        }
    }

    var date: Item? {
        switch item {
        case .temporal(var value) where value.kind != .time:
            value.kind = .date
            value.precision = min(value.precision, .day)
            (value.offset, value.fractionDigits) = (nil, 0)
            return .temporal(value)
        case .string(let text):
            return (Temporal(text, .date) ?? Temporal(text, .dateTime)).flatMap { Conversion(item: .temporal($0)).date }
        default: return nil
        }
    }

    var dateTime: Item? {
        switch item {
        case .temporal(var value) where value.kind != .time:
            value.kind = .dateTime
            return .temporal(value)
        case .string(let text): return Temporal(text, .dateTime).map { .temporal($0) }
        default: return nil
        }
    }

    var time: Item? {
        switch item {
        case .temporal(let value) where value.kind == .time: item
        case .string(let text): Temporal(text, .time).map { .temporal($0) }
        default: nil
        }
    }

    var quantity: Quantity? {
        switch item {
        case .quantity(let value): value
        case .integer(let value): Quantity(Decimal(value), unit: "1")
        case .decimal(let value): Quantity(value, unit: "1")
        case .boolean(let value): Quantity(Decimal(value ? 10 : 0, scale: 1), unit: "1")
        case .string(let text): Conversion.quantity(text)
        default: nil
        }
    }

    /// `4`, `4 'mg'`, `4 days`
    private static func quantity(_ text: String) -> Quantity? {
        guard let space = text.firstIndex(where: \.isWhitespace) else {
            if let quote = text.firstIndex(of: "'") { return quantity(text[..<quote], text[quote...]) }
            return Decimal(text).map { Quantity($0, unit: "1") }
        }
        return quantity(text[..<space], text[space...])
    }

    private static func quantity(_ number: Substring, _ rest: Substring) -> Quantity? {
        guard let value = Decimal(String(number)) else { return nil }
        let unit: Substring = rest.drop(while: \.isWhitespace)
        if unit.count > 2, unit.first == "'", unit.last == "'" {
            return Quantity(value, unit: String(unit.dropFirst().dropLast()))
        }
        return CalendarUnit(word: String(unit)).map { _ in Quantity(value, unit: String(unit), isCalendar: true) }
    }
}
