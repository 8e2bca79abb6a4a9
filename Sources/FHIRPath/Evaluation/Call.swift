/// What a function is called on and with, and the ways to read that.
final class Call: Sendable {
    let name: String
    let receiver: any Expression
    let arguments: [any Expression]
    let offset: Int

    init(_ name: String, on receiver: any Expression, _ arguments: [any Expression], at offset: Int) {
        self.name = name
        self.receiver = receiver
        self.arguments = arguments
        self.offset = offset
    }

    func input(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        try receiver.evaluate(scope, &run)
    }

    /// The input's one item; nil for none, an error for several.
    func item(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Item? {
        let result: Collection = try receiver.evaluate(scope, &run)
        if result.count > 1 {
            throw run.fail(.execution, "\(name)() takes one item, not \(result.count)", at: offset)
        }
        return result.first
    }

    /// The value of the input's one item; nil for none.
    func value(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Item? {
        guard let item = try item(scope, &run) else { return nil }
        return run.value(item)
    }

    /// The input as a string; nil for none, an error for anything else.
    func text(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> String? {
        guard let item = try item(scope, &run), !run.isValueless(item) else { return nil }
        guard case .string(let text)? = run.value(item) else {
            throw run.fail(.execution, "\(name)() takes a string, not \(run.name(of: item))", at: offset)
        }
        try run.spend(on: text)
        return text
    }

    /// The input as a number; nil for none, an error for anything else.
    func number(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Item? {
        guard let item = try item(scope, &run), !run.isValueless(item) else { return nil }
        switch run.value(item) {
        case .integer(let value)?: return .integer(value)
        case .decimal(let value)?: return .decimal(value)
        case .quantity(let value)?: return .quantity(value)
        default: throw run.fail(.execution, "\(name)() takes a number, not \(run.name(of: item))", at: offset)
        }
    }

    /// The value of an argument, nil if it is left out or empty.
    func argument(_ index: Int, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Item? {
        guard index < arguments.count, let item = try arguments[index].single(scope, &run) else { return nil }
        return run.value(item) ?? item
    }

    func string(_ index: Int, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> String? {
        switch try argument(index, scope, &run) {
        case nil: return nil
        case .string(let text)?:
            try run.spend(on: text)
            return text
        case let other?: throw wrong(index, "a string", other, &run)
        }
    }

    func integer(_ index: Int, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Int? {
        switch try argument(index, scope, &run) {
        case nil: return nil
        case .integer(let value)?: return value
        case let other?: throw wrong(index, "an integer", other, &run)
        }
    }

    private func wrong(_ index: Int, _ wanted: String, _ item: Item, _ run: inout Evaluator) -> FHIRPathError {
        run.fail(
            .execution, "argument \(index + 1) of \(name)() is \(wanted), not \(run.name(of: item))", at: arguments[index].offset)
    }
}

/// What a function does.
typealias FunctionBody = @Sendable (Call, Scope, inout Evaluator) throws(FHIRPathError) -> Collection

/// A call of a function that makes all of its items at once.
final class FunctionExpression: CollectingExpression {
    let call: Call
    private let body: FunctionBody
    var offset: Int { call.offset }

    init(_ call: Call, _ body: @escaping FunctionBody) {
        self.call = call
        self.body = body
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        try run.spend()
        let result: Collection = try body(call, scope, &run)
        try run.check(size: result.count, at: offset)
        return result
    }
}

/// An operand or argument: the variables that it defines end with it.
final class ScopedExpression: CollectingExpression {
    private let inner: any Expression
    var offset: Int { inner.offset }

    init(_ inner: any Expression) { self.inner = inner }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        let count: Int = run.defined.count
        defer { run.defined.removeSubrange(count...) }
        return try inner.evaluate(scope, &run)
    }
}
