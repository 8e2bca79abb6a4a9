import FHIRCore
import FHIRModels

/// One list of a record (or series) and the shapes of its items in a bundle.
struct Section<Root>: Sendable {
    /// The items with the types of their resources, those inside others included.
    let types: @Sendable (Root) -> [(ItemID, String)]
    let put: @Sendable (Root, inout BundleWriter) -> Void
    /// Reads the entry at a place into the list; false where it is none of the list's.
    let get: @Sendable (Int, inout Root, inout BundleReader) -> Bool

    init<Item: CaseItem>(
        _ path: Path<Root, [Item]>, _ shapes: [Shape<Item>], inside: @escaping @Sendable (Item) -> [ItemID] = { _ in [] }
    ) {
        types = { root in
            root[keyPath: path].flatMap { item -> [(ItemID, String)] in
                guard let shape = shapes.first(where: { $0.serves(item) }) else { return [] }
                return [(item.id, shape.type)] + inside(item).map { ($0, Observation.typeName) }
            }
        }
        put = { root, writer in
            for item in root[keyPath: path] {
                guard let shape = shapes.first(where: { $0.serves(item) }) else { continue }
                writer.add(item.id) { shape.put(item, &$0) }
            }
        }
        get = { place, root, reader in
            let resource = reader.entries[place].resource
            guard let shape = shapes.first(where: { $0.accepts(resource) }) else { return false }
            root[keyPath: path].append(reader.reading(place) { shape.get($0.resource, $0.name, &$1) })
            return true
        }
    }
}

/// The lists of a record.
enum RecordSections {
    /// The lists of a record in the order of its properties. Studies and specimens are read first (`owners`): they take the
    /// observations of their reports, which would be findings and measurements of the record's own otherwise.
    static let all: [Section<CaseRecord>] = [
        Section(\.documents, [Kinds.document.shape()]),
        Section(\.people, Kinds.people),
        Section(\.visits, [Kinds.visit.shape()]),
        Section(\.conditions, [Kinds.condition.shape()]),
        Section(\.findings, [Kinds.finding.shape(accepts: { RecordPart.of($0) == .finding })]),
        Section(\.measurements, [Kinds.measurement.shape(accepts: { RecordPart.of($0) == .measurement })]),
        Section(\.scores, [Kinds.score.shape(accepts: { RecordPart.of($0) == .score })]),
        Section(\.serology, [Kinds.serology.shape(accepts: { RecordPart.of($0) == .serology })]),
        imaging,
        Section(\.procedures, [Kinds.procedure.shape(accepts: { !Kinds.isTherapy($0) })]),
        specimens,
        Section(\.treatments, Kinds.treatments),
        Section(\.requests, [Kinds.request.shape()]),
        Section(\.assessments, [Kinds.assessment.shape()]),
        Section(\.outcomes, [Kinds.outcome.shape(accepts: { RecordPart.of($0) == .outcome })]),
        Section(\.figures, [Kinds.figure.shape()]),
        Section(\.disagreements, [Kinds.disagreement.shape()]),
    ]

    /// The lists that take entries of others.
    static let owners: [Section<CaseRecord>] = [imaging, specimens]

    private static let imaging = Section<CaseRecord>(
        \.imaging, [Kinds.imagingStudy.shape()], inside: { $0.findings.map(\.id) + $0.measurements.map(\.id) })
    private static let specimens = Section<CaseRecord>(
        \.specimens, [Kinds.specimen.shape()], inside: { $0.findings.map(\.id) + $0.measurements.map(\.id) })
}
