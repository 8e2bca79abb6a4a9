import FHIRModels

extension Kinds {
    /// A drug over time, as a MedicationRequest: only there has R4 a link to what a drug replaces, and the published XML schema
    /// refuses a MedicationStatement of any status but `active`.
    static let medication = Kind<CaseRecord.Treatment, MedicationRequest>(
        "case-medication", blank: { CaseRecord.Treatment(id: $0, what: "medication", status: .unknown) },
        [
            .orderStatus,
            .optional(\.statusReason, \.statusReason, .concept),
            .drug,
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "MedicationRequest.encounter")),
            .reporter,
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "MedicationRequest.reasonReference")),
            .first(\.regimen, \.dosageInstruction, .regimen),
            .optional(\.replaces, \.priorPrescription, .item(in: "MedicationRequest.priorPrescription")),
        ] + treatment())

    /// A foreign statement that a drug is or was taken. It is read, and never written.
    static let medicationStatement = Kind<CaseRecord.Treatment, MedicationStatement>(
        nil, blank: { CaseRecord.Treatment(id: $0, what: "medication", status: .unknown) },
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
        ])

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
            .ext(\.replaces, Canonical.structure("replaces"), Form<ItemID, Reference>.item),
        ] + treatment())

    /// The shapes of a treatment.
    static let treatments = [
        medication.shape(serves: { $0.kind == .medication }),
        medicationStatement.shape(serves: { _ in false }),
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
            .decisions(\.decisions),
        ]
    }
}

extension Carrier where Item == CaseRecord.Treatment, View == MedicationStatement {
    fileprivate static var drug: Self { drug(\.medication) }
}

extension Carrier where Item == CaseRecord.Treatment, View == MedicationRequest {
    fileprivate static var drug: Self { drug(\.medication) }

    /// Status and intent together: a plan is what was advised, an order what was given.
    fileprivate static var orderStatus: Self {
        Self(
            put: { source, target, _ in
                target.intent = source.status == .intended ? .plan : .order
                target.status = MedicationrequestStatus(source.status.order)
            },
            get: { source, target, reader in
                let isPlan = source.intent?.text == "plan" || source.intent?.text == "proposal"
                if source.intent?.text == "plan" || source.intent?.text == "order" { reader.take(source.intent) }
                guard let code = source.status?.text else { return }
                let statuses = CaseRecord.TreatmentStatus.allCases.filter { $0.order == code && ($0 == .intended) == isPlan }
                guard let status = statuses.first ?? CaseRecord.TreatmentStatus.allCases.first(where: { $0.order == code }) else {
                    return
                }
                target.status = status
                reader.take(source.status)
            })
    }

    /// Who reported it.
    fileprivate static var reporter: Self {
        let item = Form<ItemID, Reference>.item(in: "MedicationRequest.reportedReference")
        return Self(
            put: { source, target, writer in
                if let informant = source.informant { target.reported = .reference(item.put(informant, &writer)) }
            },
            get: { source, target, reader in
                if case .reference(let reference) = source.reported { target.informant = item.get(reference, &reader) }
            })
    }
}

extension Carrier where Item == CaseRecord.Treatment {
    /// The drug or drug class; a reference to a Medication stays unread.
    fileprivate static func drug<Choice: FHIRChoice>(_ view: Path<View, Choice?>) -> Self {
        let concept = Form<CaseRecord.Concept, CodeableConcept>.concept
        return Self(
            put: { source, target, writer in
                target[keyPath: view] = Choice(element: concept.put(source.what, &writer).element)
            },
            get: { source, target, reader in
                guard let element = source[keyPath: view]?.element, let drug = CodeableConcept(element),
                    let what = concept.get(drug, &reader)
                else { return }
                target.what = what
            })
    }
}

/// Dose and time of a drug, which a MedicationRequest has in one element.
struct Regimen: Sendable {
    var dose: CaseRecord.Dose?
    var when: CaseRecord.Timing?
}

extension CaseRecord.Treatment {
    fileprivate var regimen: Regimen? {
        get { dose == nil && when == nil ? nil : Regimen(dose: dose, when: when) }
        set { (dose, when) = (newValue?.dose, newValue?.when) }
    }
}

extension Form where Value == Regimen, View == Dosage {
    /// The time stands in the bounds of the rhythm.
    fileprivate static var regimen: Self {
        let dose = Form<CaseRecord.Dose, Dosage>.dose
        let times: Carrier<Regimen, Dosage> = .nested(
            \.timing, [.nested(\.repeat, [.timing(\.when, period: \.boundsPeriod)])])
        return Self(
            put: { regimen, writer in
                var view = regimen.dose.map { dose.put($0, &writer) } ?? Dosage.empty()
                times.put(regimen, &view, &writer)
                return view
            },
            get: { view, reader in
                var regimen = Regimen()
                times.get(view, &regimen, &reader)
                let found = dose.get(view, &reader)
                regimen.dose = found == CaseRecord.Dose() ? nil : found
                return regimen
            })
    }
}

extension FHIRModels.Timing.Repeat {
    /// The bounds as a period.
    fileprivate var boundsPeriod: Period? {
        get { if case .period(let period) = bounds { period } else { nil } }
        set { bounds = newValue.map { .period($0) } }
    }
}

extension CaseRecord.TreatmentStatus {
    /// The same status in the words of a MedicationRequest; that of a plan is the intent.
    fileprivate var order: String {
        switch self {
        case .active, .intended: "active"
        case .completed: "completed"
        case .stopped: "stopped"
        case .onHold: "on-hold"
        case .notTaken: "cancelled"
        case .unknown: "unknown"
        }
    }

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
