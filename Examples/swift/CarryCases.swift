import CaseBridge
import Testing

/// A case record becomes a FHIR bundle and comes back.
@Suite("Examples: carry cases")
struct CarryCases {
    private let yaml = """
        id: case-1
        subject: {id: patient, sex: female}
        conditions:
          - {id: ssc, what: systemic sclerosis}
        findings:
          - {id: dysphagia, what: dysphagia, presence: absent}
        """

    @Test("there and back, with a negation")
    func roundTrip() throws {
        let record = try CaseFormat.yaml.read(CaseRecord.self, from: Array(yaml.utf8))
        let bundle = try record.bundle()
        #expect(try Validator().validate(bundle.element.tree).count(.error) == 0)

        let (back, losses) = try CaseRecord.read(bundle: bundle.element)
        #expect(try record.differences(to: back).isEmpty)
        #expect(losses.isEmpty)
    }

    @Test("a change is told by its place")
    func compare() throws {
        let record = try CaseFormat.yaml.read(CaseRecord.self, from: Array(yaml.utf8))
        let changed = try CaseFormat.yaml.read(
            CaseRecord.self, from: Array(yaml.replacing("presence: absent", with: "presence: present").utf8))
        #expect(try record.differences(to: changed).count == 1)
    }
}
