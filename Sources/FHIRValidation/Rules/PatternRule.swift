import FHIRCore

/// The value must hold what `pattern[x]` holds, and may hold more (FHIR R4, ElementDefinition.pattern).
struct PatternRule: Rule {
    let origin: RuleOrigin
    let pattern: Element

    static func compile(_ element: ProfileElement, _ profile: String) -> PatternRule? {
        element.constraint.pattern.map { PatternRule(origin: RuleOrigin(profile: profile, element: element.id), pattern: $0) }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        PatternRule.matches(context.tree, node, pattern)
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let message: String = "must hold \(pattern.brief), and is \(context.tree.element(node).brief)"
        context.report(Finding(.error, .value, MessageID("Terminology_TX_NoValid_Pattern"), message), at: node, origin)
    }

    /// The node has the pattern's value, and for each of its children one that matches.
    static func matches(_ tree: ElementTree, _ node: NodeIndex, _ pattern: Element) -> Bool {
        matches(tree, node, pattern.tree, pattern.index)
    }

    private static func matches(_ tree: ElementTree, _ node: NodeIndex, _ other: ElementTree, _ pattern: NodeIndex) -> Bool {
        if tree.type(of: node) != other.type(of: pattern) { return false }
        if other.kind(of: pattern) != .none {
            let isEqual: Bool = tree.withValue(of: node) { left in
                other.withValue(of: pattern) { left.count == $0.count && left.elementsEqual($0) }
            }
            if !isEqual { return false }
        }
        var wanted: NodeIndex = other.firstChild(of: pattern)
        while wanted != .none {
            if !hasMatch(tree, node, other, wanted) { return false }
            wanted = other.nextSibling(of: wanted)
        }
        return true
    }

    private static func hasMatch(_ tree: ElementTree, _ node: NodeIndex, _ other: ElementTree, _ wanted: NodeIndex) -> Bool {
        let field: FieldIndex = other.field(of: wanted)
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            if tree.field(of: child) == field, tree.isThere(child), matches(tree, child, other, wanted) { return true }
            child = tree.nextSibling(of: child)
        }
        return false
    }
}
