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
        let children: [NodeIndex] = context.children(of: node, in: span, preferring: types?.types)
        if children.count < min || children.count > max { return false }
        for child in children {
            if types?.isValid(child, &context) == false || !context.isValid(child, items) { return false }
        }
        return slicing?.isValid(children, in: node, &context) ?? true
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let children: [NodeIndex] = context.children(of: node, in: span, preferring: types?.types)
        for child in children {
            if let types, !types.isValid(child, &context) {
                types.validate(child, &context)
                // The code says of itself that it is none, whatever the type.
                if types.isExtensionValue { context.validate(child, items.filter { $0 is ValueBindingRule }) }
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
                : "\(name) may occur \(max) time\(max == 1 ? "" : "s") by the profile, found \(count)"
            context.report(Finding(.error, .structure, .maximum, message), at: node, origin)
        }
    }
}

extension ValidationContext {
    /// The children in a run of fields that count. Of a choice that is one type, whatever the order of the text: one that is allowed,
    /// if there is any, else the first of the definition. The base rules report the others.
    func children(of node: NodeIndex, in span: FieldSpan, preferring types: [TypeIndex]?) -> [NodeIndex] {
        var found: [NodeIndex] = []
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            let field: FieldIndex = tree.field(of: child)
            if span.contains(field), hasForm(child) {
                let chosen: FieldIndex = found.first.map { tree.field(of: $0) } ?? field
                if chosen == field {
                    found.append(child)
                } else if counts(child, before: found[0], types) {
                    found = [child]
                }
            }
            child = tree.nextSibling(of: child)
        }
        return found
    }

    /// Of two types of a choice the first one counts.
    private func counts(_ child: NodeIndex, before other: NodeIndex, _ types: [TypeIndex]?) -> Bool {
        let isAllowed: (NodeIndex) -> Bool = { types?.contains(tree.type(of: $0)) ?? true }
        if isAllowed(child) != isAllowed(other) { return isAllowed(child) }
        return tree.field(of: child).number < tree.field(of: other).number
    }
}
