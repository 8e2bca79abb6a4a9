import CaseBridge
import Testing

/// Typed resources: build, change, write as JSON and XML, read again. Every digit stays.
@Suite("Examples: read and write")
struct ReadAndWrite {
    @Test("a lesion, measured")
    func measurement() throws {
        var size = Observation(status: .final, code: CodeableConcept(text: "longest diameter"))
        size.value = .quantity(Quantity(value: "2.30", unit: "cm", system: "http://unitsofmeasure.org", code: "cm"))

        let json = FHIRJSONEncoder().encode(size).bytes
        #expect(String(decoding: json, as: UTF8.self).contains("2.30"))

        let xml = FHIRXMLEncoder().encode(try FHIRJSONDecoder().decode(Observation.self, from: json)).bytes
        #expect(try FHIRXMLDecoder().decode(Observation.self, from: xml) == size)
    }

    @Test("a bundle of unknown resources: take out those of one type")
    func bundle() throws {
        let text = """
            {"resourceType": "Bundle", "type": "collection", "entry": [
              {"resource": {"resourceType": "Patient", "name": [{"family": "Chalmers"}]}},
              {"resource": {"resourceType": "Device", "status": "active"}}
            ]}
            """
        let bundle = try FHIRJSONDecoder().decode(Bundle.self, from: Array(text.utf8))
        let patients = bundle.entry.compactMap { $0.resource?.as(Patient.self) }
        #expect(patients.map { $0.name.first?.family?.value } == ["Chalmers"])
    }
}
