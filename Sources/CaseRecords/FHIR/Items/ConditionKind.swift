import FHIRModels

extension Kinds {
    /// A diagnosis or history.
    static let condition = Kind<CaseRecord.Condition, Condition>(
        "case-condition", blank: { CaseRecord.Condition(id: $0, what: "condition") },
        [
            .optional(\.status, \.clinicalStatus, .code(of: Canonical.hl7("condition-clinical"))),
            .optional(\.verification, \.verificationStatus, .code(of: Canonical.hl7("condition-ver-status"))),
            .certainty(\.certainty),
            .optional(\.severity, \.severity, .concept),
            .required(\.what, \.code, .concept),
            .list(\.sites, \.bodySite, .site),
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "Condition.encounter")),
            .moment(\.onset, \.onset),
            .ext(\.diagnosed, Canonical.standard("condition-assertedDate"), Form<CaseRecord.Moment, FHIRDateTime>.moment),
            .abatement,
            .optional(\.informant, \.asserter, .item(in: "Condition.asserter")),
            .list(\.stages, \.stage, .inside(\.summary, .concept)),
            .evidence,
            .causes(\.causes, Canonical.standard("condition-dueTo"), of: dueToTargets),
            .raw(\.raw),
        ])

    /// What the standard extension `condition-dueTo` lets a condition be due to.
    private static let dueToTargets: Set<String> = [
        "Condition", "Procedure", "MedicationAdministration", "Immunization", "MedicationStatement",
    ]
}

extension Carrier where Item == CaseRecord.Condition, View == Condition {
    /// When it ended. The standard allows an end only beside a status that says so (rule con-4); else our extension has it.
    fileprivate static var abatement: Self {
        let core: Self = .moment(\.abatement, \.abatement)
        let moment = Form<CaseRecord.Moment, FHIRDateTime>.moment
        let reported: Self = .ext(\.abatement, Canonical.structure("reported-abatement"), moment)
        return Self(
            put: { source, target, writer in
                switch source.status {
                case .inactive, .remission, .resolved: core.put(source, &target, &writer)
                default: reported.put(source, &target, &writer)
                }
            },
            get: { source, target, reader in
                core.get(source, &target, &reader)
                if target.abatement == nil { reported.get(source, &target, &reader) }
            })
    }

    /// The items that a diagnosis rests on: written as one entry of evidence each, read from all details of all entries.
    fileprivate static var evidence: Self {
        let item = Form<ItemID, Reference>.item(in: "Condition.evidence.detail")
        return Self(
            put: { source, target, writer in
                for id in source.evidence { target.evidence.append(Condition.Evidence(detail: [item.put(id, &writer)])) }
            },
            get: { source, target, reader in
                for detail in source.evidence.flatMap(\.detail) {
                    if let id = item.get(detail, &reader) { target.evidence.append(id) }
                }
            })
    }
}
