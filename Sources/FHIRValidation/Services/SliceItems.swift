import FHIRCore

// The items of a slice, for FHIRPath's `slice()`.
extension ValidationContext {
    /// The nodes that belong to a slice of a profile and are a node or stand below it.
    ///
    /// The profile is laid over the innermost element of its type around the node; from there only the way down to the node is
    /// followed, so that asking for each item of a list stays linear.
    mutating func items(ofSlice name: String, of profile: CompiledProfile, in node: NodeIndex) -> [NodeIndex] {
        var way: [NodeIndex] = []
        var owner: NodeIndex = node
        while schema.definition(tree.type(of: owner))?.isKind(of: profile.type.name) != true {
            way.append(owner)
            owner = tree.parent(of: owner)
            if owner == .none { return [] }
        }
        way.reverse()
        var search = SliceSearch(name: name)
        search.collect(profile.rules, owner, way[...], &self)
        return search.found
    }
}

private struct SliceSearch {
    let name: String
    private(set) var found: [NodeIndex] = []
    private var seen: Set<NodeIndex> = []

    init(name: String) { self.name = name }

    /// Goes through what the rules say of a node's children: those on the way, or all where the way has ended.
    mutating func collect(
        _ rules: [any Rule], _ node: NodeIndex, _ way: ArraySlice<NodeIndex>, _ context: inout ValidationContext
    ) {
        for rule in rules {
            if let typed = rule as? TypedRule, context.tree.type(of: node) == typed.type {
                collect(typed.rules, node, way, &context)
            } else if let rule = rule as? ChildRule {
                if let next = way.first {
                    visit(next, rule, way.dropFirst(), &context)
                } else {
                    var child: NodeIndex = context.tree.firstChild(of: node)
                    while child != .none {
                        visit(child, rule, way, &context)
                        child = context.tree.nextSibling(of: child)
                    }
                }
            }
        }
    }

    private mutating func visit(
        _ child: NodeIndex, _ rule: ChildRule, _ way: ArraySlice<NodeIndex>, _ context: inout ValidationContext
    ) {
        if !rule.span.contains(context.tree.field(of: child)) || !context.hasForm(child) { return }
        collect(rule.items, child, way, &context)
        var slicing: SlicingRule? = rule.slicing
        while let open = slicing {
            let position: Int = open.usesPositions ? self.position(of: child, rule.span, context) : 0
            guard let slice = open.slice(of: child, at: position, &context) else { return }
            if slice.name == name, way.isEmpty { note(child) }
            collect(slice.items, child, way, &context)
            slicing = slice.reslicing
        }
    }

    /// The place of a child among those of its name.
    private func position(of child: NodeIndex, _ span: FieldSpan, _ context: ValidationContext) -> Int {
        context.children(of: context.tree.parent(of: child), in: span, preferring: nil).firstIndex(of: child) ?? 0
    }

    private mutating func note(_ node: NodeIndex) {
        if seen.insert(node).inserted { found.append(node) }
    }
}

extension CompiledProfile {
    /// Names of slices that the rules can tell.
    static func matchedSlices(in rules: [any Rule]) -> Set<String> {
        var names: Set<String> = []
        for rule in rules {
            if let typed = rule as? TypedRule { names.formUnion(matchedSlices(in: typed.rules)) }
            guard let child = rule as? ChildRule else { continue }
            names.formUnion(matchedSlices(in: child.items))
            var slices: [SlicingRule.Slice] = child.slicing?.slices ?? []
            while let slice = slices.popLast() {
                names.insert(slice.name)
                names.formUnion(matchedSlices(in: slice.items))
                slices += slice.reslicing?.slices ?? []
            }
        }
        return names
    }
}
