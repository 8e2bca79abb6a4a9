import CaseBridge

/// A variable that a call gives its expression: `name=value`.
///
/// The value is a string, as in `--var name=Peter`; behind `@` a date, a date and time, or a time, as expressions have them.
struct PathVariable {
    let name: String
    let value: FHIRPathValue

    init(_ word: String) throws(CommandFailure) {
        guard let equals = word.firstIndex(of: "="), equals != word.startIndex else {
            throw CommandFailure(.usage, "--var \(word): a variable is given as name=value")
        }
        name = String(word[..<equals])
        if ["context", "resource", "rootResource"].contains(name) {
            throw CommandFailure(.usage, "--var \(word): %\(name) is FHIRPath's own, the input; take another name")
        }
        let text = String(word[word.index(after: equals)...])
        guard text.hasPrefix("@") else {
            value = .string(text)
            return
        }
        guard let literal = PathVariable.literal(text) else {
            throw CommandFailure(
                .usage, "--var \(word): a value behind @ is a date or time, such as @2000-01-01, @2000-01-01T10:30:00Z or @T10:30"
            )
        }
        value = literal
    }

    private static func literal(_ text: String) -> FHIRPathValue? {
        let values: [FHIRPathValue]? = try? FHIRPath(text).evaluate()
        guard values?.count == 1, let value = values?.first else { return nil }
        return switch value {
        case .date, .dateTime, .time: value
        default: nil
        }
    }
}
