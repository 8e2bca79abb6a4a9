import FHIRCore

/// A MeasureReport against its Measure: groups, populations and stratifiers are those of the Measure, each once, and the scores are
/// those of its kind (FHIR R4, 14.9 MeasureReport).
enum MeasureReportRule: ResourceRule {
    static let types: [String] = ["MeasureReport"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let report: Element = context.tree.element(resource)
        guard let link = report.child(named: "measure"), let address = link.value, !address.isEmpty else {
            let message: String = "the report names no measure, so it is not checked against one"
            return context.report(Finding(.information, .required, MessageID("MEASURE_MR_M_NONE"), message), at: resource)
        }
        guard let measure = measure(address, report, context) else {
            let message: String = "the measure \(address) is not at hand, so the report is not checked against it; load it"
            return context.report(
                Finding(.warning, .required, MessageID("MEASURE_MR_M_NOTFOUND"), message), at: resource, offset: link.offset)
        }
        let scoring: MeasureScoring? = MeasureScoring(measure)
        if scoring == nil {
            let message: String = "the measure does not say how it is scored, so the scores are not checked"
            context.report(
                Finding(.information, .businessRule, MessageID("MEASURE_MR_M_SCORING_UNK"), message), at: link.index)
        }
        // What is not complete may lack groups.
        let isComplete: Bool = report.text("status") == "complete"
        let check = MeasureReportCheck(
            measure: measure, scoring: scoring, type: report.text("type") ?? "", isComplete: isComplete)
        check.groups(report, &context)
    }

    private static func measure(_ address: String, _ report: Element, _ context: ValidationContext) -> Element? {
        let found: Element?
        if address.hasPrefix("#") {
            found = report.children(named: "contained").first { $0.text("id").map { "#" + $0 } == address }
        } else {
            found = context.definitions.layout.library?.resource(address, schema: context.schema)
        }
        return found?.typeName == "Measure" ? found : nil
    }
}
