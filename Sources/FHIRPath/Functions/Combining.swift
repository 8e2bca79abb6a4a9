extension FunctionTable {
    /// FHIRPath 2.0, 5.4 Combining.
    static let combining: [Function] = [
        Function("union", 1...1, .inputAndArgument, isIterating: false) {
            UnionExpression($0.receiver, $0.arguments[0], at: $0.offset)
        },
        Function("combine", 1...1, .inputAndArgument) { (call, scope, run) throws(FHIRPathError) in
            var result: Collection = try call.input(scope, &run)
            result.append(try call.arguments[0].evaluate(scope, &run))
            try run.check(size: result.count, at: call.offset)
            return result
        },
    ]
}
