/// Reads the words of an expression into a tree (FHIRPath 2.0, Grammar), by precedence climbing.
struct Parser {
    private let source: String
    private let tokens: [Token]
    private var index: Int = 0
    private var depth: Int = 0

    /// Deepest nesting of an expression; a chain of steps nests as brackets do.
    static let maximumDepth: Int = 250

    private init(_ source: String) throws(FHIRPathError) {
        self.source = source
        tokens = try Lexer.tokens(of: source)
    }

    static func parse(_ source: String) throws(FHIRPathError) -> SyntaxNode {
        var parser: Parser = try Parser(source)
        let tree: SyntaxNode = try parser.expression(0)
        if parser.token.kind != .end {
            throw parser.unexpected("an operator, '.' or the end of the expression")
        }
        return tree
    }

    private var token: Token { tokens[index] }
    private mutating func advance() { if index < tokens.count - 1 { index += 1 } }

    private func fault(_ message: String, at offset: Int, suggestion: String? = nil) -> FHIRPathError {
        FHIRPathError(.syntax, message, in: source, at: offset, suggestion: suggestion)
    }

    private func unexpected(_ wanted: String) -> FHIRPathError {
        fault("expected \(wanted), found \(token.text)", at: token.offset)
    }

    private mutating func take(_ symbol: String) -> Bool {
        guard token.kind == .symbol(symbol) else { return false }
        advance()
        return true
    }

    private mutating func expect(_ symbol: String) throws(FHIRPathError) {
        if !take(symbol) { throw unexpected("'\(symbol)'") }
    }

    private func node(_ kind: SyntaxNode.Kind, at offset: Int) throws(FHIRPathError) -> SyntaxNode {
        let node = SyntaxNode(kind, at: offset)
        if node.depth > Parser.maximumDepth { throw tooDeep(offset) }
        return node
    }

    private func tooDeep(_ offset: Int) -> FHIRPathError {
        FHIRPathError(.limit, "the expression is nested more than \(Parser.maximumDepth) deep", in: source, at: offset)
    }

    // MARK: Operators

    private mutating func expression(_ minimum: Int) throws(FHIRPathError) -> SyntaxNode {
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.maximumDepth { throw tooDeep(token.offset) }
        var left: SyntaxNode = try polarity()
        while true {
            let offset: Int = token.offset
            if let isCast = typeOperator, Operator.typeTestPrecedence >= minimum {
                advance()
                left = try node(.typeTest(isCast: isCast, left, try typeSpecifier()), at: offset)
            } else if let operation = binaryOperator, operation.precedence >= minimum {
                advance()
                let right: SyntaxNode = try expression(operation.precedence + 1)
                left = try node(.binary(operation, left, right), at: offset)
            } else {
                return left
            }
        }
    }

    private var typeOperator: Bool? {
        switch token.kind {
        case .identifier("is"): false
        case .identifier("as"): true
        default: nil
        }
    }

    private var binaryOperator: Operator? {
        switch token.kind {
        case .symbol(let text), .identifier(let text): Operator(rawValue: text)
        default: nil
        }
    }

    private mutating func polarity() throws(FHIRPathError) -> SyntaxNode {
        let offset: Int = token.offset
        guard token.kind == .symbol("-") || token.kind == .symbol("+") else { return try invocations() }
        depth += 1
        defer { depth -= 1 }
        if depth > Parser.maximumDepth { throw tooDeep(offset) }
        let isNegative: Bool = token.kind == .symbol("-")
        advance()
        return try node(.polarity(isNegative: isNegative, try polarity()), at: offset)
    }

    private mutating func typeSpecifier() throws(FHIRPathError) -> TypeName {
        guard let first = identifier() else { throw unexpected("the name of a type") }
        guard take(".") else { return TypeName(namespace: nil, name: first) }
        guard let second = identifier() else { throw unexpected("the name of a type") }
        return TypeName(namespace: first, name: second)
    }

    private mutating func identifier() -> String? {
        switch token.kind {
        case .identifier(let name), .delimited(let name):
            advance()
            return name
        default: return nil
        }
    }

    // MARK: Terms

    private mutating func invocations() throws(FHIRPathError) -> SyntaxNode {
        var term: SyntaxNode = try term()
        while true {
            let offset: Int = token.offset
            if take(".") {
                term = try invocation(on: term)
            } else if take("[") {
                let place: SyntaxNode = try expression(0)
                try expect("]")
                term = try node(.indexer(term, place), at: offset)
            } else {
                return term
            }
        }
    }

    private mutating func invocation(on receiver: SyntaxNode?) throws(FHIRPathError) -> SyntaxNode {
        let start: Token = token
        if case .dollar(let name) = start.kind, receiver == nil {
            advance()
            return try node(name == "this" ? .this : (name == "index" ? .index : .total), at: start.offset)
        }
        guard let name = identifier() else {
            throw unexpected(receiver == nil ? "an expression" : "a name or a function after '.'")
        }
        guard take("(") else { return try node(.step(receiver, name), at: start.offset) }
        var arguments: [SyntaxNode] = []
        if !take(")") {
            repeat { arguments.append(try expression(0)) } while take(",")
            try expect(")")
        }
        return try node(.call(receiver, name, arguments), at: start.offset)
    }

    private mutating func term() throws(FHIRPathError) -> SyntaxNode {
        let start: Token = token
        switch start.kind {
        case .symbol("("):
            advance()
            let inner: SyntaxNode = try expression(0)
            try expect(")")
            return inner
        case .symbol("{"):
            advance()
            try expect("}")
            return try node(.empty, at: start.offset)
        case .symbol("%"):
            advance()
            return try node(.variable(try variableName()), at: start.offset)
        case .identifier("true"), .identifier("false"):
            advance()
            return try node(.literal(.boolean(start.kind == .identifier("true"))), at: start.offset)
        case .string, .number, .date, .dateTime, .time: return try node(.literal(try literal()), at: start.offset)
        default: return try invocation(on: nil)
        }
    }

    private mutating func variableName() throws(FHIRPathError) -> String {
        if case .string(let name) = token.kind {
            advance()
            return name
        }
        guard let name = identifier() else { throw unexpected("the name of a variable after '%'") }
        return name
    }

    private mutating func literal() throws(FHIRPathError) -> Item {
        let start: Token = token
        advance()
        switch start.kind {
        case .string(let text): return .string(text)
        case .number(let digits): return try number(digits, start)
        case .date(let text): return try temporal(text, .date, start)
        case .dateTime(let text): return try temporal(text, .dateTime, start)
        case .time(let text): return try temporal(text, .time, start)
        default: throw unexpected("a literal")
        }
    }

    private func temporal(_ text: String, _ kind: Temporal.Kind, _ start: Token) throws(FHIRPathError) -> Item {
        guard let value = Temporal(text, kind) else {
            throw fault("\(start.text) is no \(kind) of the calendar", at: start.offset)
        }
        return .temporal(value)
    }

    /// A number, or a quantity where a unit follows.
    private mutating func number(_ digits: String, _ start: Token) throws(FHIRPathError) -> Item {
        guard let value = Decimal(digits) else { return try longNumber(digits, start) }
        if case .string(let unit) = token.kind {
            advance()
            return .quantity(Quantity(value, unit: unit))
        }
        if case .identifier(let word) = token.kind, CalendarUnit(word: word) != nil {
            advance()
            return .quantity(Quantity(value, unit: word, isCalendar: true))
        }
        if value.scale > 0 { return .decimal(value) }
        guard let integer = Int(digits) else { throw outOfRange(digits, start) }
        return .integer(integer)
    }

    /// A number of more digits than can be calculated with: a decimal that can be compared.
    private func longNumber(_ digits: String, _ start: Token) throws(FHIRPathError) -> Item {
        guard digits.contains("."), let value = LongDecimal(digits) else { throw outOfRange(digits, start) }
        if case .string = token.kind { throw fault("the value of a quantity has at most 38 digits", at: start.offset) }
        if case .identifier(let word) = token.kind, CalendarUnit(word: word) != nil {
            throw fault("the value of a quantity has at most 38 digits", at: start.offset)
        }
        return .longDecimal(value)
    }

    private func outOfRange(_ digits: String, _ start: Token) -> FHIRPathError {
        fault("the integer is out of range; write it as a decimal: \(digits).0", at: start.offset)
    }
}
