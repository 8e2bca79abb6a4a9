/// What the words of an expression refer to: the item at hand and its number.
struct Scope {
    let this: Item?
    var index: Int = 0
}

/// Takes one item after the other; false ends the flow.
typealias ItemBody = (Item, inout Evaluator) throws(FHIRPathError) -> Bool

/// A compiled expression: immutable, evaluated as often as needed, from any thread.
protocol Expression: AnyObject, Sendable {
    /// Where it stands in the text.
    var offset: Int { get }
    /// All items.
    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection
    /// The items one by one, without a collection where that can be; false if `body` ended the flow.
    @discardableResult
    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool
    /// As a criterion: empty is nil, a boolean itself, any other single item true (FHIRPath 2.0, Singleton evaluation).
    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool?
}

extension Expression {
    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        let result: Collection = try evaluate(scope, &run)
        if result.count > 1 {
            throw run.fail(.execution, "a truth value was expected, not \(result.count) items", at: offset)
        }
        return result.first.flatMap { $0.isHollow ? nil : run.isTrue($0) }
    }

    /// The one item, nil for none; several are an error.
    func single(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Item? {
        let result: Collection = try evaluate(scope, &run)
        if result.count > 1 {
            throw run.fail(.execution, "one item was expected here, not \(result.count)", at: offset)
        }
        return result.first
    }
}

/// An expression that makes its items one by one.
protocol StreamingExpression: Expression {}

extension StreamingExpression {
    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        var result = Collection()
        try stream(scope, &run) { (item, run) throws(FHIRPathError) in
            result.append(item)
            try run.check(size: result.count, at: 0)
            return true
        }
        return result
    }
}

/// An expression that makes all of its items at once.
protocol CollectingExpression: Expression {}

extension CollectingExpression {
    @discardableResult
    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        for item in try evaluate(scope, &run) {
            try run.spend()
            if try !body(item, &run) { return false }
        }
        return true
    }
}

/// An expression that is true, false or empty.
protocol TruthExpression: CollectingExpression {}

extension TruthExpression {
    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        Collection(try truth(scope, &run))
    }
}

extension Evaluator {
    /// A single item as a truth value: a boolean is itself, anything else true.
    func isTrue(_ item: Item) -> Bool {
        switch item {
        case .boolean(let value): value
        case .node(let node) where types.system(node.type) == .boolean:
            node.tree.withValue(of: node.index) { $0.count == 4 || $0.isEmpty }
        default: true
        }
    }

    /// Leaves the variables as they were: what a function's argument defines ends with it.
    mutating func scoped<Result>(
        _ body: (inout Evaluator) throws(FHIRPathError) -> Result
    ) throws(FHIRPathError) -> Result {
        let count: Int = defined.count
        defer { defined.removeSubrange(count...) }
        return try body(&self)
    }
}
