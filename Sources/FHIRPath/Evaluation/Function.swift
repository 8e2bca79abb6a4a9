/// A function of the language: what it is called, what it takes, what it gives, and how it is done.
struct Function: Sendable {
    /// What it gives, for the static analysis.
    enum Result: Sendable {
        case boolean, integer, decimal, string, date, dateTime, time
        /// Items of the input.
        case input
        /// What the arguments from this one on give.
        case arguments(from: Int)
        /// Items of the input and of the first argument.
        case inputAndArgument
        case children, descendants
        case extensions
        case unknown
    }

    let name: String
    let arity: ClosedRange<Int>
    let result: Result
    /// Its arguments are evaluated for each item.
    let isIterating: Bool
    /// It has a meaning for ordered collections only.
    let needsOrder: Bool
    let build: @Sendable (Call) -> any Expression

    init(
        _ name: String, _ arity: ClosedRange<Int>, _ result: Result, needsOrder: Bool = false, _ body: @escaping FunctionBody
    ) {
        self.init(name, arity, result, needsOrder: needsOrder, isIterating: false) { FunctionExpression($0, body) }
    }

    init(
        _ name: String, _ arity: ClosedRange<Int>, _ result: Result, needsOrder: Bool = false, isIterating: Bool,
        build: @escaping @Sendable (Call) -> any Expression
    ) {
        self.name = name
        self.arity = arity
        self.result = result
        self.needsOrder = needsOrder
        self.isIterating = isIterating
        self.build = build
    }
}
