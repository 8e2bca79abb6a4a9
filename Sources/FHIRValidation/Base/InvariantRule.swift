import FHIRCore

/// The invariants of the base definitions: those of a node's type, and those of the element that it stands in.
enum InvariantRule {
    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ row: Int?, _ context: inout ValidationContext) {
        check(context.invariants(of: type), node, &context)
        if let row { check(context.invariants(ofElement: row), node, &context) }
    }

    private static func check(_ invariants: [PreparedInvariant], _ node: NodeIndex, _ context: inout ValidationContext) {
        for invariant in invariants {
            if let fault = context.fault(invariant, node) { context.report(fault, at: node, rule: invariant.key) }
        }
    }
}
