import FHIRCore

/// A Measure: its groups, populations and stratifiers can be told apart, and what is written in CQL has a library
/// (FHIR R4, 14.8 Measure).
enum MeasureRule: ResourceRule {
    static let types: [String] = ["Measure"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let measure: Element = context.tree.element(resource)
        let groups: [Element] = measure.children(named: "group")
        if groups.isEmpty {
            let message: String = "the measure has no group, so nothing can be reported by it"
            context.report(Finding(.warning, .required, MessageID("MEASURE_M_NO_GROUPS"), message), at: resource)
        }
        // A library is named by an absolute address; whether it can be looked up here is another matter.
        let hasLibrary: Bool = measure.children(named: "library").contains { $0.value?.contains(":") == true }
        codes(groups, MessageID("MEASURE_M_GROUP_CODE"), "groups", &context)
        for group in groups {
            let populations: [Element] = group.children(named: "population")
            if populations.isEmpty {
                let message: String = "the group has no population"
                context.report(Finding(.warning, .required, MessageID("MEASURE_M_GROUP_POP"), message), at: group.index)
            }
            codes(populations, MessageID("MEASURE_M_GROUP_POP_NO_CODE"), "populations", &context)
            let stratifiers: [Element] = group.children(named: "stratifier")
            codes(stratifiers, MessageID("MEASURE_M_GROUP_STRATA_NO_CODE"), "stratifiers", &context)
            for stratifier in stratifiers {
                let components: [Element] = stratifier.children(named: "component")
                codes(components, MessageID("MEASURE_M_GROUP_STRATA_COMP_NO_CODE"), "components", &context)
                for part in [stratifier] + components { criteria(part, hasLibrary: hasLibrary, &context) }
            }
        }
    }

    /// Several of a kind need codes.
    private static func codes(_ parts: [Element], _ id: MessageID, _ kind: String, _ context: inout ValidationContext) {
        if parts.count < 2 { return }
        for part in parts where part.child(named: "code") == nil {
            let message: String = "one of several \(kind) needs a code, or nothing can be reported for it"
            context.report(Finding(.warning, .required, id, message), at: part.index)
        }
    }

    private static func criteria(_ part: Element, hasLibrary: Bool, _ context: inout ValidationContext) {
        guard !hasLibrary, let criteria = part.child(named: "criteria"),
            ["text/cql", "text/cql.identifier"].contains(criteria.text("language"))
        else { return }
        let message: String =
            "the expression is in CQL, and the measure names no library (by an absolute address) that defines it"
        context.report(
            Finding(.error, .invalid, MessageID("MEASURE_M_CRITERIA_CQL_NO_LIB"), message), at: criteria.index)
    }
}
