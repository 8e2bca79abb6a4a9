import FHIRModels

extension Kinds {
    /// An imaging study; what was seen and measured in it is its report.
    static let imagingStudy = Kind<CaseRecord.ImagingStudy, ImagingStudy>(
        "case-imaging-study", blank: { CaseRecord.ImagingStudy(id: $0, what: "imaging study") },
        [
            .fixed(\.status, .unknown),
            .modality,
            .subject(\.subject),
            .optional(\.visit, \.encounter, .item(in: "ImagingStudy.encounter")),
            .timing(\.when, point: \.started),
            .requiredFirst(\.what, \.procedureCode, .concept),
            .list(\.reasons.words, \.reasonCode, .concept),
            .list(\.reasons.items, \.reasonReference, .item(in: "ImagingStudy.reasonReference")),
            .exts(\.regions, Canonical.structure("study-region"), Form<CaseRecord.Site, CodeableConcept>.site),
            .exts(\.views, Canonical.structure("view"), Form<CaseRecord.Concept, CodeableConcept>.concept),
            .report,
        ])

    /// A specimen; its look and histology are its report.
    static let specimen = Kind<CaseRecord.Specimen, Specimen>(
        "case-specimen", blank: { CaseRecord.Specimen(id: $0, what: "specimen") },
        [
            .required(\.what, \.type, .concept),
            .subject(\.subject),
            .ext(\.procedure, Canonical.structure("collection-procedure"), Form<ItemID, Reference>.item),
            .nested(
                \.collection,
                [.timing(\.when, \.collected), .optional(\.site, \.bodySite, .site)]),
            .report,
        ])
}

extension Carrier where Item == CaseRecord.ImagingStudy, View == ImagingStudy {
    /// The technique. FHIR has codings here and no text of its own, so that of a concept stands beside the first coding.
    fileprivate static var modality: Self {
        let coding = Form<CaseRecord.Coding, Coding>.coding
        let url = Canonical.structure("in-words")
        return Self(
            put: { source, target, writer in
                guard let modality = source.modality else { return }
                var codings = modality.codings.map { coding.put($0, &writer) }
                if codings.isEmpty {
                    codings = [Coding(display: FHIRString(modality.text))]
                } else {
                    codings[0].append(Extension(url, holding: CodeableConcept(text: FHIRString(modality.text))))
                }
                target.modality = codings
            },
            get: { source, target, reader in
                guard let first = source.modality.first else { return }
                let codings = source.modality.compactMap { coding.get($0, &reader) }
                let concept = Form<CaseRecord.Concept, CodeableConcept>.concept
                let words = reader.values(first, url, concept, atMost: 1).first?.text ?? reader.take(first.display)
                guard let text = words ?? codings.first?.code else { return }
                target.modality = CaseRecord.Concept(text, codings: codings)
            })
    }

    fileprivate static var report: Self {
        Self(
            put: { source, _, writer in
                var reading = Reading(title: source.what.text)
                reading.findings = source.findings
                reading.measurements = source.measurements
                reading.conclusion = source.conclusion
                reading.certainty = source.certainty
                reading.reread = source.reread
                reading.put(of: source.id, &writer) { $0.imagingStudy = [$1] }
            },
            get: { _, target, reader in
                guard let reading = Reading.get(title: target.what.text, &reader, owners: { $0.imagingStudy }) else { return }
                target.findings = reading.findings
                target.measurements = reading.measurements
                target.conclusion = reading.conclusion
                target.certainty = reading.certainty
                target.reread = reading.reread
            })
    }
}

extension Carrier where Item == CaseRecord.Specimen, View == Specimen {
    fileprivate static var report: Self {
        Self(
            put: { source, _, writer in
                var reading = Reading(title: source.what.text)
                reading.findings = source.findings
                reading.measurements = source.measurements
                reading.conclusion = source.conclusion
                reading.put(of: source.id, &writer) { $0.specimen = [$1] }
            },
            get: { _, target, reader in
                guard let reading = Reading.get(title: target.what.text, &reader, owners: { $0.specimen }) else { return }
                target.findings = reading.findings
                target.measurements = reading.measurements
                target.conclusion = reading.conclusion
            })
    }
}
