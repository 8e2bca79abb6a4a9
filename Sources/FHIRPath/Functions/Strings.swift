import RegularExpressions

extension FunctionTable {
    /// FHIRPath 2.0, 5.6 String manipulation, with `join`, `split`, `trim` and `matchesFull` of later editions.
    static let strings: [Function] =
        [
            text("indexOf", .integer) { $0.range(of: $1).map { .integer($0.lowerBound) } ?? .integer(-1) },
            text("lastIndexOf", .integer) { $0.lastRange(of: $1).map { .integer($0.lowerBound) } ?? .integer(-1) },
            text("startsWith", .boolean) { .boolean($0.scalars.starts(with: $1.scalars)) },
            text("endsWith", .boolean) { .boolean($0.scalars.reversed().starts(with: $1.scalars.reversed())) },
            text("contains", .boolean) { .boolean($0.range(of: $1) != nil) },
            plain("upper", .string) { .string($0.uppercased()) },
            plain("lower", .string) { .string($0.lowercased()) },
            plain("length", .integer) { .integer($0.unicodeScalars.count) },
            plain("trim", .string) { .string(trimmed($0)) },
            Function("substring", 1...2, .string) { (call, scope, run) throws(FHIRPathError) in
                guard let text = try call.text(scope, &run), let start = try call.integer(0, scope, &run) else {
                    return Collection()
                }
                let scalars: [Unicode.Scalar] = Array(text.unicodeScalars)
                if start < 0 || start >= scalars.count { return Collection() }
                var end: Int = scalars.count
                if call.arguments.count > 1 {
                    guard let count = try call.integer(1, scope, &run) else { return Collection() }
                    end = min(end, start + max(0, min(count, scalars.count)))
                }
                return Collection(.string(string(scalars[start..<end])))
            },
            Function("toChars", 0...0, .string) { (call, scope, run) throws(FHIRPathError) in
                guard let text = try call.text(scope, &run) else { return Collection() }
                try run.spend(text.unicodeScalars.count)
                return Collection(text.unicodeScalars.map { Item.string(String(Character($0))) })
            },
            Function("replace", 2...2, .string) { (call, scope, run) throws(FHIRPathError) in
                guard let text = try call.text(scope, &run), let pattern = try call.string(0, scope, &run),
                    let substitute = try call.string(1, scope, &run)
                else { return Collection() }
                return Collection(.string(try replaced(text, pattern, substitute, call.offset, &run)))
            },
            Function("split", 1...1, .string) { (call, scope, run) throws(FHIRPathError) in
                guard let text = try call.text(scope, &run), let separator = try call.string(0, scope, &run) else {
                    return Collection()
                }
                try run.spend(text.utf8.count)
                return Collection(parts(of: text, by: separator).map { Item.string($0) })
            },
            Function("join", 0...1, .string) { (call, scope, run) throws(FHIRPathError) in
                let separator: String = try call.string(0, scope, &run) ?? ""
                var texts: [String] = []
                for item in try call.input(scope, &run) {
                    guard case .string(let text)? = run.value(item) else {
                        throw run.fail(.execution, "join() takes strings, not \(run.name(of: item))", at: call.offset)
                    }
                    texts.append(text)
                }
                if texts.isEmpty { return Collection() }
                return Collection(.string(try run.check(text: texts.joined(separator: separator), at: call.offset)))
            },
        ] + patterns

    private static let patterns: [Function] = [
        Function("matches", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard let text = try call.text(scope, &run), let pattern = try call.string(0, scope, &run) else {
                return Collection()
            }
            let expression: RegularExpression = try run.pattern(pattern, at: call.offset)
            return Collection(try search(call, &run) { () throws(RegularExpressionError) in try expression.isMatch(text) })
        },
        Function("matchesFull", 1...1, .boolean) { (call, scope, run) throws(FHIRPathError) in
            guard let text = try call.text(scope, &run), let pattern = try call.string(0, scope, &run) else {
                return Collection()
            }
            let expression: RegularExpression = try run.pattern(pattern, at: call.offset)
            return Collection(
                try search(call, &run) { () throws(RegularExpressionError) in try expression.wholeMatch(of: text) != nil })
        },
        Function("replaceMatches", 2...2, .string) { (call, scope, run) throws(FHIRPathError) in
            guard let text = try call.text(scope, &run), let pattern = try call.string(0, scope, &run),
                let substitute = try call.string(1, scope, &run)
            else { return Collection() }
            if pattern.isEmpty { return Collection(.string(text)) }
            let expression: RegularExpression = try run.pattern(pattern, at: call.offset)
            let result: String = try search(call, &run) { () throws(RegularExpressionError) in
                try expression.replacingMatches(in: text, with: substitute)
            }
            return Collection(.string(try run.check(text: result, at: call.offset)))
        },
    ]

    /// A search is charged by the time it takes: its cost cannot be told from the text.
    private static func search<Result>(
        _ call: Call, _ run: inout Evaluator, _ work: () throws(RegularExpressionError) -> Result
    ) throws(FHIRPathError) -> Result {
        let result: Result
        let start: Int = Clock.workedMicroseconds()
        do throws(RegularExpressionError) { result = try work() } catch {
            throw run.fail(error.code == .limitExceeded ? .limit : .execution, error.message, at: call.offset)
        }
        // A step is about 50 ns; what is quicker than 50 µs is not worth counting.
        let microseconds: Int = Clock.workedMicroseconds() - start
        if microseconds > 50 { try run.spend(microseconds * 20) }
        return result
    }

    // MARK: Shapes

    /// A function of the input's text.
    private static func plain(
        _ name: String, _ result: Function.Result, _ body: @escaping @Sendable (String) -> Item?
    ) -> Function {
        Function(name, 0...0, result) { (call, scope, run) throws(FHIRPathError) in
            Collection(try call.text(scope, &run).flatMap(body))
        }
    }

    /// A function of the input's text and another.
    private static func text(
        _ name: String, _ result: Function.Result, _ body: @escaping @Sendable (TextScalars, TextScalars) -> Item?
    ) -> Function {
        Function(name, 1...1, result) { (call, scope, run) throws(FHIRPathError) in
            guard let text = try call.text(scope, &run), let other = try call.string(0, scope, &run) else { return Collection() }
            try run.spend(text.utf8.count / 64)
            return Collection(body(TextScalars(text), TextScalars(other)))
        }
    }

    // MARK: Text

    static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
        var view = String.UnicodeScalarView()
        view.append(contentsOf: scalars)
        return String(view)
    }

    private static func trimmed(_ text: String) -> String {
        let scalars: [Unicode.Scalar] = Array(text.unicodeScalars)
        guard let first = scalars.firstIndex(where: { !$0.properties.isWhitespace }),
            let last = scalars.lastIndex(where: { !$0.properties.isWhitespace })
        else { return "" }
        return string(scalars[first...last])
    }

    /// Without a separator every character is a part.
    private static func parts(of text: String, by separator: String) -> [String] {
        let (whole, wanted) = (TextScalars(text), TextScalars(separator))
        if wanted.scalars.isEmpty { return whole.scalars.map { String(Character($0)) } }
        var parts: [String] = []
        var start: Int = 0
        while let found = whole.range(of: wanted, from: start) {
            parts.append(string(whole.scalars[start..<found.lowerBound]))
            start = found.upperBound
        }
        return parts + [string(whole.scalars[start...])]
    }

    private static func replaced(
        _ text: String, _ pattern: String, _ substitute: String, _ offset: Int, _ run: inout Evaluator
    ) throws(FHIRPathError) -> String {
        try run.spend(text.utf8.count / 64)
        let pieces: [String] = parts(of: text, by: pattern)
        let growth: Int = (pieces.count + 1) * substitute.utf8.count
        if growth > run.environment.limits.textBytes {
            _ = try run.check(text: String(repeating: " ", count: growth), at: offset)
        }
        if pattern.isEmpty { return substitute + pieces.map { $0 + substitute }.joined() }
        return try run.check(text: pieces.joined(separator: substitute), at: offset)
    }
}

/// A text by its Unicode scalars, in which FHIRPath counts.
struct TextScalars {
    let scalars: [Unicode.Scalar]

    init(_ text: String) { scalars = Array(text.unicodeScalars) }

    func range(of part: TextScalars, from start: Int = 0) -> Range<Int>? {
        let count: Int = part.scalars.count
        if count == 0 { return start..<start }
        var place: Int = start
        while place + count <= scalars.count {
            if scalars[place] == part.scalars[0], scalars[place..<(place + count)].elementsEqual(part.scalars) {
                return place..<(place + count)
            }
            place += 1
        }
        return nil
    }

    func lastRange(of part: TextScalars) -> Range<Int>? {
        let count: Int = part.scalars.count
        var place: Int = scalars.count - count
        while place >= 0 {
            if scalars[place..<(place + count)].elementsEqual(part.scalars) { return place..<(place + count) }
            place -= 1
        }
        return nil
    }
}
