import FHIRModels

/// The part of a record that an Observation is, by a category of ours.
enum RecordPart: String, CaseIterable {
    case finding, measurement, score, serology, outcome, statistic

    /// The category that tells it.
    var category: CodeableConcept {
        CodeableConcept(coding: [Coding(system: FHIRURI(Canonical.recordPart), code: FHIRCode(rawValue))])
    }

    /// The part that an Observation is; any of foreign origin counts as a measurement.
    static func of(_ observation: Observation) -> RecordPart {
        for category in observation.category {
            for coding in category.coding where coding.system?.text == Canonical.recordPart {
                if let part = coding.code?.text.flatMap({ RecordPart(rawValue: $0) }) { return part }
            }
        }
        return .measurement
    }
}

extension Kinds {
    /// A symptom or sign: its value tells whether it was there; severity and modifiers are components.
    static let finding = Kind<CaseRecord.Finding, Observation>(
        "case-finding", blank: { CaseRecord.Finding(id: $0, what: "observation") },
        observation(.finding) + [
            .required(\.what, \.code, .concept),
            .presence(\.presence),
            .certainty(\.certainty),
            .first(\.severity, \.component, .part("severity", .concept)),
            .list(\.modifiers, \.component, .part("modifier", .concept)),
            .optional(\.site, \.bodySite, .site),
            .optional(\.method, \.method, .concept),
            .timing(\.when, \.effective),
            .optional(\.visit, \.encounter, .item(in: "Observation.encounter")),
            .flag(\.incidental, Canonical.structure("incidental")),
            .first(\.focus, \.focus, .item),
            .list(\.evidence, \.derivedFrom, .item(in: "Observation.derivedFrom")),
            .causes(\.causes, Canonical.structure("cause")),
            .first(\.informant, \.performer, .item(in: "Observation.performer")),
            .raw(\.raw),
        ])

    /// A result.
    static let measurement = measurement(.measurement)
    /// A clinical score.
    static let score = measurement(.score)
    /// An antibody or other serology.
    static let serology = measurement(.serology)

    private static func measurement(_ part: RecordPart) -> Kind<CaseRecord.Measurement, Observation> {
        Kind(
            "case-measurement", blank: { CaseRecord.Measurement(id: $0, what: "observation") },
            observation(part) + [
                .required(\.what, \.code, .concept),
                .derivedMember(\.category) { VitalSign.isNamed(by: $0.what) ? VitalSign.category : nil },
                .value(\.value, \.value, absent: \.dataAbsentReason),
                .list(\.components, \.component, .component),
                .first(\.interpretation, \.interpretation, .concept),
                .first(\.referenceRange, \.referenceRange, .normal),
                .certainty(\.certainty),
                .optional(\.site, \.bodySite, .site),
                .optional(\.method, \.method, .concept),
                .timing(\.when, \.effective),
                .optional(\.visit, \.encounter, .item(in: "Observation.encounter")),
                .optional(\.specimen, \.specimen, .item(in: "Observation.specimen")),
                .first(\.focus, \.focus, .item),
                .first(\.informant, \.performer, .item(in: "Observation.performer")),
                .raw(\.raw),
            ])
    }

    /// How things stood afterwards.
    static let outcome = Kind<CaseRecord.Outcome, Observation>(
        "case-outcome", blank: { CaseRecord.Outcome(id: $0, what: "observation") },
        observation(.outcome) + [
            .required(\.what, \.code, .concept),
            .presence(\.presence),
            .list(\.of, \.focus, .item),
            .timing(\.when, \.effective),
            .optional(\.visit, \.encounter, .item(in: "Observation.encounter")),
            .list(\.evidence, \.derivedFrom, .item(in: "Observation.derivedFrom")),
        ])

    /// A figure that a source states about many cases.
    static let statistic = Kind<CaseRecord.Statistic, Observation>(
        "case-statistic",
        blank: { CaseRecord.Statistic(id: $0, what: "observation", measure: "figure", value: .missing(.unknown)) },
        observation(.statistic) + [
            .required(\.what, \.code, .concept),
            .value(\.stated, \.value, absent: \.dataAbsentReason),
            .requiredFirst(\.measure, \.component, .part("measure", .concept)),
            .first(\.count, \.component, .part("count", Form<Int, FHIRInteger>.integer)),
            .first(\.subset, \.component, .part("subset", .concept)),
        ])

    private static func observation<Item>(_ part: RecordPart) -> [Carrier<Item, Observation>] {
        [.fixed(\.status, .final), .fixedMember(\.category, part.category), .subject(\.subject)]
    }
}

extension Carrier where View == Observation {
    /// Present or absent as the value, or the reason why it is not told.
    fileprivate static func presence(_ item: Path<Item, CaseRecord.Presence>) -> Self {
        let form = Form<PresenceCode, CodeableConcept>.code(of: Canonical.presence) { $0.snomed }
        return Self(
            put: { source, target, writer in
                switch source[keyPath: item] {
                case .present: target.value = .codeableConcept(form.put(.present, &writer))
                case .absent: target.value = .codeableConcept(form.put(.absent, &writer))
                case .missing(let reason): target.dataAbsentReason = AbsentReasonForm.form.put(reason, &writer)
                }
            },
            get: { source, target, reader in
                if case .codeableConcept(let concept) = source.value, let code = form.get(concept, &reader) {
                    target[keyPath: item] = code == .present ? .present : .absent
                } else if let reason = source.dataAbsentReason, let absent = AbsentReasonForm.form.get(reason, &reader) {
                    target[keyPath: item] = .missing(absent)
                }
            })
    }
}

/// The codes of our code system `presence`.
private enum PresenceCode: String {
    case present, absent

    /// The same in SNOMED CT.
    var snomed: Coding {
        switch self {
        case .present: Coding(system: FHIRURI(Canonical.snomed), code: "52101004", display: "Present")
        case .absent: Coding(system: FHIRURI(Canonical.snomed), code: "2667000", display: "Absent")
        }
    }
}

extension Form where View == Observation.Component {
    /// A part of a finding or statistic, named by a code of ours.
    fileprivate static func part<Part: FHIRView>(_ code: String, _ form: Form<Value, Part>) -> Self {
        let name = CodeableConcept(coding: [Coding(system: FHIRURI(Canonical.findingPart), code: FHIRCode(code))])
        return Self(
            put: { value, writer in
                Observation.Component(code: name, value: Observation.Component.Value(element: form.put(value, &writer).element))
            },
            get: { view, reader in
                guard view.code == name, let element = view.value?.element, let part = Part(element) else { return nil }
                view.code.map { reader.visitAll($0.element) }
                return form.get(part, &reader)
            })
    }
}

extension Form where Value == CaseRecord.Component, View == Observation.Component {
    /// One result of several that belong together.
    fileprivate static var component: Self {
        Self(
            { _ in CaseRecord.Component(what: "component", value: .missing(.unknown)) },
            [
                .required(\.what, \.code, .concept),
                .value(\.stated, \.value, absent: \.dataAbsentReason),
                .first(\.interpretation, \.interpretation, .concept),
            ])
    }
}

extension CaseRecord.Component {
    /// The value in the form in which an Observation has it.
    fileprivate var stated: CaseRecord.Value? {
        get { value }
        set { value = newValue ?? .missing(.unknown) }
    }
}

extension CaseRecord.Statistic {
    /// The value in the form in which an Observation has it.
    fileprivate var stated: CaseRecord.Value? {
        get { value }
        set { value = newValue ?? .missing(.unknown) }
    }
}

extension Form where Value == CaseRecord.Amount, View == Observation.ReferenceRange {
    /// A normal range. One quantity alone is no range of FHIR: it stands in our extension, with words beside it (rule obs-3).
    fileprivate static var normal: Self {
        let ends: [Carrier<Ends, Observation.ReferenceRange>] = [
            .optional(\.low, \.low, .quantity(isSimple: true)), .optional(\.high, \.high, .quantity(isSimple: true)),
        ]
        let single = Form<CaseRecord.Quantity, Quantity>.quantity()
        let url = Canonical.structure("reference-quantity")
        return Self(
            put: { amount, writer in
                var view = Observation.ReferenceRange.empty()
                switch amount {
                case .range(let low, let high):
                    for carrier in ends { carrier.put(Ends(low: low, high: high), &view, &writer) }
                case .quantity(let value):
                    view.append(Extension(url, holding: single.put(value, &writer)))
                    view.text = FHIRString(value.summary)
                }
                return view
            },
            get: { view, reader in
                if let value = reader.values(view, url, single, atMost: 1).first {
                    if view.text?.text == value.summary { reader.take(view.text) }
                    return .quantity(value)
                }
                guard view.low != nil || view.high != nil else { return nil }
                var found = Ends()
                for carrier in ends { carrier.get(view, &found, &reader) }
                return .range(low: found.low, high: found.high)
            })
    }
}

extension CaseRecord.Quantity {
    /// The quantity in a line for people: `< 5 mg/L`.
    fileprivate var summary: String {
        [approximate ? "about" : nil, comparator?.rawValue, value.rawValue, unit ?? ucum].compactMap(\.self).joined(
            separator: " ")
    }
}
