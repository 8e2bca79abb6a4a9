import FHIRModels

extension Kinds {
    /// A drug over time.
    static let medication = Kind<CaseRecord.Treatment, MedicationStatement>(
        "case-medication", blank: { CaseRecord.Treatment(id: $0, what: "medication", status: .unknown) },
        [
            .required(\.status, \.status, .code),
            .first(\.statusReason, \.statusReason, .concept),
            .drug,
            .subject(\.subject),
            .optional(\.visit, \.context, .item(in: "MedicationStatement.context")),
            .timing(\.when, \.effective),
            .optional(\.informant, \.informationSource, .item(in: "MedicationStatement.informationSource")),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "MedicationStatement.reasonReference")),
            .first(\.dose, \.dosage, .dose),
        ] + treatment())

    /// Another treatment over time: a Procedure that our category marks.
    static let therapy = Kind<CaseRecord.Treatment, Procedure>(
        "case-therapy", blank: { CaseRecord.Treatment(id: $0, what: "therapy", kind: .therapy, status: .unknown) },
        [
            .required(\.status.procedure, \.status, .code),
            .fixed(\.category, therapyCategory),
            .optional(\.statusReason, \.statusReason, .concept),
            .required(\.what, \.code, .concept),
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "Procedure.encounter")),
            .timing(\.when, \.performed),
            .optional(\.informant, \.asserter, .item(in: "Procedure.asserter")),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "Procedure.reasonReference")),
            .ext(\.dose, Canonical.structure("therapy-dosage"), Form<CaseRecord.Dose, Dosage>.dose),
        ] + treatment())

    /// Both shapes of a treatment.
    static let treatments = [
        medication.shape(serves: { $0.kind == .medication }),
        therapy.shape(serves: { $0.kind == .therapy }, accepts: isTherapy),
    ]

    /// A Procedure that is a treatment over time.
    static let isTherapy: @Sendable (Procedure) -> Bool = { $0.category == therapyCategory }

    private static let therapyCategory = CodeableConcept(
        coding: [Coding(system: FHIRURI(Canonical.recordPart), code: "therapy")])

    /// What R4 has no element for in either resource.
    private static func treatment<View: DomainResource>() -> [Carrier<CaseRecord.Treatment, View>] {
        [
            .exts(\.statusReasonItems, Canonical.structure("status-reason-reference"), Form<ItemID, Reference>.item),
            .ext(\.replaces, Canonical.structure("replaces"), Form<ItemID, Reference>.item),
            .decisions(\.decisions),
        ]
    }
}

extension Carrier where Item == CaseRecord.Treatment, View == MedicationStatement {
    /// The drug or drug class; a reference to a Medication stays unread.
    fileprivate static var drug: Self {
        let concept = Form<CaseRecord.Concept, CodeableConcept>.concept
        return Self(
            put: { source, target, writer in target.medication = .codeableConcept(concept.put(source.what, &writer)) },
            get: { source, target, reader in
                guard case .codeableConcept(let drug) = source.medication, let what = concept.get(drug, &reader) else { return }
                target.what = what
            })
    }
}

extension CaseRecord.TreatmentStatus {
    /// The same status in the words of a Procedure.
    fileprivate var procedure: CaseRecord.ProcedureStatus {
        get {
            switch self {
            case .active: .inProgress
            case .completed: .completed
            case .stopped: .stopped
            case .onHold: .onHold
            case .intended: .preparation
            case .notTaken: .notDone
            case .unknown: .unknown
            }
        }
        set { self = Self.allCases.first { $0.procedure == newValue } ?? .unknown }
    }
}
