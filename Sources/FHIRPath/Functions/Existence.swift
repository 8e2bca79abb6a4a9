extension FunctionTable {
    /// FHIRPath 2.0, 5.1 Existence.
    static let existence: [Function] = [
        Function("empty", 0...0, .boolean, isIterating: false) { ExistsExpression($0, isNegated: true) },
        Function("exists", 0...1, .boolean, isIterating: true) { ExistsExpression($0, isNegated: false) },
        Function("all", 1...1, .boolean, isIterating: true) { AllExpression($0) },
        Function("allTrue", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            Collection(try truths(call, scope, &run).allSatisfy { $0 == true })
        },
        Function("anyTrue", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            Collection(try truths(call, scope, &run).contains(true))
        },
        Function("allFalse", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            Collection(try truths(call, scope, &run).allSatisfy { $0 == false })
        },
        Function("anyFalse", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            Collection(try truths(call, scope, &run).contains(false))
        },
        Function("subsetOf", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            return Collection(try isSubset(input, of: call.arguments[0].evaluate(scope, &run), &run))
        },
        Function("supersetOf", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            return Collection(try isSubset(call.arguments[0].evaluate(scope, &run), of: input, &run))
        },
        Function("count", 0...0, .integer, isIterating: false) { CountExpression($0) },
        Function("distinct", 0...0, .input, isIterating: false) { DistinctExpression($0) },
        Function("isDistinct", 0...0, .boolean) { (call, scope, run) throws(FHIRPathError) in
            var seen = ItemSet()
            return Collection(
                try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in try seen.insert(item, &run) })
        },
        Function("not", 0...0, .boolean, isIterating: false) { NotExpression($0) },
    ]

    /// Each item as a boolean; nil for one that is none, which is neither true nor false.
    private static func truths(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> [Bool?] {
        var result: [Bool?] = []
        for item in try call.input(scope, &run) {
            if case .boolean(let truth)? = run.value(item) { result.append(truth) } else { result.append(nil) }
        }
        return result
    }

    private static func isSubset(
        _ part: Collection, of whole: Collection, _ run: inout Evaluator
    ) throws(FHIRPathError) -> Bool {
        var all = ItemSet()
        for item in whole { _ = try all.insert(item, &run) }
        for item in part where try !all.contains(item, &run) { return false }
        return true
    }
}

/// `exists()`, `exists(criteria)`, `empty()`: ends at the first item.
private final class ExistsExpression: TruthExpression {
    private let call: Call
    private let isNegated: Bool
    var offset: Int { call.offset }

    init(_ call: Call, isNegated: Bool) {
        self.call = call
        self.isNegated = isNegated
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        guard let criteria = call.arguments.first else {
            let isEmpty: Bool = try call.receiver.stream(scope, &run) { (item, _) throws(FHIRPathError) in item.isHollow }
            return isEmpty == isNegated
        }
        var index: Int = 0
        return try !call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            let isMet: Bool = try criteria.truth(Scope(this: item, index: index), &run) == true
            index += 1
            return !isMet
        }
    }
}

extension Item {
    /// An element without content is an error of the data, and is not there.
    var isHollow: Bool {
        if case .node(let node) = self { node.tree.isHollow(node.index) } else { false }
    }
}

private final class AllExpression: TruthExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        var index: Int = 0
        return try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            let isMet: Bool = try call.arguments[0].truth(Scope(this: item, index: index), &run) == true
            index += 1
            return isMet
        }
    }
}

private final class NotExpression: TruthExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        try call.receiver.truth(scope, &run).map { !$0 }
    }
}

private final class CountExpression: CollectingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        var count: Int = 0
        try call.receiver.stream(scope, &run) { (_, _) throws(FHIRPathError) in
            count += 1
            return true
        }
        return Collection(.integer(count))
    }
}

private final class DistinctExpression: StreamingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var seen = ItemSet()
        return try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            try seen.insert(item, &run) ? try body(item, &run) : true
        }
    }
}
