import FHIRCore
import FHIRModels
import Hashing

/// Why a record cannot become a bundle, or a bundle no record.
public enum CaseBundleError: Error, Hashable, CustomStringConvertible {
    /// The record has faults that FHIR's ids and references cannot express.
    case unsound([CaseRecord.Problem])
    /// The resource is no Bundle; its type.
    case noBundle(String)
    /// The bundle is about several patients; the paths of their resources.
    case severalPatients([String])
    /// The bundle holds no Group that a series could be read from.
    case noGroup

    /// What is wrong, and what to do.
    public var description: String {
        switch self {
        case .unsound(let problems):
            "The record cannot become a bundle: " + problems.map(\.description).joined(separator: " ")
        case .noBundle(let type): "A case is read from a Bundle; this is a \(type). Put the resources into a Bundle."
        case .severalPatients(let paths):
            "A case is about one patient; this bundle has \(paths.count) (\(paths.joined(separator: ", "))). Split it by patient."
        case .noGroup: "A series is read from a bundle with a Group; this one has none."
        }
    }
}

extension CaseRecord {
    /// The record as a FHIR R4 Bundle of type `collection` that conforms to our profile `case-bundle`.
    ///
    /// Entries stand in the order of the record's lists, what belongs to an item behind it. Their addresses are `urn:uuid:` of
    /// version 5 UUIDs made from the names of series, case and item, so the same record gives the same bytes. Everything in the
    /// record has an element that carries it.
    /// - Throws: ``CaseBundleError/unsound(_:)`` where ``problems()`` has findings.
    public func bundle() throws(CaseBundleError) -> Bundle {
        let problems = self.problems()
        guard problems.isEmpty else { throw .unsound(problems) }
        let namespace = CaseNames.namespace(case: id, series: series)
        let patient = Reference(reference: FHIRString("urn:uuid:" + uuid5(namespace: namespace, name: subject.id.rawValue)))
        let types = [(subject.id, Patient.typeName)] + RecordSections.all.flatMap { $0.types(self) }
        var writer = BundleWriter(namespace: namespace, subject: patient, caseID: id, types: types)
        if let title {
            let uuid = uuid5(namespace: namespace, name: "/composition")
            writer.add(fullURL: "urn:uuid:" + uuid, Frame.composition(title, id: uuid, &writer))
        }
        writer.add(subject.id) { Kinds.subject.put(subject, &$0).element }
        if let series {
            let uuid = CaseNames.group(of: series)
            writer.add(fullURL: "urn:uuid:" + uuid, Frame.group(series, id: uuid, patient))
        }
        for section in RecordSections.all { section.put(self, &writer) }
        return Bundle(
            id: FHIRID(id.rawValue), meta: Meta(profile: [FHIRCanonical(Frame.bundleProfile)]),
            identifier: Identifier(system: FHIRURI(Frame.caseSystem), value: FHIRString(id.rawValue)), type: .collection,
            entry: writer.entries)
    }

    /// Reads a record from a bundle, ours or a foreign one, and tells what the record could not express.
    ///
    /// The record is read from the elements. Of a foreign bundle all is carried that the record has a place for: references
    /// become names, other Observations measurements. Every element that nothing read is one loss, with its path and position.
    /// - Throws: ``CaseBundleError`` where the resource is no Bundle or is about several patients.
    public static func read(bundle element: Element) throws(CaseBundleError) -> (record: CaseRecord, losses: [Loss]) {
        guard let bundle = Bundle(element) else { throw .noBundle(element.typeName ?? element.name) }
        var reader = BundleReader(bundle)
        let patients = reader.entries.indices.filter { reader.entries[$0].type == Patient.typeName }
        guard patients.count < 2 else { throw .severalPatients(patients.map { reader.entries[$0].resource.path }) }
        var record = CaseRecord(id: Frame.caseID(bundle, &reader))
        reader.caseID = record.id
        reader.subject = patients.first
        if let place = patients.first {
            record.subject = reader.reading(place) { entry, reader in
                Kinds.subject.get(Patient(element: entry.resource), entry.name, &reader)
            }
        }
        Frame.read(&record, &reader)
        let unclaimed = { (reader: BundleReader) in reader.entries.indices.filter { !reader.claimed.contains($0) } }
        for section in RecordSections.owners { for place in unclaimed(reader) { _ = section.get(place, &record, &reader) } }
        for place in unclaimed(reader) where !reader.claimed.contains(place) {
            _ = RecordSections.all.contains { $0.get(place, &record, &reader) }
        }
        return (record, reader.unread(in: element))
    }
}

/// The names from which all ids are made.
enum CaseNames {
    /// The namespace of a case's ids: a case is named in its series.
    static func namespace(case id: ItemID, series: ItemID?) -> UUID16 {
        let prefix = series.map { "series/\($0.rawValue)/" } ?? ""
        return UUID16(namespace: .url, name: Canonical.base + prefix + "case/" + id.rawValue)
    }

    /// The namespace of a series' ids.
    static func namespace(series id: ItemID) -> UUID16 {
        UUID16(namespace: .url, name: Canonical.base + "series/" + id.rawValue)
    }

    /// The id of a series' Group, the same in the bundles of all its cases.
    static func group(of series: ItemID) -> String { uuid5(namespace: namespace(series: series), name: "/group") }
}
