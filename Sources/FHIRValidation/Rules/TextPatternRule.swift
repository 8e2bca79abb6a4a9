import FHIRCore
import RegularExpressions

/// The text of a primitive must match a regular expression as a whole (the extension regex of an element definition).
struct TextPatternRule: Rule {
    let origin: RuleOrigin
    let pattern: RegularExpression

    /// A pattern that is none is the profile's fault, and no resource's.
    static func compile(_ element: ProfileElement, _ profile: String) -> TextPatternRule? {
        guard let text = element.constraint.expression, let pattern = try? RegularExpression(text) else { return nil }
        return TextPatternRule(origin: RuleOrigin(profile: profile, element: element.id), pattern: pattern)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        guard context.tree.kind(of: node) != .none, let text = context.tree.valueText(of: node) else { return true }
        // A search that passed a limit tells nothing.
        return (try? pattern.wholeMatch(of: text) != nil) ?? true
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let text: String = String((context.tree.valueText(of: node) ?? "").prefix(60))
        let message: String = "\"\(text)\" has not the form that the profile asks for: \(pattern.pattern)"
        context.report(Finding(.error, .invalid, MessageID("Type_Specific_Checks_DT_Primitive_Regex"), message), at: node, origin)
    }
}
