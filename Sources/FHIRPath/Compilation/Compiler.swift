import FHIRCore

/// Makes an expression of what the parser found: names looked up in the schema where the type is known, functions in the table.
struct Compiler {
    let source: String
    let schema: Schema
    let types: TypeTable
    /// Definitions of the standard are not held to what users are.
    let isDefinition: Bool
    /// Names that the schema does not have, and order where there is none, are errors.
    let isStrict: Bool
    /// `%context`
    let context: StaticType
    /// It is at work on a part of an expression that is evaluated once.
    var isConstant: Bool = false

    typealias Result = (expression: any Expression, type: StaticType)

    func fail(_ code: FHIRPathError.Code, _ message: String, at offset: Int, suggestion: String? = nil) -> FHIRPathError {
        FHIRPathError(code, message, in: source, at: offset, suggestion: suggestion)
    }

    /// What hangs on `%resource` and its like alone is evaluated once, not anew for every item.
    func compile(_ node: SyntaxNode, this: StaticType) throws(FHIRPathError) -> Result {
        if isConstant { return try compileNode(node, this: this) }
        guard let variables = node.constants, !variables.isEmpty, !node.kind.operands.isEmpty else {
            return try compileNode(node, this: this)
        }
        var inner: Compiler = self
        inner.isConstant = true
        let (expression, type): Result = try inner.compileNode(node, this: this)
        return (ConstantExpression(expression, variables), type)
    }

    private func compileNode(_ node: SyntaxNode, this: StaticType) throws(FHIRPathError) -> Result {
        switch node.kind {
        case .literal(let item): return (LiteralExpression(Collection(item), at: node.offset), StaticType(item))
        case .empty: return (LiteralExpression(Collection(), at: node.offset), StaticType())
        case .this: return (ThisExpression(at: node.offset), this)
        case .index: return (CounterExpression(isIndex: true, at: node.offset), .system(.integer))
        case .total: return (CounterExpression(isIndex: false, at: node.offset), .unknown)
        case .variable(let name):
            return (VariableExpression(name, at: node.offset), name == "context" ? context : .unknown)
        case .step(let receiver, let name): return try step(receiver, name, this, node.offset)
        case .call(let receiver, let name, let arguments): return try call(receiver, name, arguments, this, node.offset)
        case .indexer(let receiver, let index):
            let (inner, type): Result = try compile(receiver, this: this)
            try checkOrder(type, "[]", node.offset)
            return (IndexerExpression(inner, try argument(index, this: this).expression, at: node.offset), type)
        case .polarity(let isNegative, let operand):
            let (inner, type): Result = try compile(operand, this: this)
            return (PolarityExpression(isNegative: isNegative, inner, at: node.offset), type)
        case .binary(let operation, let left, let right):
            return try binary(operation, left, right, this, node.offset)
        case .typeTest(let isCast, let operand, let name):
            let (inner, type): Result = try argument(operand, this: this)
            return try typeTest(isCast ? "as" : "is", inner, type, name, node.offset)
        }
    }

    /// An operand or argument: what it defines ends with it.
    private func argument(_ node: SyntaxNode, this: StaticType) throws(FHIRPathError) -> Result {
        let (inner, type): Result = try compile(node, this: this)
        return (node.definesVariable ? ScopedExpression(inner) : inner, type)
    }

    // MARK: Steps

    private func step(
        _ receiver: SyntaxNode?, _ name: String, _ this: StaticType, _ offset: Int
    ) throws(FHIRPathError) -> Result {
        let (inner, input): Result
        if let receiver {
            (inner, input) = try compile(receiver, this: this)
        } else {
            (inner, input) = (ThisExpression(at: offset), this)
            if let root = rootType(name) { return try rootStep(inner, input, name, root, offset) }
        }
        var result = StaticType(isUnknown: input.isUnknown, isOrdered: input.isOrdered)
        var isFound: Bool = input.isUnknown || !input.systems.isEmpty
        let bytes = PathName(name)
        for type in input.nodes {
            guard let span = schema.span(named: bytes.bytes, of: type) else {
                if name == "value", types.isPrimitive(type) { (isFound, result.isUnknown) = (true, true) }
                continue
            }
            if span.isConcreteChoice && !isDefinition {
                if isStrict { throw concrete(name, span, offset) }
                continue
            }
            isFound = true
            for field in span.fields { schema.definition(field).map { result.insert($0) } }
        }
        if !input.systems.isEmpty { result.isUnknown = true }
        if isStrict && !isFound { throw unknownName(name, input, offset) }
        let expected: TypeIndex = input.single ?? .unknown
        var span: FieldSpan? = expected == .unknown ? nil : schema.span(named: bytes.bytes, of: expected)
        if span?.isConcreteChoice == true && !isDefinition { span = nil }
        let step = StepExpression(inner, name, StepExpression.Target(expected: expected, span: span), at: offset)
        return (step, result)
    }

    /// FHIRPath names a choice without its type.
    private func concrete(_ name: String, _ span: FieldSpan, _ offset: Int) -> FHIRPathError {
        let field: FieldDefinition? = schema.definition(span.firstField)
        let choice: String = field.map { String($0.element.name.dropLast(3)) } ?? name
        return fail(
            .semantic, "\(name) is not how FHIRPath names a choice", at: offset,
            suggestion: "\(choice).ofType(\(field?.type.name ?? ""))")
    }

    private func unknownName(_ name: String, _ input: StaticType, _ offset: Int) -> FHIRPathError {
        if input.nodes.isEmpty { return fail(.semantic, "there is nothing that could have a '\(name)' here", at: offset) }
        var names: [String] = []
        for type in input.nodes {
            for element in schema.definition(type)?.elements ?? [] {
                names.append(element.isChoice ? String(element.name.dropLast(3)) : element.name)
            }
        }
        let owners: String = input.nodes.compactMap { schema.definition($0)?.name }.sorted().joined(separator: ", ")
        return fail(.semantic, "\(owners) has no '\(name)'", at: offset, suggestion: nearest(to: name, among: names.sorted()))
    }

    /// A type with an upper case name that can start a path.
    private func rootType(_ name: String) -> TypeIndex? {
        guard let first = name.utf8.first, first < 0x61, let type = schema.type(named: name) else { return nil }
        return schema.kind(of: type) == .backbone ? nil : type
    }

    private func rootStep(
        _ inner: any Expression, _ input: StaticType, _ name: String, _ root: TypeIndex, _ offset: Int
    ) throws(FHIRPathError) -> Result {
        var result = StaticType()
        result.nodes = input.nodes.filter { types.isKind($0, of: root) }
        if result.nodes.isEmpty && input.isUnknown { result.nodes = [root] }
        if result.nodes.isEmpty && isStrict {
            let owners: String = input.nodes.compactMap { schema.definition($0)?.name }.sorted().joined(separator: ", ")
            throw fail(
                .semantic, "the path begins with \(name), but its context is \(owners.isEmpty ? "empty" : owners)", at: offset)
        }
        if schema.definition(root)?.isAbstract == true { result.isUnknown = true }
        return (StepExpression(inner, name, StepExpression.Target(root: root), at: offset), result)
    }

    // MARK: Operators

    private func binary(
        _ operation: Operator, _ first: SyntaxNode, _ second: SyntaxNode, _ this: StaticType, _ offset: Int
    ) throws(FHIRPathError) -> Result {
        let (left, leftType): Result = try argument(first, this: this)
        let (right, rightType): Result = try argument(second, this: this)
        switch operation {
        case .and, .or, .xor, .implies: return (LogicExpression(operation, left, right, at: offset), .system(.boolean))
        case .equal, .notEqual, .equivalent, .notEquivalent:
            return (EqualityExpression(operation, left, right, at: offset), .system(.boolean))
        case .less, .lessOrEqual, .greater, .greaterOrEqual:
            return (ComparisonExpression(operation, left, right, at: offset), .system(.boolean))
        case .in: return (MembershipExpression(left, in: right, at: offset), .system(.boolean))
        case .contains: return (MembershipExpression(right, in: left, at: offset), .system(.boolean))
        case .concatenate: return (ConcatenationExpression(left, right, at: offset), .system(.string))
        case .union:
            var type: StaticType = leftType
            type.formUnion(rightType)
            return (UnionExpression(left, right, at: offset), type)
        case .add, .subtract, .multiply, .divide, .div, .mod:
            return (ArithmeticExpression(operation, left, right, at: offset), .unknown)
        }
    }

    // MARK: Functions

    private func call(
        _ receiver: SyntaxNode?, _ name: String, _ arguments: [SyntaxNode], _ this: StaticType, _ offset: Int
    ) throws(FHIRPathError) -> Result {
        let (inner, input): Result =
            try receiver.map { (node) throws(FHIRPathError) in try compile(node, this: this) }
            ?? (ThisExpression(at: offset), this)
        try FunctionTable.check(name, arguments.count, in: source, at: offset)
        if FunctionTable.typeFunctions.contains(name) {
            guard let type = arguments[0].typeName else {
                throw fail(
                    .syntax, "\(name)() takes the name of a type, such as Quantity or System.String", at: arguments[0].offset)
            }
            return try typeTest(name, inner, input, type, arguments[0].offset)
        }
        guard let function = FunctionTable.function(name) else {
            throw fail(.semantic, "there is no function \(name)()", at: offset)
        }
        if function.needsOrder { try checkOrder(input, name + "()", offset) }
        var inputs: StaticType = input
        inputs.isOrdered = true
        var compiled: [any Expression] = []
        var argumentTypes: [StaticType] = []
        for node in arguments {
            let (argument, type): Result = try argument(node, this: function.isIterating ? inputs : this)
            compiled.append(argument)
            argumentTypes.append(type)
        }
        let type: StaticType = resultType(function.result, input, argumentTypes)
        return (function.build(Call(name, on: inner, compiled, at: offset)), type)
    }

    private func checkOrder(_ input: StaticType, _ what: String, _ offset: Int) throws(FHIRPathError) {
        if isStrict && !input.isOrdered {
            throw fail(.semantic, "\(what) needs an order, and children() and descendants() have none", at: offset)
        }
    }

    private func typeTest(
        _ name: String, _ operand: any Expression, _ input: StaticType, _ typeName: TypeName, _ offset: Int
    ) throws(FHIRPathError) -> Result {
        guard let test = TypeTest(typeName, schema, isDefinition: isDefinition) else {
            let names: [String] = schema.allTypes.map(\.name) + TypeTest.SystemType.allCases.map(\.rawValue)
            throw fail(
                .semantic, "there is no type \(typeName.text)", at: offset, suggestion: nearest(to: typeName.name, among: names))
        }
        if name == "is" { return (TypeTestExpression(operand, test, at: offset), .system(.boolean)) }
        var type = StaticType(test)
        type.isOrdered = input.isOrdered
        // An abstract type stands for all that specialise it.
        if type.nodes.contains(where: { schema.definition($0)?.isAbstract == true }) { type.isUnknown = true }
        return (TypeFilterExpression(operand, test, isSingle: name == "as", at: offset), type)
    }

    private func resultType(_ result: Function.Result, _ input: StaticType, _ arguments: [StaticType]) -> StaticType {
        switch result {
        case .boolean: return .system(.boolean)
        case .integer: return .system(.integer)
        case .decimal: return .system(.decimal)
        case .string: return .system(.string)
        case .date: return .system(.date)
        case .dateTime: return .system(.dateTime)
        case .time: return .system(.time)
        case .input: return input
        case .arguments(let first):
            var type = StaticType(isOrdered: input.isOrdered)
            for argument in arguments.dropFirst(first) { type.formUnion(argument) }
            return type
        case .inputAndArgument:
            var type: StaticType = input
            arguments.first.map { type.formUnion($0) }
            return type
        case .children: return input.children(in: schema)
        case .descendants: return StaticType(isUnknown: true, isOrdered: false)
        case .extensions: return StaticType(nodes: schema.type(named: "Extension").map { [$0] } ?? [])
        case .unknown: return .unknown
        }
    }
}
