import FHIRCore
import RegularExpressions

/// `id` or `id@path`.
struct MessagePattern: Sendable {
    private let id: TextPattern
    private let isExpression: Bool
    private let path: PathPattern?

    init(_ text: String) throws(ReadError) {
        let at: String.Index? = text.firstIndex(of: "@")
        let name: Substring = text[..<(at ?? text.endIndex)]
        // Case does not count in ids.
        id = try TextPattern(name.hasPrefix("^") ? String(name) : name.lowercased())
        isExpression = name.hasPrefix("^")
        path = try at.map { (at) throws(ReadError) in try PathPattern(String(text[text.index(after: at)...])) }
    }

    func matches(_ issue: ValidationIssue) -> Bool {
        id.matches(isExpression ? issue.messageID.rawValue : issue.messageID.rawValue.lowercased())
            && path?.matches(issue.path) != false
    }
}

/// A text with `*` for anything, or a regular expression behind `^`.
struct TextPattern: Sendable {
    private let parts: [String]
    private let expression: RegularExpression?

    init(_ text: String) throws(ReadError) {
        expression = text.hasPrefix("^") ? try TextPattern.compile(String(text.dropFirst())) : nil
        parts = text.split(separator: "*", omittingEmptySubsequences: false).map(String.init)
    }

    func matches(_ text: String) -> Bool {
        if let expression { return TextPattern.matches(expression, text) }
        guard let first = parts.first, let last = parts.last, text.hasPrefix(first) else { return false }
        if parts.count == 1 { return text == first }
        var rest: Substring = text.dropFirst(first.count)
        for part in parts.dropFirst().dropLast() where !part.isEmpty {
            guard let end = TextPattern.end(of: part, in: rest) else { return false }
            rest = rest[end...]
        }
        return rest.hasSuffix(last)
    }

    private static func end(of part: String, in text: Substring) -> Substring.Index? {
        var start: Substring.Index = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(part) { return text.index(start, offsetBy: part.count) }
            start = text.index(after: start)
        }
        return nil
    }

    static func compile(_ pattern: String) throws(ReadError) -> RegularExpression {
        do throws(RegularExpressionError) {
            return try RegularExpression(pattern)
        } catch {
            throw ReadError(.syntax, "^\(pattern) is no regular expression: \(error)")
        }
    }

    /// An expression that passes its limits on a text does not match it.
    static func matches(_ expression: RegularExpression, _ text: String) -> Bool {
        ((try? expression.wholeMatch(of: text)) ?? nil) != nil
    }
}

/// A path: steps between points, an index only where one is meant, `*` for any step and at the end for all that follow.
struct PathPattern: Sendable {
    private let steps: [Substring]
    private let expression: RegularExpression?

    init(_ text: String) throws(ReadError) {
        expression = text.hasPrefix("^") ? try TextPattern.compile(String(text.dropFirst())) : nil
        steps = PathPattern.steps(text)
    }

    func matches(_ path: String) -> Bool {
        if let expression { return TextPattern.matches(expression, path) }
        let found: [Substring] = PathPattern.steps(path)
        let isOpen: Bool = steps.last == "*"
        if isOpen ? found.count < steps.count : found.count != steps.count { return false }
        return zip(steps, found).allSatisfy { wanted, step in
            wanted == "*" || wanted == step || (!wanted.contains("[") && wanted == step.prefix { $0 != "[" })
        }
    }

    /// The steps without the types of choices and resources (`ofType(Quantity)`), which not every form of a path has.
    private static func steps(_ path: String) -> [Substring] {
        path.split(separator: ".").filter { !$0.hasPrefix("ofType(") }
    }
}
