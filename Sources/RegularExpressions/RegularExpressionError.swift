/// Why a pattern cannot be used, or a match could not be decided.
public struct RegularExpressionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, for programs to tell apart.
    public enum Code: String, Sendable {
        /// The pattern is not a regular expression; `offset` is where in it.
        case badPattern
        /// The replacement is none; `offset` is where in it.
        case badReplacement
        /// Matching would take more steps, depth or memory than is allowed: nothing is known about the text.
        case limitExceeded
        /// The bytes to search are not UTF-8; `offset` is where.
        case notUTF8
        /// The library failed otherwise.
        case failed
    }

    /// What is wrong, for programs to tell apart.
    public let code: Code
    /// What is wrong and where, for a person.
    public let message: String
    /// A place in the UTF-8 bytes of the pattern, the replacement or the text, from 0; nil where there is none.
    public let offset: Int?

    /// The sentence for a person.
    public var description: String { message }
}
