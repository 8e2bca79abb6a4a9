import CaseRecords
import FHIRCore
import FHIRModels
import Foundation
import Testing

@Suite("Foreign bundles to case records")
struct BridgeForeignTests {
    @Test("What a record has a place for is carried, and every other element is told with path and position")
    func losses() throws {
        let text = """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"fullUrl": "http://example.org/fhir/Patient/p1", "resource": {"resourceType": "Patient", "id": "p1",
                "gender": "male", "birthDate": "1950-04", "name": [{"family": "Doe"}]}},
              {"fullUrl": "http://example.org/fhir/Observation/o1", "resource": {"resourceType": "Observation", "id": "o1",
                "status": "amended", "code": {"coding": [{"system": "http://loinc.org", "code": "2160-0", "version": "2.7"}]},
                "subject": {"reference": "Patient/p1"}, "valueQuantity": {"value": 1.10, "unit": "mg/dL"},
                "performer": [{"reference": "Practitioner/none"}], "madeUp": 1}},
              {"fullUrl": "http://example.org/fhir/Claim/c1", "resource": {"resourceType": "Claim", "id": "c1"}}
            ]}
            """
        let (record, losses) = try CaseRecord.read(bundle: ElementTree.read(Array(text.utf8)).root)
        #expect(record.subject.id == "p1")
        #expect(record.subject.birth?.value?.rawValue == "1950-04")
        let measurement = try #require(record.measurements.first)
        #expect(measurement.what.text == "2160-0")
        #expect(measurement.value == .quantity(CaseRecord.Quantity(try #require(DecimalText(rawValue: "1.10")), unit: "mg/dL")))
        #expect(
            losses.map(\.path) == [
                "Bundle.entry[0].resource.name[0]", "Bundle.entry[1].resource.status",
                "Bundle.entry[1].resource.code.coding[0].version", "Bundle.entry[1].resource.performer[0]",
                "Bundle.entry[1].resource.madeUp", "Bundle.entry[2]",
            ])
        #expect(losses.map(\.position?.line) == [3, 5, 5, 7, 7, 8])
        #expect(losses[3].message == "the bundle has no resource that this refers to")
        #expect(losses[5].message == "the case record has no place for this resource (Claim)")
    }

    @Test("A statement that a drug was taken is a treatment")
    func medicationStatement() throws {
        let text = """
            {"resourceType": "Bundle", "type": "collection", "entry": [{"resource": {"resourceType": "MedicationStatement",
              "status": "not-taken", "medicationCodeableConcept": {"text": "nifedipine"}, "effectivePeriod": {"start": "2014"}}}]}
            """
        let (record, losses) = try CaseRecord.read(bundle: ElementTree.read(Array(text.utf8)).root)
        #expect(losses.isEmpty)
        #expect(record.treatments.first?.status == .notTaken)
        #expect(record.treatments.first?.what == "nifedipine")
    }

    @Test("What is no bundle of one patient is refused")
    func refused() throws {
        let patient = try #require(Element(type: "Patient"))
        #expect(throws: CaseBundleError.noBundle("Patient")) { try CaseRecord.read(bundle: patient) }
        let two = Bundle(
            type: .collection,
            entry: [Bundle.Entry(resource: AnyResource(patient: "a")), Bundle.Entry(resource: AnyResource(patient: "b"))])
        #expect(throws: CaseBundleError.severalPatients(["Bundle.entry[0].resource", "Bundle.entry[1].resource"])) {
            try CaseRecord.read(bundle: two.element)
        }
    }

    @Test("A record with faults is refused with its faults")
    func unsound() throws {
        var record = CaseRecord(id: "case")
        record.findings = [CaseRecord.Finding(id: "a b", what: "x")]
        #expect(throws: CaseBundleError.unsound([.malformedName("a b")])) { try record.bundle() }
    }

    private static let synthea = Repository.root.appending(path: "../shared/bulk/synthea/Bennett146.json").standardizedFileURL

    @Test(
        "A Synthea patient becomes a sound record, which then comes back equal from a bundle of ours",
        .enabled(if: FileManager.default.fileExists(atPath: synthea.path), "../shared/bulk is not here"))
    func bulk() throws {
        let (record, losses) = try CaseRecord.read(bundle: ElementTree.read(Repository.bytes(Self.synthea)).root)
        #expect(record.problems() == [])
        #expect(!record.conditions.isEmpty && !record.measurements.isEmpty && !record.visits.isEmpty)
        #expect(!losses.isEmpty && losses.allSatisfy { $0.position != nil && !$0.path.isEmpty })
        #expect(Set(losses.map(\.path)).count == losses.count)
        let (again, left) = try CaseRecord.read(bundle: try record.bundle().element)
        #expect(left.map { "\($0.path): \($0.message)" } == [])
        #expect(differences(again, record) == [])
    }
}

extension AnyResource {
    fileprivate init(patient id: String) { self.init(Patient(id: FHIRID(id))) }
}
