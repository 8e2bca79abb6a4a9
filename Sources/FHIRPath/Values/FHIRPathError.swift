/// Why an expression does not compile, does not fit the schema, or fails while it runs; with its place in the expression.
public struct FHIRPathError: Error, Sendable {
    /// The kinds of error.
    public enum Code: String, Sendable {
        /// It is no FHIRPath.
        case syntax
        /// It names what is not there, or an operation that its operands cannot have.
        case semantic
        /// A value met on the way is not what the operation takes.
        case execution
        /// A limit on steps, depth, size or a regular expression ended the run.
        case limit
        /// It needs something that the context does not provide, such as a terminology.
        case unsupported
    }

    private final class Backing: Sendable {
        let code: Code
        let message: String
        let suggestion: String?
        let expression: String
        let offset: Int

        init(code: Code, message: String, suggestion: String?, expression: String, offset: Int) {
            self.code = code
            self.message = message
            self.suggestion = suggestion
            self.expression = expression
            self.offset = offset
        }
    }

    private let backing: Backing

    init(_ code: Code, _ message: String, in expression: String, at offset: Int, suggestion: String? = nil) {
        backing = Backing(code: code, message: message, suggestion: suggestion, expression: expression, offset: offset)
    }

    /// What kind of error it is.
    public var code: Code { backing.code }
    /// What is wrong and what was expected.
    public var message: String { backing.message }
    /// What may have been meant.
    public var suggestion: String? { backing.suggestion }
    /// The whole expression.
    public var expression: String { backing.expression }
    /// Where in the expression, in bytes of its UTF-8 from 0.
    public var offset: Int { backing.offset }

    /// Line in the expression, from 1.
    public var line: Int { before.split(separator: "\n", omittingEmptySubsequences: false).count }
    /// Column in the line in characters, from 1.
    public var column: Int { (before.split(separator: "\n", omittingEmptySubsequences: false).last?.count ?? 0) + 1 }

    private var before: String { String(decoding: expression.utf8.prefix(offset), as: UTF8.self) }

    /// The line of the expression with a caret below the place.
    public var excerpt: String {
        let lines: [Substring] = expression.split(separator: "\n", omittingEmptySubsequences: false)
        let text: String = lines.indices.contains(line - 1) ? String(lines[line - 1]) : ""
        let margin: String = String(text.prefix(column - 1).map { $0 == "\t" ? "\t" : " " })
        return "\(text)\n\(margin)^"
    }
}

extension FHIRPathError: CustomStringConvertible {
    /// Place and message, the suggestion if there is one, and the line with a caret.
    public var description: String {
        let hint: String = suggestion.map { "; did you mean \($0)?" } ?? ""
        return "\(line):\(column): \(message)\(hint)\n\(excerpt)"
    }
}
