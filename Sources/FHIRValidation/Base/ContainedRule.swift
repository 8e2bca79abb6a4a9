import FHIRCore

/// Resources inside another one, and the references within (FHIR R4, 2.3.0.2 Contained resources; the invariant dom-3 in effect).
enum ContainedRule {
    /// Takes a contained resource into the scope around it.
    static func enter(_ node: NodeIndex, _ context: inout ValidationContext) {
        if context.scopes.isEmpty { return }
        guard let field = context.schema.field("id", of: context.tree.type(of: node)) else { return }
        let child: NodeIndex = context.tree.child(of: node, in: field)
        let id: String? = child == .none ? nil : context.tree.valueText(of: child)
        context.scopes[context.scopes.count - 1].contained.append((node, id))
        if let id, !context.scopes[context.scopes.count - 1].containedIDs.insert(id).inserted {
            let message: String = "two contained resources have the id \"\(id)\", so that a reference to it is ambiguous"
            context.report(Finding(.error, .duplicate, MessageID("DUPLICATE_ID"), message), at: node)
        }
        // An id that is there and empty has its own findings.
        if child == .none {
            let message: String = "a contained resource needs an id, or nothing can refer to it"
            context.report(Finding(.error, .invalid, MessageID("Resource_RES_ID_Missing"), message), at: node)
        }
    }

    /// Checks a scope when everything in it has been seen.
    static func leave(_ context: inout ValidationContext) {
        guard let scope = context.scopes.popLast() else { return }
        NarrativeLinkRule.validate(scope, &context)
        let ids: Set<String> = scope.containedIDs
        var mentioned: Set<String> = scope.mentions
        var backward: Set<NodeIndex> = []
        for reference in scope.references {
            mentioned.insert(reference.target)
            if reference.target.isEmpty {
                backward.formUnion(ancestors(of: reference.node, context.tree))
            } else if !ids.contains(reference.target) {
                reportAbsent(reference.target, reference.node, &context)
            }
        }
        for canonical in scope.canonicals where !canonical.target.isEmpty && !ids.contains(canonical.target) {
            let message: String = "no contained resource has the id \"\(canonical.target)\""
            context.report(
                Finding(.error, .invalid, MessageID("TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL"), message), at: canonical.node)
        }
        for contained in scope.contained where !(contained.id.map { mentioned.contains($0) } ?? false) {
            if backward.contains(contained.node) { continue }
            let message: String =
                "the contained resource \"\(contained.id ?? "")\" is not referred to from the resource around it, and does not refer to it"
            context.report(Finding(.error, .invariant, MessageID("CONTAINED_ORPHAN_DOM3"), message), at: contained.node)
        }
    }

    /// Nothing is there, and so the invariant ref-1 is broken too: that is what people look for, and reports for people fold it.
    private static func reportAbsent(_ id: String, _ node: NodeIndex, _ context: inout ValidationContext) {
        let message: String = "no contained resource has the id \"\(id)\""
        context.report(Finding(.error, .notFound, MessageID("Reference_REF_CantResolve"), message), at: node)
        let invariant: String = "the invariant ref-1 is not met: a reference that begins with # leads to a contained resource"
        let name = MessageID("http://hl7.org/fhir/StructureDefinition/Reference#ref-1")
        context.report(Finding(.error, .invariant, name, invariant, cause: node), at: node, rule: "ref-1")
    }

    private static func ancestors(of node: NodeIndex, _ tree: ElementTree) -> [NodeIndex] {
        var result: [NodeIndex] = []
        var current: NodeIndex = tree.parent(of: node)
        while current != .none {
            result.append(current)
            current = tree.parent(of: current)
        }
        return result
    }
}
