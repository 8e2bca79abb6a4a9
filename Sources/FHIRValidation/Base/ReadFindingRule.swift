import FHIRCore

/// What the reader saw that no node shows: duplicate members, stray text, unknown attributes, wrong namespaces.
enum ReadFindingRule {
    static func validate(_ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        let root: NodeIndex = tree.rootIndex
        if tree.isXML { XMLSourceRule.validate(&context) }
        // Where the root's namespace is wrong, everything in it has the same.
        let isRootWrong: Bool = tree.findings.contains { $0.code == .wrongNamespace && $0.offset == tree.offset(of: root) }
        for finding in tree.findings {
            if finding.code == .wrongNamespace, isRootWrong, finding.offset != tree.offset(of: root) { continue }
            // Without a value the element is empty, which the base rules say.
            if finding.code == .emptyCompanion, !context.hasContent(finding.node) || tree.kind(of: finding.node) == .none {
                continue
            }
            let node: NodeIndex =
                finding.code == .wrongNamespace ? element(at: finding.offset, in: finding.node, tree) : finding.node
            context.report(describe(finding, tree), at: node, offset: finding.offset)
        }
    }

    /// The child that begins at the offset; the node itself if there is none.
    private static func element(at offset: Int, in node: NodeIndex, _ tree: ElementTree) -> NodeIndex {
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            if tree.offset(of: child) == offset { return child }
            child = tree.nextSibling(of: child)
        }
        return node
    }

    private static func describe(_ finding: ReadFinding, _ tree: ElementTree) -> Finding {
        switch finding.code {
        case .duplicateMember:
            Finding(
                .error, .duplicate, .duplicateMember,
                "the member \"\(finding.detail)\" stands twice in one object; keep one of them")
        case .misshapenCompanion:
            Finding(
                .error, .structure, .objectExpected,
                "what stands beside a primitive value must be an object with `id` or `extension`, or null, and not \(finding.detail)"
            )
        case .emptyCompanion:
            Finding(
                .error, .structure, .emptyObject,
                "the object beside the value is empty; give it `id` or `extension`, or leave it out")
        case .unknownAttribute:
            Finding(
                .error, .structure, .unknownXMLAttribute,
                "the attribute \(finding.detail) is not known here; remove it or make it an element")
        case .strayText:
            Finding(
                .error, .structure, .strayText,
                "text between the elements: \"\(finding.detail.prefix(40))\"; values stand in the attribute `value`")
        case .wrongNamespace:
            Finding(
                .error, .structure, .wrongNamespace,
                "the namespace is \"\(finding.detail)\"; FHIR's is http://hl7.org/fhir, that of narrative http://www.w3.org/1999/xhtml"
            )
        case .resourceCount:
            Finding(.error, .structure, .resourceCount, "\(finding.detail); exactly one resource may stand here")
        }
    }
}
