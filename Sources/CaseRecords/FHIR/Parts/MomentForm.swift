import FHIRModels

extension Form where Value == CaseRecord.Moment, View == FHIRDateTime {
    /// A point in time on one `dateTime`: the date as its value; age, relation, reason and raw text as extensions.
    static var moment: Self {
        let carriers: [Carrier<CaseRecord.Moment, FHIRDateTime>] = [
            .ext(\.age, Canonical.structure("age-at-event"), .amount(isAge: true)),
            .relative,
            .missing(\.missing),
            .raw(\.raw),
        ]
        let date = Form<CaseRecord.PartialDate, FHIRDateTime>.code
        return Self(
            put: { moment, writer in
                var view = moment.date.map { date.put($0, &writer) } ?? FHIRDateTime.empty()
                for carrier in carriers { carrier.put(moment, &view, &writer) }
                return view
            },
            get: { view, reader in
                var moment = CaseRecord.Moment()
                moment.date = date.get(view, &reader)
                for carrier in carriers { carrier.get(view, &moment, &reader) }
                return moment == CaseRecord.Moment() ? nil : moment
            })
    }
}

extension Carrier where Item == CaseRecord.Moment, View == FHIRDateTime {
    /// The time relative to an item: standard `relative-date` where the distance is a plain duration, standard
    /// `cqf-relativeDateTime` where it is a range, our `narrative-order` for the rest and for the source's words.
    static var relative: Self {
        Self(
            put: { source, target, writer in
                guard let time = source.relative else { return }
                switch time.distance {
                case .quantity(let distance) where distance.isDuration:
                    target.append(StandardOffset.extension(time, duration: distance, &writer))
                case .range(let low, let high):
                    target.append(StandardOffset.extension(time, range: Ends(low: low, high: high), &writer))
                default: break
                }
                let order = NarrativeOrder(time)
                if order != NarrativeOrder() {
                    let form = Form<NarrativeOrder, Extension>.order
                    target.append(Extension(Canonical.structure("narrative-order"), holding: form.put(order, &writer)))
                }
            },
            get: { source, target, reader in
                var time = StandardOffset.read(source, &reader)
                let form = Form<NarrativeOrder, Extension>.order
                if let order = reader.values(source, Canonical.structure("narrative-order"), form, atMost: 1).first {
                    if time == nil, let relation = order.relation, let event = order.event {
                        time = CaseRecord.RelativeTime(relation, event, by: order.offset)
                    }
                    time?.words = order.text
                }
                target.relative = time
            })
    }
}

/// What the standard's extensions for relative times do not carry: order without a distance, odd distances, words.
struct NarrativeOrder: Hashable, Sendable {
    var relation: CaseRecord.TimeRelation?
    var event: ItemID?
    var offset: CaseRecord.Amount?
    var text: String?

    init() {}

    init(_ time: CaseRecord.RelativeTime) {
        text = time.words
        switch time.distance {
        case .range: return
        case .quantity(let distance) where distance.isDuration: return
        default: (relation, event, offset) = (time.relation, time.event, time.distance)
        }
    }
}

extension Form where Value == NarrativeOrder, View == Extension {
    /// The parts of our extension `narrative-order`.
    static var order: Self {
        Self(
            { _ in NarrativeOrder() },
            [
                .ext(\.relation, "relation", Form<CaseRecord.TimeRelation, FHIRCode>.code),
                .ext(\.event, "event", Form<ItemID, Reference>.item),
                .ext(\.offset, "offset", .amount()),
                .ext(\.text, "text", Form<String, FHIRString>.text),
            ])
    }
}

/// The two extensions of the standard for a time at a distance from an item.
private enum StandardOffset {
    static let date = Canonical.standard("relative-date")
    static let dateTime = Canonical.standard("cqf-relativeDateTime")

    /// The codes of `action-relationship-type` for the three relations.
    static func code(_ relation: CaseRecord.TimeRelation) -> String {
        switch relation {
        case .before: "before"
        case .during: "concurrent"
        case .after: "after"
        }
    }

    static func `extension`(
        _ time: CaseRecord.RelativeTime, duration: CaseRecord.Quantity, _ writer: inout BundleWriter
    ) -> Extension {
        var result = Extension(url: FHIRURI(date))
        result.append(Extension("event", holding: Form<ItemID, Reference>.item.put(time.event, &writer)))
        result.append(Extension("relationship", holding: FHIRCode(code(time.relation))))
        result.append(Extension("offset", holding: Form<CaseRecord.Quantity, Duration>.quantity().put(duration, &writer)))
        return result
    }

    static func `extension`(_ time: CaseRecord.RelativeTime, range: Ends, _ writer: inout BundleWriter) -> Extension {
        var result = Extension(url: FHIRURI(dateTime))
        result.append(Extension("target", holding: Form<ItemID, Reference>.item.put(time.event, &writer)))
        result.append(Extension("targetPath", holding: FHIRString(timePath(writer.targets[time.event]?.type))))
        result.append(Extension("relationship", holding: FHIRCode(code(time.relation))))
        result.append(Extension("offset", holding: Form<Ends, Range>.range.put(range, &writer)))
        return result
    }

    /// The path of an item's time in its resource, which the standard asks for: a record means its time, onset or start.
    private static func timePath(_ type: String?) -> String {
        switch type {
        case "Condition": "onset"
        case "Observation", "ClinicalImpression": "effective"
        case "Encounter": "period"
        case "Procedure": "performed"
        case "ImagingStudy": "started"
        case "Specimen": "collection.collected"
        case "MedicationRequest": "dosageInstruction.timing.repeat.bounds"
        case "ServiceRequest": "occurrence"
        case "Patient": "birthDate"
        case "DocumentReference": "date"
        case "Media": "created"
        case "DetectedIssue": "identified"
        case "Practitioner": "qualification.period"
        default: "period"
        }
    }

    static func read(_ view: FHIRDateTime, _ reader: inout BundleReader) -> CaseRecord.RelativeTime? {
        for found in view.extensions(date) + view.extensions(dateTime) {
            guard let event = part("event", found, Reference.self) ?? part("target", found, Reference.self),
                let relationship = part("relationship", found, FHIRCode.self),
                let relation = CaseRecord.TimeRelation.allCases.first(where: { code($0) == relationship.text }),
                let id = Form<ItemID, Reference>.item.get(event, &reader)
            else { continue }
            var time = CaseRecord.RelativeTime(relation, id)
            if let duration = part("offset", found, Duration.self) {
                time.distance = Form<CaseRecord.Quantity, Duration>.quantity().get(duration, &reader).map { .quantity($0) }
            } else if let range = part("offset", found, Range.self) {
                time.distance = Form<Ends, Range>.range.get(range, &reader).map { .range(low: $0.low, high: $0.high) }
            }
            reader.take(relationship)
            let type = reader.place(of: event).map { reader.entries[$0].type }
            if let path = part("targetPath", found, FHIRString.self), path.text == timePath(type) { reader.take(path) }
            reader.take(found.url)
            for name in ["event", "target", "targetPath", "relationship", "offset"] {
                for part in found.extensions(name) { reader.take(part.url) }
            }
            return time
        }
        return nil
    }

    private static func part<Part: FHIRView>(_ name: String, _ view: Extension, _ type: Part.Type) -> Part? {
        view.extensions(name).first?.part(type)
    }
}
