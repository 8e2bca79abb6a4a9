extension FunctionTable {
    /// FHIRPath 2.0, 7 Aggregates.
    static let aggregates: [Function] = [
        Function("aggregate", 1...2, .unknown, isIterating: true) { call in
            FunctionExpression(call) { (call, scope, run) throws(FHIRPathError) in
                let input: Collection = try call.input(scope, &run)
                let outer: Collection = run.total
                defer { run.total = outer }
                run.total = call.arguments.count > 1 ? try call.arguments[1].evaluate(scope, &run) : Collection()
                for (index, item) in input.enumerated() {
                    try run.spend()
                    run.total = try call.arguments[0].evaluate(Scope(this: item, index: index), &run)
                }
                return run.total
            }
        }
    ]
}
