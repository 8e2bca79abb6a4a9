import FHIRCore

/// Every element has a value or children (the invariant ele-1, in effect).
enum EmptyRule {
    static func reportEmpty(_ node: NodeIndex, _ context: inout ValidationContext) {
        let message: String = "\(context.tree.nameText(of: node)) is empty; give it content or leave it out"
        context.report(Finding(.error, .invalid, .emptyObject, message), at: node)
    }

    static func reportNoValue(_ node: NodeIndex, isResourceID: Bool, _ context: inout ValidationContext) {
        let message: String =
            "\(context.tree.nameText(of: node)) has neither a value nor an extension; give it one or leave it out"
        context.report(Finding(.error, .invalid, .abstractNoValue, message), at: node)
        if !context.tree.isXML { return }
        reportInvariant(node, &context)
        let xml: String = "<\(context.tree.nameText(of: node))> has neither the attribute `value` nor elements"
        context.report(Finding(.error, .invalid, MessageID("Element_must_have_some_content"), xml), at: node)
        if isResourceID { FormatRule.reportNoCharacters(node, &context) }
    }

    /// An id alone is no content (the invariant ele-1 to the letter).
    static func reportOnlyID(_ node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        let child: NodeIndex = tree.firstChild(of: node)
        guard child != .none, tree.kind(of: node) == .none, tree.nextSibling(of: child) == .none,
            context.definitions.isElementID(tree.field(of: child))
        else { return }
        reportInvariant(node, &context)
    }

    /// Says that an element with an empty value breaks ele-1, too: the invariant's own name is what people look for.
    static func reportInvariant(_ node: NodeIndex, _ context: inout ValidationContext) {
        let message: String = "the invariant ele-1 is not met: an element has a value or children, and an id is no content"
        let id = MessageID("http://hl7.org/fhir/StructureDefinition/Element#ele-1")
        context.report(Finding(.error, .invariant, id, message), at: node, rule: "ele-1")
    }
}
