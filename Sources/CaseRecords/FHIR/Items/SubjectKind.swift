import FHIRModels

extension Kinds {
    /// The patient.
    static let subject = Kind<CaseRecord.Subject, Patient>(
        "case-patient", blank: { CaseRecord.Subject(id: $0) },
        [
            .caseNumber,
            .optional(\.sex, \.gender, .stated(.code)),
            .ext(\.gender, Canonical.standard("patient-genderIdentity"), Form<CaseRecord.Concept, CodeableConcept>.concept),
            .ext(\.ethnicity, Canonical.structure("reported-ethnicity"), .reportedEthnicity),
            .optional(\.birth, \.birthDate, .birth),
            .death,
        ])
}

extension Carrier where Item == CaseRecord.Subject, View == Patient {
    /// The case's name, by which a series points to the patient. It is read from the bundle, not from here.
    fileprivate static var caseNumber: Self {
        let system = Canonical.identifier("case")
        return Self(
            put: { _, target, writer in
                if let id = writer.caseID {
                    target.identifier = [Identifier(system: FHIRURI(system), value: FHIRString(id.rawValue))]
                }
            },
            get: { source, _, reader in
                for identifier in source.identifier where identifier.system?.text == system {
                    if identifier.value?.text == reader.caseID?.rawValue { reader.visitAll(identifier.element) }
                }
            })
    }

    /// Whether and when the patient died. A date alone means that the patient died, so another statement beside one is marked.
    fileprivate static var death: Self {
        let moment = Form<CaseRecord.Moment, FHIRDateTime>.moment
        let url = Canonical.structure("vital-status")
        return Self(
            put: { source, target, writer in
                switch (source.death, source.vitalStatus) {
                case (let death?, let status):
                    target.deceased = .dateTime(moment.put(death, &writer))
                    if status != .deceased {
                        target.append(Extension(url, holding: FHIRCode(status?.rawValue ?? "unknown")))
                    }
                case (nil, let status?): target.deceased = .boolean(FHIRBoolean(status == .deceased))
                case (nil, nil): return
                }
            },
            get: { source, target, reader in
                switch source.deceased {
                case .boolean(let flag): target.vitalStatus = reader.take(flag).map { $0 == "true" ? .deceased : .alive }
                case .dateTime(let time):
                    target.death = moment.get(time, &reader)
                    target.vitalStatus = .deceased
                    guard let mark = source.extensions(url).first, let status = mark.part(FHIRCode.self) else { return }
                    reader.visitAll(mark.element)
                    target.vitalStatus = CaseRecord.VitalStatus(rawValue: status.text ?? "")
                case nil: return
                }
            })
    }
}

extension Form where Value == CaseRecord.Concept, View == Extension {
    /// The parts of our extension `reported-ethnicity`.
    fileprivate static var reportedEthnicity: Self {
        Self(
            { _ in CaseRecord.Concept("") },
            [
                .requiredExt(\.text, "text", Form<String, FHIRString>.text),
                .exts(\.codings, "coding", Form<CaseRecord.Coding, Coding>.coding),
            ])
    }
}

extension Form where Value == CaseRecord.Stated<CaseRecord.PartialDate>, View == FHIRDate {
    /// A date of birth; one with a time has it in the standard extension `patient-birthTime`.
    fileprivate static var birth: Self {
        let time = Canonical.standard("patient-birthTime")
        return .stated(
            Form<CaseRecord.PartialDate, FHIRDate>(
                put: { date, _ in
                    if date.rawValue.utf8.count <= 10 { return FHIRDate(date.rawValue) }
                    var view = FHIRDate(String(date.rawValue.prefix(10)))
                    view.append(Extension(time, holding: FHIRDateTime(date.rawValue)))
                    return view
                },
                get: { view, reader in
                    guard let text = view.text, let date = CaseRecord.PartialDate(rawValue: text) else { return nil }
                    reader.take(view)
                    let moment = Form<CaseRecord.PartialDate, FHIRDateTime>.code
                    return reader.values(view, time, moment, atMost: 1).first ?? date
                }))
    }
}
