import FHIRModels

extension Kinds {
    /// Something that was done, or considered and not done.
    static let procedure = Kind<CaseRecord.Procedure, Procedure>(
        "case-procedure", blank: { CaseRecord.Procedure(id: $0, what: "procedure", status: .unknown) },
        [
            .required(\.status, \.status, .code),
            .optional(\.statusReason, \.statusReason, .concept),
            .exts(\.statusReasonItems, Canonical.structure("status-reason-reference"), Form<ItemID, Reference>.item),
            .required(\.what, \.code, .concept),
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "Procedure.encounter")),
            .timing(\.when, \.performed),
            .first(\.performer, \.performer, .inside(\.actor, .item(in: "Procedure.performer.actor"))),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "Procedure.reasonReference")),
            .list(\.sites, \.bodySite, .site),
            .exts(
                \.approaches, first: Canonical.standard("procedure-method"), others: Canonical.structure("further-approach"),
                Form<CaseRecord.Concept, CodeableConcept>.concept),
            .decisions(\.decisions),
            .ext(\.focus, Canonical.structure("focus"), Form<ItemID, Reference>.item),
            .optional(\.outcome, \.outcome, .concept),
            .list(\.complications, \.complication, .concept),
        ])
}
