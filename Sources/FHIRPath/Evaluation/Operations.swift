/// `and`, `or`, `xor`, `implies` in three-valued logic (FHIRPath 2.0, Boolean logic). The right side is left out where the
/// left decides.
final class LogicExpression: TruthExpression {
    let operation: Operator
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ operation: Operator, _ left: any Expression, _ right: any Expression, at offset: Int) {
        self.operation = operation
        self.left = left
        self.right = right
        self.offset = offset
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        let one: Bool? = try left.truth(scope, &run)
        switch operation {
        case .and:
            if one == false { return false }
            let other: Bool? = try right.truth(scope, &run)
            return other == false ? false : (one == nil || other == nil ? nil : true)
        case .or:
            if one == true { return true }
            let other: Bool? = try right.truth(scope, &run)
            return other == true ? true : (one == nil || other == nil ? nil : false)
        case .implies:
            if one == false { return true }
            let other: Bool? = try right.truth(scope, &run)
            return other == true ? true : (one == nil ? nil : other)
        default:
            guard let one, let other = try right.truth(scope, &run) else { return nil }
            return one != other
        }
    }
}

/// `=`, `!=`, `~`, `!~`
final class EqualityExpression: TruthExpression {
    let operation: Operator
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ operation: Operator, _ left: any Expression, _ right: any Expression, at offset: Int) {
        self.operation = operation
        self.left = left
        self.right = right
        self.offset = offset
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        let one: Collection = try left.evaluate(scope, &run)
        let other: Collection = try right.evaluate(scope, &run)
        switch operation {
        case .equal: return try run.equal(one, other)
        case .notEqual: return try run.equal(one, other).map { !$0 }
        case .equivalent: return try run.equivalent(one, other)
        default: return try !run.equivalent(one, other)
        }
    }
}

/// `<`, `<=`, `>`, `>=`
final class ComparisonExpression: TruthExpression {
    let operation: Operator
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ operation: Operator, _ left: any Expression, _ right: any Expression, at offset: Int) {
        self.operation = operation
        self.left = left
        self.right = right
        self.offset = offset
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        guard let one = try left.single(scope, &run), let other = try right.single(scope, &run) else { return nil }
        // A primitive that has only extensions has no value to compare.
        if run.isValueless(one) || run.isValueless(other) { return nil }
        guard let order = try run.compare(one, other, at: offset) else { return nil }
        switch operation {
        case .less: return order < 0
        case .lessOrEqual: return order <= 0
        case .greater: return order > 0
        default: return order >= 0
        }
    }
}

extension Evaluator {
    /// A primitive, or a quantity, without a value.
    func isValueless(_ item: Item) -> Bool {
        guard case .node(let node) = item, types.system(node.type) != .none else { return false }
        return value(item) == nil
    }
}

/// `+`, `-`, `*`, `/`, `div`, `mod`
final class ArithmeticExpression: CollectingExpression {
    let operation: Operator
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ operation: Operator, _ left: any Expression, _ right: any Expression, at offset: Int) {
        self.operation = operation
        self.left = left
        self.right = right
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        guard let one = try left.single(scope, &run), let other = try right.single(scope, &run) else { return Collection() }
        if run.isValueless(one) || run.isValueless(other) { return Collection() }
        return Collection(try run.calculate(operation, one, other, at: offset))
    }
}

/// `&`: strings put together, an empty one counting as no text.
final class ConcatenationExpression: CollectingExpression {
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ left: any Expression, _ right: any Expression, at offset: Int) {
        self.left = left
        self.right = right
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        let text: String = try part(left, scope, &run) + part(right, scope, &run)
        return Collection(.string(try run.check(text: text, at: offset)))
    }

    private func part(_ side: any Expression, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> String {
        guard let item = try side.single(scope, &run) else { return "" }
        guard case .string(let text)? = run.value(item) else {
            throw run.fail(.execution, "'&' takes strings, not \(run.name(of: item))", at: side.offset)
        }
        return text
    }
}

/// `-` and `+` before a number.
final class PolarityExpression: CollectingExpression {
    let isNegative: Bool
    let operand: any Expression
    let offset: Int

    init(isNegative: Bool, _ operand: any Expression, at offset: Int) {
        self.isNegative = isNegative
        self.operand = operand
        self.offset = offset
    }

    func evaluate(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        guard let item = try operand.single(scope, &run) else { return Collection() }
        switch run.value(item) {
        case .integer(let value)?:
            let (negated, overflow) = 0.subtractingReportingOverflow(value)
            if isNegative && overflow { return Collection() }
            return Collection(.integer(isNegative ? negated : value))
        case .decimal(let value)?: return Collection(.decimal(isNegative ? value.negated : value))
        case .longDecimal(let value)?: return Collection(.longDecimal(isNegative ? value.negated : value))
        case .quantity(let value)?: return Collection(.quantity(isNegative ? value.with(value.value.negated) : value))
        case nil where run.isValueless(item): return Collection()
        default:
            let sign: String = isNegative ? "-" : "+"
            throw run.fail(
                .execution,
                "'\(sign)' takes a number or quantity, not \(run.name(of: item)); a sign binds looser than '.': "
                    + "write (\(sign)1).name()", at: offset)
        }
    }
}

/// `|`: both sides without duplicates.
final class UnionExpression: StreamingExpression {
    let left: any Expression
    let right: any Expression
    let offset: Int

    init(_ left: any Expression, _ right: any Expression, at offset: Int) {
        self.left = left
        self.right = right
        self.offset = offset
    }

    func stream(_ scope: Scope, _ run: inout Evaluator, _ body: ItemBody) throws(FHIRPathError) -> Bool {
        var seen = ItemSet()
        for side in [left, right] {
            let defined: Int = run.defined.count
            let goesOn: Bool = try side.stream(scope, &run) { (item, run) throws(FHIRPathError) in
                try seen.insert(item, &run) ? try body(item, &run) : true
            }
            run.defined.removeSubrange(defined...)
            if !goesOn { return false }
        }
        return true
    }
}

/// `in` and `contains`
final class MembershipExpression: TruthExpression {
    let item: any Expression
    let collection: any Expression
    let offset: Int

    init(_ item: any Expression, in collection: any Expression, at offset: Int) {
        self.item = item
        self.collection = collection
        self.offset = offset
    }

    func truth(_ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Bool? {
        guard let wanted = try item.single(scope, &run) else { return nil }
        return try !collection.stream(scope, &run) { (other, run) throws(FHIRPathError) in
            try run.spend()
            return run.equal(wanted, other) != true
        }
    }
}
