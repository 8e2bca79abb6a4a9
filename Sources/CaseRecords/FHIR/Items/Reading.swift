import FHIRModels

/// What an examiner saw, measured and concluded in an imaging study or a specimen: a DiagnosticReport with its Observations.
struct Reading: Sendable {
    /// What was examined, in words.
    var title: String
    var findings: [CaseRecord.Finding] = []
    var measurements: [CaseRecord.Measurement] = []
    var conclusion: CaseRecord.Concept?
    var certainty: CaseRecord.Concept?
    var reread: CaseRecord.Moment?

    init(title: String) { self.title = title }

    private static let profile = Canonical.structure("case-report")

    private static let carriers: [Carrier<Reading, DiagnosticReport>] = [
        .fixed(\.status, .final),
        .derived(\.code) { CodeableConcept(text: FHIRString($0.title)) },
        .subject(\.subject),
        .first(\.conclusion, \.conclusionCode, .concept),
        .certainty(\.certainty),
        .ext(\.reread, Canonical.structure("read-again"), Form<CaseRecord.Moment, FHIRDateTime>.moment),
        .addendum,
        .results,
    ]

    private var isEmpty: Bool {
        findings.isEmpty && measurements.isEmpty && conclusion == nil && certainty == nil && reread == nil
    }

    /// Writes the report and its observations behind the study or specimen.
    func put(of owner: ItemID, _ writer: inout BundleWriter, _ link: (inout DiagnosticReport, Reference) -> Void) {
        guard !isEmpty, let target = writer.targets[owner] else { return }
        _ = writer.attach("report") { writer in
            var report = DiagnosticReport.empty()
            report.meta = Meta(profile: [FHIRCanonical(Self.profile)])
            link(&report, Reference(reference: FHIRString(target.fullURL)))
            for carrier in Self.carriers { carrier.put(self, &report, &writer) }
            return report.element
        }
    }

    /// Reads the report of the study or specimen in hand; nil where it has none.
    static func get(
        title: String, _ reader: inout BundleReader, owners: (DiagnosticReport) -> [Reference]
    ) -> Reading? {
        guard let report = reader.claimReport() else { return nil }
        var reading = Reading(title: title)
        reader.visit(profile, of: report)
        for owner in owners(report) where reader.isCurrent(owner) { reader.take(owner.reference) }
        for carrier in carriers { carrier.get(report, &reading, &reader) }
        return reading
    }
}

extension Carrier where Item == Reading, View == DiagnosticReport {
    /// The observations, in order.
    fileprivate static var results: Self {
        Self(
            put: { source, target, writer in
                for finding in source.findings {
                    writer.add(finding.id) { Kinds.finding.put(finding, &$0).element }
                    target.result.append(Form<ItemID, Reference>.item.put(finding.id, &writer))
                }
                for measurement in source.measurements {
                    writer.add(measurement.id) { Kinds.measurement.put(measurement, &$0).element }
                    target.result.append(Form<ItemID, Reference>.item.put(measurement.id, &writer))
                }
            },
            get: { source, target, reader in
                for result in source.result {
                    guard let (place, observation) = reader.claim(result, as: Observation.self) else { continue }
                    let name = reader.entries[place].name
                    if RecordPart.of(observation) == .finding {
                        target.findings.append(Kinds.finding.get(observation, name, &reader))
                    } else {
                        target.measurements.append(Kinds.measurement.get(observation, name, &reader))
                    }
                }
            })
    }

    /// A second reading adds to a first report, which the source does not have (standard `diagnosticReport-addendumOf`).
    fileprivate static var addendum: Self {
        let url = Canonical.standard("diagnosticReport-addendumOf")
        let first = Extension(url, holding: Reference(type: "DiagnosticReport", display: "first report"))
        return Self(
            put: { source, target, _ in if source.reread != nil { target.append(first) } },
            get: { source, _, reader in
                for found in source.extensions(url) where found == first { reader.visitAll(found.element) }
            })
    }
}
