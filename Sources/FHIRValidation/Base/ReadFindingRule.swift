import FHIRCore

/// What the reader saw that no node shows: duplicate members, stray text, unknown attributes, wrong namespaces.
enum ReadFindingRule {
    /// Gives false if the document is none of FHIR's: then no rule of FHIR says anything of what is in it.
    static func validate(_ context: inout ValidationContext) -> Bool {
        let tree: ElementTree = context.tree
        if let foreign = foreignRoot(tree) {
            context.report(describe(foreign, tree), at: tree.rootIndex, offset: foreign.offset)
            return false
        }
        if tree.isXML { XMLSourceRule.validate(&context) }
        for finding in tree.findings {
            // Without a value the element is empty, which the base rules say.
            if finding.code == .emptyCompanion, !context.hasContent(finding.node) || tree.kind(of: finding.node) == .none {
                continue
            }
            let node: NodeIndex =
                finding.code == .wrongNamespace ? element(at: finding.offset, in: finding.node, tree) : finding.node
            let isNarrative: Bool =
                finding.code == .wrongNamespace && context.definitions.format(of: tree.type(of: node)) == .xhtml
            context.report(
                isNarrative ? NarrativeRule.wrongNamespace(finding.detail) : describe(finding, tree), at: node,
                offset: finding.offset)
            if finding.code == .unknownAttribute { statedType(finding, &context) }
        }
        return true
    }

    /// The finding that the root is in another namespace than FHIR's.
    private static func foreignRoot(_ tree: ElementTree) -> ReadFinding? {
        if tree.findings.isEmpty { return nil }
        let start: Int = tree.offset(of: tree.rootIndex)
        return tree.findings.first { $0.code == .wrongNamespace && $0.offset == start }
    }

    /// `xsi:type`, which has no place in FHIR, says moreover what is not so where it names another type than the element has.
    private static func statedType(_ finding: ReadFinding, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard finding.detail.hasPrefix("xsi:type=\""), !tree.isResource(finding.node),
            let type = tree.schema.definition(tree.type(of: finding.node))
        else { return }
        let stated: Substring = finding.detail.dropFirst(10).dropLast()
        if stated.split(separator: ":").last.map({ $0 == type.name }) ?? false { return }
        let message: String = "xsi:type says \(stated), and the element is of the type \(type.name)"
        context.report(
            Finding(.error, .structure, MessageID("XSI_TYPE_WRONG"), message), at: finding.node, offset: finding.offset)
    }

    /// The child that begins at the offset, or the resource in an element there, which is no node of its own (`contained`); the node
    /// itself if there is none.
    private static func element(at offset: Int, in node: NodeIndex, _ tree: ElementTree) -> NodeIndex {
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            let start: Int = tree.offset(of: child)
            if start == offset || start > offset && tree.isResource(child) { return child }
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
        case .companionMismatch:
            Finding(
                .error, .structure, .objectExpected,
                "\(finding.detail) has the form that its value has: an array of objects and nulls beside an array, one object beside one value"
            )
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
