import FHIRCore

/// The parts of a MeasureReport against those of its Measure.
struct MeasureReportCheck {
    let measure: Element
    let scoring: MeasureScoring?
    /// `individual`, `subject-list`, `summary` or `data-collection`.
    let type: String
    let isComplete: Bool

    /// The messages on one kind of part.
    private struct Messages {
        let kind: String
        let noCode: MessageID
        let unknown: MessageID
        let twice: MessageID
    }

    private static let groupMessages = Messages(
        kind: "group", noCode: MessageID("MEASURE_MR_GRP_NO_CODE"), unknown: MessageID("MEASURE_MR_GRP_UNK_CODE"),
        twice: MessageID("MEASURE_MR_GRP_DUPL_CODE"))
    private static let populationMessages = Messages(
        kind: "population", noCode: MessageID("MEASURE_MR_GRP_POP_NO_CODE"), unknown: MessageID("MEASURE_MR_GRP_POP_UNK_CODE"),
        twice: MessageID("MEASURE_MR_GRP_POP_DUPL_CODE"))
    private static let stratifierMessages = Messages(
        kind: "stratifier", noCode: MessageID("MEASURE_MR_GRP_POP_NO_CODE"), unknown: MessageID("MEASURE_MR_GRP_POP_UNK_CODE"),
        twice: MessageID("MEASURE_MR_GRP_POP_DUPL_CODE"))

    func groups(_ report: Element, _ context: inout ValidationContext) {
        let defined: [Element] = measure.children(named: "group")
        let given: [Element] = report.children(named: "group")
        if defined.isEmpty { return }
        if defined.count == 1, given.count == 1 {
            // The only group may go without a code.
            sameCode(given[0], defined[0], &context)
            return group(given[0], defined[0], &context)
        }
        let pairs = match(given, defined, MeasureReportCheck.groupMessages, in: report, &context)
        for pair in pairs { group(pair.given, pair.defined, &context) }
    }

    private func sameCode(_ given: Element, _ defined: Element, _ context: inout ValidationContext) {
        guard let code = MeasureCode(given), let wanted = MeasureCode(defined) else { return }
        if !code.isUsable {
            let message: String = "the group's code has no system and code"
            context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_GRP_NO_USABLE_CODE"), message), at: given.index)
        } else if !code.matches(wanted) {
            let message: String = "the group's code is \(code.words); that of the measure's group is \(wanted.words)"
            context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_GRP_NO_WRONG_CODE"), message), at: given.index)
        }
    }

    private func group(_ given: Element, _ defined: Element, _ context: inout ValidationContext) {
        let populations: [Element] = defined.children(named: "population")
        let pairs = match(
            given.children(named: "population"), populations, MeasureReportCheck.populationMessages, in: given, &context)
        for pair in pairs { population(pair.given, &context) }
        MeasureScoreRule.validate(given, self, &context)
        let stratifiers: [Element] = given.children(named: "stratifier")
        let wanted: [Element] = defined.children(named: "stratifier")
        if stratifiers.count == 1, wanted.count == 1, stratifiers[0].child(named: "code") == nil { return }
        _ = match(stratifiers, wanted, MeasureReportCheck.stratifierMessages, in: given, &context)
    }

    /// Pairs parts of the report with those of the measure, and reports those that have no partner.
    private func match(
        _ given: [Element], _ defined: [Element], _ messages: Messages, in parent: Element, _ context: inout ValidationContext
    ) -> [(given: Element, defined: Element)] {
        let codes: [MeasureCode?] = defined.map(MeasureCode.init)
        var pairs: [(given: Element, defined: Element)] = []
        var seen: Set<Int> = []
        for part in given {
            guard let code = MeasureCode(part) else {
                let message: String = "the \(messages.kind) needs the code of one of the measure's"
                context.report(Finding(.error, .businessRule, messages.noCode, message), at: part.index)
                continue
            }
            guard let index = codes.firstIndex(where: { $0?.matches(code) == true }) else {
                let message: String = "the measure has no \(messages.kind) with the code \"\(code.words)\""
                context.report(Finding(.error, .businessRule, messages.unknown, message), at: part.index)
                continue
            }
            if !seen.insert(index).inserted {
                let message: String = "a \(messages.kind) with the code \"\(code.words)\" stands before this one"
                context.report(Finding(.error, .businessRule, messages.twice, message), at: part.index)
                continue
            }
            pairs.append((part, defined[index]))
        }
        if type == "data-collection" || !isComplete { return pairs }
        let system: String = "http://terminology.hl7.org/CodeSystem/measure-population"
        for (index, code) in codes.enumerated() where !seen.contains(index) {
            // Observations of a continuous variable are reported as the score.
            if code?.has("measure-observation", of: system) == true { continue }
            let message: String = "the report lacks the measure's \(messages.kind) \"\(code?.words ?? "")\""
            context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_GRP_MISSING_BY_CODE"), message), at: parent.index)
        }
        return pairs
    }

    private func population(_ population: Element, _ context: inout ValidationContext) {
        if type == "subject-list" { return }
        if population.child(named: "subjectResults") != nil {
            let message: String = "only reports of the type subject-list list their subjects; this is \"\(type)\""
            context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_GRP_POP_NO_SUBJECTS"), message), at: population.index)
        }
        if population.child(named: "count") == nil {
            let message: String = "the population should have a count"
            context.report(
                Finding(.warning, .businessRule, MessageID("MEASURE_MR_GRP_POP_NO_COUNT"), message), at: population.index)
        }
    }
}
