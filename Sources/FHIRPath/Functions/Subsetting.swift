extension FunctionTable {
    /// FHIRPath 2.0, 5.3 Subsetting.
    static let subsetting: [Function] = [
        Function("single", 0...0, .input) { (call, scope, run) throws(FHIRPathError) in
            Collection(try call.item(scope, &run))
        },
        Function("first", 0...0, .input, needsOrder: true) { (call, scope, run) throws(FHIRPathError) in
            var result = Collection()
            try call.receiver.stream(scope, &run) { (item, _) throws(FHIRPathError) in
                result.append(item)
                return false
            }
            return result
        },
        Function("last", 0...0, .input, needsOrder: true) { (call, scope, run) throws(FHIRPathError) in
            Collection(try call.input(scope, &run).last)
        },
        Function("tail", 0...0, .input, needsOrder: true) { (call, scope, run) throws(FHIRPathError) in
            try slice(call.input(scope, &run), from: 1)
        },
        Function("skip", 1...1, .input, needsOrder: true) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            return try slice(input, from: max(0, call.integer(0, scope, &run) ?? 0))
        },
        Function("take", 1...1, .input, needsOrder: true) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            return try slice(input, from: 0, count: max(0, call.integer(0, scope, &run) ?? 0))
        },
        Function("intersect", 1...1, .input) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            var (others, seen) = (ItemSet(), ItemSet())
            for item in try call.arguments[0].evaluate(scope, &run) { _ = try others.insert(item, &run) }
            var result = Collection()
            for item in input where try others.contains(item, &run) {
                if try seen.insert(item, &run) { result.append(item) }
            }
            return result
        },
        Function("exclude", 1...1, .input) { (call, scope, run) throws(FHIRPathError) in
            let input: Collection = try call.input(scope, &run)
            var others = ItemSet()
            for item in try call.arguments[0].evaluate(scope, &run) { _ = try others.insert(item, &run) }
            var result = Collection()
            for item in input where try !others.contains(item, &run) { result.append(item) }
            return result
        },
    ]

    private static func slice(_ input: Collection, from start: Int, count: Int = Int.max) -> Collection {
        var result = Collection()
        let end: Int = count < input.count - min(start, input.count) ? start + count : input.count
        var index: Int = start
        while index < end, let item = input[index] {
            result.append(item)
            index += 1
        }
        return result
    }
}
