import FHIRCore

/// The rules of the base definitions, read from the schema's rows as the tree is walked: one visit for each node.
enum BaseRules {
    /// Checks the whole tree.
    static func validate(_ context: inout ValidationContext) {
        if !ReadFindingRule.validate(&context) { return }
        let root: NodeIndex = context.tree.rootIndex
        content(of: root, &context)
        context.resource = root
        context.rootResource = root
        for profile in context.definitions.options.profiles { context.validate(root, against: profile, askedBy: nil) }
    }

    /// Checks the children of a node and what is in them.
    private static func content(of node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        let type: TypeIndex = tree.type(of: node)
        guard let kind = context.schema.kind(of: type) else { return }
        let rows: Range<Int> = context.schema.elementRows(of: type)
        let region: Int = context.counts.count
        context.counts.append(contentsOf: repeatElement(0, count: rows.count))
        let isContained: Bool = kind == .resource && tree.field(of: node) != .none && tree.nameText(of: node) == "contained"
        if isContained {
            ContainedRule.enter(node, &context)
        } else if kind == .resource {
            context.scopes.append(ContainedScope())
        }
        let (outer, outerRoot): (NodeIndex, NodeIndex) = (context.resource, context.rootResource)
        if kind == .resource {
            context.rootResource = isContained ? outer : node
            context.resource = node
            InvariantRule.validate(node, type, nil, &context)
        }
        let id: FieldIndex? = kind == .resource ? context.schema.field("id", of: type) : nil
        var last: FieldIndex = .none
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            if tree.hasUnknownName(child) {
                UnknownElementRule.validate(child, in: node, &context)
            } else {
                let field: FieldIndex = tree.field(of: child)
                let row: Int = context.schema.elementRow(of: field)
                if tree.isXML { OrderRule.validate(child, field, after: last, &context) }
                if ShapeRule.validate(child, isFirst: field != last, row, &context) {
                    if !tree.isDuplicate(child) { context.counts[region + row - rows.lowerBound] += 1 }
                    value(child, isResourceID: field == id, row, &context)
                }
                last = field
            }
            child = tree.nextSibling(of: child)
        }
        CardinalityRule.validate(node, rows, region, &context)
        context.counts.removeLast(rows.count)
        if kind == .resource {
            for rule in context.definitions.resourceRules[type] { rule.validate(node, &context) }
            if let field = context.schema.field("meta", of: type), case let meta = tree.child(of: node, in: field), meta != .none
            {
                MetaProfileRule.validate(meta, of: node, &context)
                SecurityLabelRule.validate(meta, &context)
            }
            if !isContained { ContainedRule.leave(&context) }
        }
        (context.resource, context.rootResource) = (outer, outerRoot)
    }

    /// Checks a node that has the form of its element.
    private static func value(_ node: NodeIndex, isResourceID: Bool, _ row: Int, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        let type: TypeIndex = tree.type(of: node)
        if let format = context.definitions.format(of: type) {
            if tree.kind(of: node) != .none {
                FormatRule.validate(node, format, isResourceID: isResourceID, row, &context)
                if format == .xhtml { NarrativeRule.validate(node, &context) }
                if context.definitions.isElementID(tree.field(of: node)) { ElementIDRule.validate(node, &context) }
            } else if tree.firstChild(of: node) == .none {
                EmptyRule.reportNoValue(node, isResourceID: isResourceID, &context)
            }
        } else if tree.firstChild(of: node) == .none, context.schema.kind(of: type) != .resource {
            EmptyRule.reportEmpty(node, &context)
        }
        EmptyRule.reportOnlyID(node, &context)
        if let binding = context.schema.bindingRow(ofElement: row) {
            BindingRule.validate(node, binding, &context)
        }
        if context.definitions.types.isCoded(type) { CodingRule.validate(node, type, &context) }
        if type == context.definitions.types.attachment { AttachmentRule.validate(node, &context) }
        if type == context.definitions.types.extension { ExtensionRule.validate(node, &context) }
        if type == context.definitions.types.identifier { IdentifierRule.validate(node, &context) }
        if type == context.definitions.types.reference { ReferenceRule.validate(node, row, &context) }
        if context.schema.kind(of: type) != .resource { InvariantRule.validate(node, type, row, &context) }
        if tree.firstChild(of: node) != .none || context.definitions.format(of: type) == nil {
            content(of: node, &context)
        }
    }
}
