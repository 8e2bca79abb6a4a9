import FHIRModels

extension Kinds {
    /// Something that was asked for, or declined. Whether it was an order is not told, so it is written as a plan.
    static let request = Kind<CaseRecord.Request, ServiceRequest>(
        "case-request", blank: { CaseRecord.Request(id: $0, what: "request", status: .unknown) },
        [
            .required(\.status, \.status, .code),
            .fixed(\.intent, .plan),
            .required(\.what, \.code, .concept),
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "ServiceRequest.encounter")),
            .timing(\.when, \.occurrence),
            .optional(\.performer, \.performerType, .concept),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "ServiceRequest.reasonReference")),
            .ext(
                \.statusReason, Canonical.standard("request-statusReason"), Form<CaseRecord.Concept, CodeableConcept>.concept),
            .decisions(\.decisions),
        ])

    /// A judgement of the clinicians.
    static let assessment = Kind<CaseRecord.Assessment, ClinicalImpression>(
        "case-assessment", blank: { CaseRecord.Assessment(id: $0, what: "assessment") },
        [
            .fixed(\.status, .completed),
            .required(\.what, \.code, .concept),
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "ClinicalImpression.encounter")),
            .moment(\.when, \.effective),
            .list(\.about, \.problem, .item(in: "ClinicalImpression.problem")),
            .list(
                \.evidence, \.finding, .inside(\.itemReference, .item(in: "ClinicalImpression.finding.itemReference"))),
            .first(\.prognosis, \.prognosisCodeableConcept, .concept),
            .certainty(\.certainty),
        ])

    /// Where a source contradicts itself.
    static let disagreement = Kind<CaseRecord.Disagreement, DetectedIssue>(
        "case-disagreement", blank: { CaseRecord.Disagreement(id: $0, what: "detected issue", between: []) },
        [
            .fixed(\.status, .final),
            .required(\.what, \.code, .concept),
            .subject(\.patient),
            .list(\.between, \.implicated, .item),
        ])
}
