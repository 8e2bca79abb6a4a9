import FHIRCore

/// The value must be exactly that of `fixed[x]`.
struct FixedRule: Rule {
    let origin: RuleOrigin
    let expected: Element

    static func compile(_ element: ProfileElement, _ profile: String) -> FixedRule? {
        element.constraint.fixed.map { FixedRule(origin: RuleOrigin(profile: profile, element: element.id), expected: $0) }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { context.tree.element(node) == expected }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let message: String = "must be exactly \(expected.brief), and is \(context.tree.element(node).brief)"
        context.report(Finding(.error, .value, MessageID("_DT_Fixed_Wrong"), message), at: node, origin)
    }
}

extension Element {
    /// The content in a few words, for messages.
    var brief: String {
        if let value { return "\"\(value.prefix(80))\"" }
        let json: String = String(decoding: self.json(.compact).bytes, as: UTF8.self)
        return String(json.prefix(160).filter { $0 != "\n" })
    }
}
