/// One clinical case, of any specialty, as its source states it: the hub that every format of CaseBridge converts from and to.
///
/// A record is a set of items (``CaseItem``) in lists by kind. Items name each other by ``ItemID``; what the source does not say is
/// left out, never guessed. Nothing in a record is FHIR: the bridge turns each item into resources and reads them back.
public struct CaseRecord: Codable, Hashable, Sendable {
    /// The case's name in its series: letters, digits, `-` and `.`.
    public var id: ItemID
    /// A line that tells people what the case is about.
    public var title: String?
    /// The ``CaseSeries`` that the case belongs to.
    public var series: ItemID?
    /// The sources. Items tell their place in them.
    @Sparse public var documents: [Document] = []
    /// The patient.
    public var subject: Subject
    /// Other people who told, decided or did something.
    @Sparse public var people: [Person] = []
    /// The backbone of the timeline.
    @Sparse public var visits: [Visit] = []
    /// Diagnoses and history.
    @Sparse public var conditions: [Condition] = []
    /// Symptoms and signs, present or absent; those of an imaging study or a specimen stand there.
    @Sparse public var findings: [Finding] = []
    /// Ages, vital signs, laboratory values and sizes.
    @Sparse public var measurements: [Measurement] = []
    /// Clinical scores.
    @Sparse public var scores: [Measurement] = []
    /// Antibodies and other serology.
    @Sparse public var serology: [Measurement] = []
    /// Imaging studies with what was seen and measured in them.
    @Sparse public var imaging: [ImagingStudy] = []
    /// What was done to the patient, or considered and not done.
    @Sparse public var procedures: [Procedure] = []
    /// Tissue and fluid with their histology.
    @Sparse public var specimens: [Specimen] = []
    /// Drugs and other treatments over time.
    @Sparse public var treatments: [Treatment] = []
    /// What was asked for, or declined.
    @Sparse public var requests: [Request] = []
    /// Judgements of the clinicians.
    @Sparse public var assessments: [Assessment] = []
    /// How things stood afterwards.
    @Sparse public var outcomes: [Outcome] = []
    /// The pictures in the source.
    @Sparse public var figures: [Figure] = []
    /// Where a source contradicts itself.
    @Sparse public var disagreements: [Disagreement] = []

    /// A case of which nothing is known yet.
    public init(id: ItemID, subject: Subject = Subject()) {
        self.id = id
        self.subject = subject
    }
}

extension CaseRecord {
    /// All items: in the order of the lists, those of a study or a specimen after it.
    public var items: [any CaseItem] {
        var all: [any CaseItem] = documents
        all.append(subject)
        all += people as [any CaseItem]
        all += visits as [any CaseItem]
        all += conditions as [any CaseItem]
        all += findings as [any CaseItem]
        all += (measurements + scores + serology) as [any CaseItem]
        for study in imaging { all += [study] + study.findings as [any CaseItem] + study.measurements as [any CaseItem] }
        all += procedures as [any CaseItem]
        for specimen in specimens {
            all += [specimen] + specimen.findings as [any CaseItem] + specimen.measurements as [any CaseItem]
        }
        all += treatments as [any CaseItem]
        all += requests as [any CaseItem]
        all += assessments as [any CaseItem]
        all += outcomes as [any CaseItem]
        all += figures as [any CaseItem]
        return all + disagreements as [any CaseItem]
    }
}
