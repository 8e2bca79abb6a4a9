import FHIRCore

/// How a Measure is scored (FHIR R4, http://terminology.hl7.org/CodeSystem/measure-scoring).
enum MeasureScoring: String, Sendable {
    case proportion, ratio, cohort
    case continuousVariable = "continuous-variable"

    /// Nil if the Measure does not say, or says something else.
    init?(_ measure: Element) {
        let codes: [String] = measure.child(named: "scoring")?.children(named: "coding").compactMap { $0.text("code") } ?? []
        guard let found = codes.lazy.compactMap({ MeasureScoring(rawValue: $0) }).first else { return nil }
        self = found
    }
}

/// The score of a group: there or not by the kind of scoring, and of its form.
enum MeasureScoreRule {
    static func validate(_ group: Element, _ check: MeasureReportCheck, _ context: inout ValidationContext) {
        let score: Element? = group.child(named: "measureScore")
        if check.type == "data-collection" {
            guard let score else { return }
            let message: String = "a report that collects data has no score"
            return context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_SCORE_PROHIBITED_RT"), message), at: score.index)
        }
        guard let scoring = check.scoring else { return }
        if scoring == .cohort {
            guard let score else { return }
            let message: String = "a cohort is counted and has no score"
            return context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_SCORE_PROHIBITED_MS"), message), at: score.index)
        }
        guard let score else {
            if !check.isComplete { return }
            let message: String = "the measure is scored as \(scoring.rawValue), and the group has no measureScore"
            return context.report(
                Finding(.error, .required, MessageID("MEASURE_MR_SCORE_REQUIRED"), message), at: group.index)
        }
        if score.child(named: "value") == nil, score.child(named: "extension") == nil {
            let message: String = "the score has no value"
            context.report(Finding(.error, .required, MessageID("MEASURE_MR_SCORE_VALUE_REQUIRED"), message), at: score.index)
        }
        scoring == .proportion ? proportion(score, &context) : unit(score, check.measure, scoring, &context)
    }

    /// A plain number from 0 to 1.
    private static func proportion(_ score: Element, _ context: inout ValidationContext) {
        for name in ["unit", "system", "code"] {
            guard let part = score.child(named: name) else { continue }
            let message: String = "a proportion has no unit"
            context.report(
                Finding(.error, .businessRule, MessageID("MEASURE_MR_SCORE_UNIT_PROHIBITED"), message), at: part.index)
        }
        guard let value = score.child(named: "value"), let number = value.value.flatMap({ Double($0) }), number < 0 || number > 1
        else { return }
        let message: String = "a proportion is a number from 0 to 1, and not \(value.value ?? "")"
        context.report(Finding(.error, .required, MessageID("MEASURE_MR_SCORE_VALUE_INVALID_01"), message), at: value.index)
    }

    /// The unit that the Measure fixes (the extension questionnaire-unit).
    private static func unit(
        _ score: Element, _ measure: Element, _ scoring: MeasureScoring, _ context: inout ValidationContext
    ) {
        guard let unit = measure.extensionValue("http://hl7.org/fhir/StructureDefinition/questionnaire-unit") else {
            if scoring == .ratio, score.child(named: "code") == nil {
                let message: String = "a ratio should have a unit"
                context.report(
                    Finding(.warning, .notFound, MessageID("MEASURE_MR_SCORE_UNIT_REQUIRED"), message), at: score.index)
            }
            return
        }
        for name in ["code", "system"] where unit.text(name) != score.text(name) {
            let place: NodeIndex = score.child(named: name)?.index ?? score.index
            let message: String = "the measure fixes the \(name) of the unit: \(unit.text(name) ?? "")"
            context.report(Finding(.error, .codeInvalid, MessageID("MEASURE_MR_SCORE_FIXED"), message), at: place)
        }
    }
}
