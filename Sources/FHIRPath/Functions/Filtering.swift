extension FunctionTable {
    /// FHIRPath 2.0, 5.2 Filtering and projection.
    static let filtering: [Function] = [
        Function("where", 1...1, .input, isIterating: true) { WhereExpression($0) },
        Function("select", 1...1, .arguments(from: 0), isIterating: true) { SelectExpression($0) },
        Function("repeat", 1...1, .arguments(from: 0), isIterating: true) { RepeatExpression($0) },
        Function("iif", 2...3, .arguments(from: 1), isIterating: true) { IifExpression($0) },
        Function("sort", 0...100, .input, isIterating: true) { SortExpression($0) },
    ]
}

private final class WhereExpression: StreamingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var index: Int = 0
        return try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            let isMet: Bool = try call.arguments[0].truth(Scope(this: item, index: index), &run) == true
            index += 1
            return isMet ? try body(item, &run) : true
        }
    }
}

private final class SelectExpression: StreamingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var index: Int = 0
        return try call.receiver.stream(scope, &run) { (item, run) throws(FHIRPathError) in
            let inner = Scope(this: item, index: index)
            index += 1
            return try call.arguments[0].stream(inner, &run, body)
        }
    }
}

/// The projection of the input, of what that gives, and so on, each item once.
private final class RepeatExpression: StreamingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var seen = ItemSet()
        var waiting: [Item] = try call.input(scope, &run).items
        var next: Int = 0
        while next < waiting.count {
            let item: Item = waiting[next]
            let inner = Scope(this: item, index: next)
            next += 1
            let goesOn: Bool = try call.arguments[0].stream(inner, &run) { (found, run) throws(FHIRPathError) in
                try run.spend()
                if try !seen.insert(found, &run) { return true }
                waiting.append(found)
                try run.check(size: waiting.count, at: offset)
                return try body(found, &run)
            }
            if !goesOn { return false }
        }
        return true
    }
}

/// `iif(criterion, then, else)`: only the side that is chosen is evaluated.
private final class IifExpression: StreamingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var inner: Scope = scope
        if !(call.receiver is ThisExpression) { inner = Scope(this: try call.item(scope, &run), index: scope.index) }
        let choice: Int = try isMet(inner, &run) ? 1 : 2
        return choice < call.arguments.count ? try call.arguments[choice].stream(inner, &run, body) : true
    }

    private func isMet(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool {
        guard let item = try call.arguments[0].single(scope, &run) else { return false }
        if case .boolean(let truth)? = run.value(item) { return truth }
        if run.isDefinition { return true }
        throw run.fail(
            .semantic, "the criterion of iif() is a boolean, not \(run.name(of: item))", at: call.arguments[0].offset)
    }
}

/// `sort(key, -key, …)`: a minus before a key turns its order round; without a key the items themselves.
private final class SortExpression: CollectingExpression {
    private let call: Call
    var offset: Int { call.offset }

    init(_ call: Call) { self.call = call }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        let items: [Item] = try call.input(scope, &run).items
        var keys: [[Item?]] = []
        for (index, item) in items.enumerated() {
            var own: [Item?] = call.arguments.isEmpty ? [item] : []
            for argument in call.arguments {
                let key: any Expression =
                    (argument as? PolarityExpression).map { $0.isNegative ? $0.operand : argument } ?? argument
                own.append(try key.single(Scope(this: item, index: index), &run))
            }
            keys.append(own)
        }
        let isDescending: [Bool] = call.arguments.map { ($0 as? PolarityExpression)?.isNegative == true }
        // The standard library's sort takes no throwing comparison with a typed error; a merge of runs does as well.
        let order: [Int] = try sorted(Array(items.indices), &run) { (left, right, run) throws(FHIRPathError) in
            for (place, (one, other)) in zip(keys[left], keys[right]).enumerated() {
                let isTurned: Bool = place < isDescending.count && isDescending[place]
                let result: Int = try self.compare(one, other, &run)
                if result != 0 { return isTurned ? result > 0 : result < 0 }
            }
            return left < right
        }
        return Collection(order.map { items[$0] })
    }

    /// What has no key comes last, and first where the order is turned.
    private func compare(_ left: Item?, _ right: Item?, _ run: inout Evaluator) throws(FHIRPathError) -> Int {
        guard let left else { return right == nil ? 0 : 1 }
        guard let right else { return -1 }
        return try run.compare(left, right, at: offset) ?? 0
    }

    private typealias Precedes = (Int, Int, inout Evaluator) throws(FHIRPathError) -> Bool

    private func sorted(
        _ indices: [Int], _ run: inout Evaluator, _ precedes: Precedes
    ) throws(FHIRPathError) -> [Int] {
        if indices.count < 2 { return indices }
        let middle: Int = indices.count / 2
        let left: [Int] = try sorted(Array(indices[..<middle]), &run, precedes)
        let right: [Int] = try sorted(Array(indices[middle...]), &run, precedes)
        var result: [Int] = []
        var (one, other) = (0, 0)
        while one < left.count && other < right.count {
            try run.spend()
            if try precedes(right[other], left[one], &run) {
                result.append(right[other])
                other += 1
            } else {
                result.append(left[one])
                one += 1
            }
        }
        return result + left[one...] + right[other...]
    }
}
