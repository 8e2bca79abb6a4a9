import FHIRCore
import FHIRValidation

/// A document in which marks ⟪message id⟫ stand where a finding is expected: just before its place.
struct Marked: Sendable {
    /// The document without the marks.
    let text: String
    /// Message ids with their byte offsets, sorted.
    let expected: [String]

    init(_ marked: String) {
        var text: String = ""
        var expected: [String] = []
        var rest: Substring = marked[...]
        while let open = rest.firstIndex(of: "⟪"), let close = rest.firstIndex(of: "⟫") {
            text += rest[..<open]
            expected.append("\(text.utf8.count) \(rest[rest.index(after: open)..<close])")
            rest = rest[rest.index(after: close)...]
        }
        self.text = text + rest
        self.expected = expected.sorted()
    }

    /// What a validator finds at or above a severity, in the form of `expected`.
    func found(_ validator: Validator, atLeast: Severity = .warning) throws -> [String] {
        let outcome: ValidationOutcome = validator.validate(try ElementTree.read(Array(text.utf8)))
        return outcome.diagnostics.filter { $0.severity >= atLeast }.map { "\($0.offset) \($0.messageID)" }.sorted()
    }
}

extension ValidationOptions {
    /// Without best practice, which every small example disregards.
    static var withoutAdvice: ValidationOptions {
        var options = ValidationOptions()
        options.bestPractice = nil
        return options
    }
}
