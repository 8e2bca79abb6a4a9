import FHIRCore

/// How many digits may stand behind the point of a number or quantity (the extension maxDecimalPlaces of an element definition).
struct DecimalPlacesRule: Rule {
    let origin: RuleOrigin
    let most: Int

    static func compile(_ element: ProfileElement, _ profile: String) -> DecimalPlacesRule? {
        element.constraint.maxDecimalPlaces.map {
            DecimalPlacesRule(origin: RuleOrigin(profile: profile, element: element.id), most: $0)
        }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { places(node, context) <= most }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let places: Int = places(node, context)
        if places <= most { return }
        let message: String = "\(places) digits behind the point; at most \(most) are allowed by the profile"
        context.report(Finding(.error, .structure, MessageID("TYPE_SPECIFIC_CHECKS_DT_DECIMAL_CHARS"), message), at: node, origin)
    }

    private func places(_ node: NodeIndex, _ context: ValidationContext) -> Int {
        let isValue: Bool = context.definitions.format(of: context.tree.type(of: node)) != nil
        let text: String? = isValue ? context.tree.valueText(of: node) : context.tree.text(of: "value", in: node)
        guard let text, let point = text.firstIndex(of: ".") else { return 0 }
        return text[text.index(after: point)...].prefix { $0.isNumber }.count
    }
}
