import FHIRCore

extension FunctionTable {
    /// FHIRPath 2.0, 5.9 Utility functions, `type()` and `defineVariable()`.
    static let utility: [Function] = [
        Function("trace", 1...2, .input, isIterating: true) { call in
            FunctionExpression(call) { (call, scope, run) throws(FHIRPathError) in
                let input: Collection = try call.input(scope, &run)
                guard let trace = run.environment.trace else { return input }
                let name: String = try call.string(0, scope, &run) ?? ""
                var told = Collection()
                if call.arguments.count > 1 {
                    for (index, item) in input.enumerated() {
                        told.append(try call.arguments[1].evaluate(Scope(this: item, index: index), &run))
                    }
                } else {
                    told = input
                }
                trace(name, told.map { FHIRPathValue($0) })
                return input
            }
        },
        Function("now", 0...0, .dateTime) { (_, _, run) throws(FHIRPathError) in Collection(.temporal(run.now())) },
        Function("today", 0...0, .date) { (_, _, run) throws(FHIRPathError) in
            var today: Temporal = run.now()
            (today.kind, today.precision, today.offset, today.fractionDigits) = (.date, .day, nil, 0)
            return Collection(.temporal(today))
        },
        Function("timeOfDay", 0...0, .time) { (_, _, run) throws(FHIRPathError) in
            var time: Temporal = run.now()
            (time.kind, time.offset) = (.time, nil)
            return Collection(.temporal(time))
        },
        Function("type", 0...0, .unknown) { (call, scope, run) throws(FHIRPathError) in
            var result = Collection()
            for item in try call.input(scope, &run) { result.append(.typeInfo(run.type(of: item))) }
            return result
        },
        Function("defineVariable", 1...2, .input, isIterating: true) { call in
            FunctionExpression(call) { (call, scope, run) throws(FHIRPathError) in try define(call, scope, &run) }
        },
    ]

    /// The value is the input, or what the second argument makes of it; it holds for the rest of the path.
    private static func define(_ call: Call, _ scope: Scope, _ run: inout Evaluator) throws(FHIRPathError) -> Collection {
        let input: Collection = try call.input(scope, &run)
        guard let name = try call.string(0, scope, &run) else {
            throw run.fail(.execution, "defineVariable() needs a name", at: call.offset)
        }
        let isTaken: Bool =
            run.defined.contains { $0.name == name } || run.environment.variables[name] != nil
            || VariableExpression.contextNames.contains(name) || VariableExpression.systems[name] != nil
        if isTaken { throw run.fail(.semantic, "the variable %\(name) is already defined", at: call.offset) }
        var value: Collection = input
        if call.arguments.count > 1 {
            let inner = Scope(this: input.count == 1 ? input.first : scope.this, index: scope.index)
            value = try call.arguments[1].evaluate(inner, &run)
        }
        run.defined.append((name, value))
        return input
    }
}

extension Evaluator {
    /// The name of an item's type with its namespace.
    func type(of item: Item) -> TypeName {
        func system(_ name: TypeTest.SystemType) -> TypeName { TypeName(namespace: "System", name: name.rawValue) }
        switch item {
        case .node(let node): return TypeName(namespace: "FHIR", name: schema.definition(node.type)?.name ?? "Element")
        case .boolean: return system(.boolean)
        case .integer: return system(.integer)
        case .string: return system(.string)
        case .decimal, .longDecimal: return system(.decimal)
        case .temporal(let value): return system(value.kind == .date ? .date : (value.kind == .time ? .time : .dateTime))
        case .quantity: return system(.quantity)
        case .typeInfo: return TypeName(namespace: "System", name: "TypeInfo")
        }
    }
}
