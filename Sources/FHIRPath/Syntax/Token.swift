/// A word of the language with its place, in bytes of the expression.
struct Token: Sendable {
    enum Kind: Sendable, Equatable {
        /// A name or a keyword; the grammar decides by its place.
        case identifier(String)
        /// A name in backticks.
        case delimited(String)
        case string(String)
        case number(String)
        case date(String)
        case dateTime(String)
        case time(String)
        /// `$this`, `$index`, `$total` without the dollar sign.
        case dollar(String)
        /// `.`, `<=`, `(` and the like.
        case symbol(String)
        case end
    }

    let kind: Kind
    let offset: Int
    let end: Int

    /// As an error message names it.
    var text: String {
        switch kind {
        case .identifier(let name), .symbol(let name): "'\(name)'"
        case .delimited(let name): "`\(name)`"
        case .string: "a string"
        case .number(let digits): "the number \(digits)"
        case .date(let text), .dateTime(let text): "@\(text)"
        case .time(let text): "@T\(text)"
        case .dollar(let name): "$\(name)"
        case .end: "the end of the expression"
        }
    }
}
