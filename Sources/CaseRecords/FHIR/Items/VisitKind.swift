import FHIRModels

extension Kinds {
    /// A meeting of patient and clinic. Its class and status, which FHIR asks for, are told to be unknown.
    static let visit = Kind<CaseRecord.Visit, Encounter>(
        "case-encounter", blank: { CaseRecord.Visit(id: $0, what: "encounter") },
        [
            .fixed(\.status, .unknown),
            .fixed(\.class, unknownClass),
            .requiredFirst(\.what, \.type, .concept),
            .subject(\.subject),
            .timing(\.when, period: \.period),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "Encounter.reasonReference")),
            .nested(\.hospitalization, [.optional(\.discharge, \.dischargeDisposition, .concept)]),
            .first(\.place, \.location, place),
        ])

    private static let unknownClass: Coding = {
        var coding = Coding.empty()
        coding.append(Extension(Canonical.standard("data-absent-reason"), holding: FHIRCode("unknown")))
        return coding
    }()

    /// The kind of place; the location itself, which FHIR asks for, is known by these words only.
    private static let place = Form<CaseRecord.Concept, Encounter.Location>.inside(
        \.physicalType, .concept,
        fixed: [.derived(\.location) { Reference(display: FHIRString($0.text)) }])
}
