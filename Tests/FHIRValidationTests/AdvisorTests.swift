import FHIRCore
import FHIRValidation
import Testing

@Suite("Advisor files")
struct AdvisorTests {
    private static let text: String =
        #"{"resourceType":"Patient","gender":"m","name":[{"use":"a"},{"use":"b"}],"contact":[{"gender":"female"}]}"#

    private func left(_ advisor: String) throws -> [String] {
        let advisor = try Advisor(reading: Array(advisor.utf8))
        var report: InputReport = try Validator().validate(try ElementTree.read(Array(AdvisorTests.text.utf8))).report()
        advisor.apply(to: &report)
        return report.issues.filter { $0.severity >= .warning }.map(\.path)
    }

    private static let all: [String] = ["Patient.gender", "Patient.name[0].use", "Patient.name[1].use", "Patient.contact[0]"]

    @Test(
        "what is suppressed, and what not",
        arguments: [
            ("Terminology_TX_NoValid_16", [3]), ("Terminology_TX_NoValid_16@Patient.gender", [1, 2, 3]),
            ("Terminology_TX_NoValid_16@Patient.name[1].use", [0, 1, 3]), ("Terminology_TX_NoValid_16@Patient.name.use", [0, 3]),
            ("Terminology_TX_NoValid_16@Patient.name", [0, 1, 2, 3]), ("Terminology_TX_NoValid_16@Patient.name.*", [0, 3]),
            ("Terminology_TX_NoValid_16@*.gender", [1, 2, 3]), ("Terminology_*@Patient.*.use", [0, 3]),
            (#"*@^Patient\\.name\\[[01]\\].*"#, [0, 3]), ("^Terminology_.*16@Patient.gender", [1, 2, 3]),
            ("Other@Patient.gender", [0, 1, 2, 3]),
            ("http://hl7.org/fhir/StructureDefinition/Patient#pat-1", [0, 1, 2]), ("*#pat-1@Patient.contact", [0, 1, 2]),
            ("*", []),
        ] as [(String, [Int])])
    func suppress(pattern: String, left places: [Int]) throws {
        #expect(try left("{\"suppress\":[\"\(pattern)\"]}") == places.map { AdvisorTests.all[$0] })
    }

    @Test("the text form, with comments")
    func textForm() throws {
        #expect(
            try left("# a\n- *#pat-1 # contact\n\n- Terminology_TX_NoValid_16@Patient.name.use\n") == ["Patient.gender"])
    }

    @Test("rules on invariants leave them out or make them warnings")
    func invariants() throws {
        #expect(try left("invariant (key=pat-1):\n").count == 3)
        #expect(try left("invariant (key=pat-2):\n").count == 4)
        #expect(try left("invariant (key=pat-1, path=Patient.contact): check\n").count == 4)
        let json: String =
            #"{"rules":[{"type":"invariant","filters":[{"name":"key","value":"key=pat-*"}],"options":["check","warning"]}]}"#
        let advisor = try Advisor(reading: Array(json.utf8))
        var report: InputReport = try Validator().validate(try ElementTree.read(Array(AdvisorTests.text.utf8))).report()
        advisor.apply(to: &report)
        #expect(report.issues.first { $0.path == "Patient.contact[0]" }?.severity == .warning)
    }

    @Test(
        "a broken file is refused",
        arguments: [
            "{", "{}", #"{"resourceType":"Patient"}"#, #"{"suppress":"MSG"}"#, #"{"suppress":[],"rules":{}}"#,
            #"{"suppress":[1]}"#, "nonsense", #"{"suppress":["^("]}"#, "invariant (x=1):",
        ])
    func broken(text: String) {
        #expect(throws: ReadError.self) { try Advisor(reading: Array(text.utf8)) }
    }
}
