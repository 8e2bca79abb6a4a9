import RegularExpressions
import YAML

/// Words as they stand. With a pattern, the whole cell must match it.
struct TextKind: CellKind {
    var pattern: RegularExpression?

    var form: ValueForm { .text }
    var samples: [CellContent] { [.value(Node(text: "text"))] }

    func read(_ text: String) -> Readout {
        guard let pattern else { return .value(Node(text: text)) }
        do {
            if try pattern.wholeMatch(of: text) != nil { return .value(Node(text: text)) }
        } catch { return .fault(.unreadable, error.message) }
        return .fault(.unreadable, "it does not have the form \(pattern.pattern)")
    }

    func write(_ value: Node) -> String? { value.scalar?.text }
    func word(_ value: Node) -> String? { value.scalar?.text }
}
