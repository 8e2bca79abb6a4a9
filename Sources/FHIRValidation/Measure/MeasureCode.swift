import FHIRCore

/// The code by which a part of a report belongs to a part of its Measure.
struct MeasureCode {
    private struct Coding: Hashable {
        let system: String?
        let code: String
    }

    private let codings: Set<Coding>
    private let text: String?

    /// Nil if the element has no code.
    init?(_ element: Element) {
        let concepts: [Element] = element.children(named: "code")
        if concepts.isEmpty { return nil }
        var codings: Set<Coding> = []
        for coding in concepts.flatMap({ $0.children(named: "coding") }) {
            if let code = coding.text("code") { codings.insert(Coding(system: coding.text("system"), code: code)) }
        }
        self.codings = codings
        text = concepts.lazy.compactMap { $0.text("text") }.first
    }

    /// It has a code with its system.
    var isUsable: Bool { codings.contains { $0.system != nil } }

    /// They share a coding; where neither has one, the text.
    func matches(_ other: MeasureCode) -> Bool {
        if codings.isEmpty && other.codings.isEmpty { return text != nil && text == other.text }
        return !codings.isDisjoint(with: other.codings)
    }

    /// It is that one.
    func has(_ code: String, of system: String) -> Bool { codings.contains(Coding(system: system, code: code)) }

    /// For messages.
    var words: String { codings.map(\.code).min() ?? text ?? "" }
}
