import FHIRCore

/// The children of one name: how many there are, and what each must fulfil.
struct ChildRule: Rule {
    let origin: RuleOrigin
    let name: String
    /// Name of the slice of a choice that it is.
    let sliceName: String?
    let span: FieldSpan
    let min: Int
    let max: Int
    /// The limits are the base definition's, which the base rules report.
    let isBaseCardinality: Bool
    let items: [any Rule]
    let slicing: SlicingRule?

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        var count: Int = 0
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if span.contains(context.tree.field(of: child)), context.hasForm(child) {
                count += 1
                if !context.isValid(child, items) { return false }
            }
            child = context.tree.nextSibling(of: child)
        }
        if count < min || count > max { return false }
        return slicing?.isValid(node, span, &context) ?? true
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        var count: Int = 0
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if span.contains(context.tree.field(of: child)), context.hasForm(child) {
                count += 1
                context.validate(child, items)
            }
            child = context.tree.nextSibling(of: child)
        }
        if !isBaseCardinality { reportCount(count, node, &context) }
        slicing?.validate(node, span, &context)
    }

    private func reportCount(_ count: Int, _ node: NodeIndex, _ context: inout ValidationContext) {
        if count < min {
            let message: String = "\(name) is required by the profile: at least \(min), found \(count)"
            context.report(Finding(.error, .required, .minimum, message), at: node, origin)
        } else if count > max {
            let message: String =
                max == 0
                ? "\(name) is not allowed by the profile, found \(count)"
                : "\(name) may occur \(max) time by the profile, found \(count)"
            context.report(Finding(.error, .structure, .maximum, message), at: node, origin)
        }
    }
}
