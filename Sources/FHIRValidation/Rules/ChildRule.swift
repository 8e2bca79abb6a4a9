import FHIRCore

/// The children of one name: how many there are, and what each must fulfil.
struct ChildRule: Rule {
    let origin: RuleOrigin
    let name: String
    let span: FieldSpan
    let min: Int
    let max: Int
    /// The limits of the base definition, which the base rules report.
    let base: (min: Int, max: Int)
    /// The types that are left: a value of another one is looked at no further.
    let types: TypeRule?
    let items: [any Rule]
    let slicing: SlicingRule?

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        let children: [NodeIndex] = context.children(of: node, in: span)
        if children.count < min || children.count > max { return false }
        for child in children {
            if types?.isValid(child, &context) == false || !context.isValid(child, items) { return false }
        }
        return slicing?.isValid(children, in: node, &context) ?? true
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let children: [NodeIndex] = context.children(of: node, in: span)
        for child in children {
            if let types, !types.isValid(child, &context) {
                types.validate(child, &context)
            } else {
                context.validate(child, items)
            }
        }
        reportCount(children.count, node, &context)
        slicing?.validate(children, in: node, &context)
    }

    private func reportCount(_ count: Int, _ node: NodeIndex, _ context: inout ValidationContext) {
        if count < min, count >= base.min {
            let message: String = "\(name) is required by the profile: at least \(min), found \(count)"
            context.report(Finding(.error, .required, .minimum, message), at: node, origin)
        } else if count > max, count <= base.max {
            let message: String =
                max == 0
                ? "\(name) is not allowed by the profile, found \(count)"
                : "\(name) may occur \(max) time by the profile, found \(count)"
            context.report(Finding(.error, .structure, .maximum, message), at: node, origin)
        }
    }
}

extension ValidationContext {
    /// The children in a run of fields that count.
    func children(of node: NodeIndex, in span: FieldSpan) -> [NodeIndex] {
        var found: [NodeIndex] = []
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            let field: FieldIndex = tree.field(of: child)
            // Of a choice only the first type counts; the base rules report the others.
            if span.contains(field), found.first.map({ tree.field(of: $0) == field }) ?? true, hasForm(child) {
                found.append(child)
            }
            child = tree.nextSibling(of: child)
        }
        return found
    }
}
