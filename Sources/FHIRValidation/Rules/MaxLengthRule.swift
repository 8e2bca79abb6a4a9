import FHIRCore

/// The text may have so many characters.
struct MaxLengthRule: Rule {
    let origin: RuleOrigin
    let most: Int

    static func compile(_ element: ProfileElement, _ profile: String) -> MaxLengthRule? {
        element.constraint.maxLength.map { MaxLengthRule(origin: RuleOrigin(profile: profile, element: element.id), most: $0) }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { length(node, context.tree) <= most }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let count: Int = length(node, context.tree)
        if count <= most { return }
        let message: String = "\(count) characters; at most \(most) are allowed by the profile"
        context.report(
            Finding(.error, .tooLong, MessageID("Type_Specific_Checks_DT_Primitive_Length"), message), at: node, origin)
    }

    private func length(_ node: NodeIndex, _ tree: ElementTree) -> Int {
        tree.withValue(of: node) { $0.reduce(0) { $0 + ($1 & 0xC0 != 0x80 ? 1 : 0) } }
    }
}
