import FHIRCore
import FHIRValidation
import FoundationEssentials
import Testing

@Suite("Official examples", .enabled(if: Shared.isThere, "needs ../shared"))
struct DifferentialTests {
    private struct Run: Decodable {
        let source: String
        let errors: [[String]]
    }

    /// Where the reference engine says nothing and the standard does.
    private static let known: [(source: String, reason: String)] = [
        (
            "Bundle-b0a5e4277-83c4-4adb-87e2-e3efe3369b6f.json",
            "media types with parameters that are no tokens and not quoted (RFC 2045, 5.1)"
        )
    ]

    /// What the reference engine finds wrong in no example, we must not either.
    @Test("no false alarm on the official examples")
    func falseAlarms() throws {
        var run = ValidationRun(try Validator())
        var alarms: [String] = []
        for line in try Shared.lines("differential/examples.jsonl") {
            let example: Run = try JSONDecoder().decode(Run.self, from: Data(line.utf8))
            let bytes = try Shared.bytes("fhir/r4/examples/" + example.source)
            let outcome: ValidationOutcome = run.validate(try ElementTree.read(bytes))
            for issue in outcome.issues where issue.severity >= .error && example.errors.isEmpty {
                if DifferentialTests.known.contains(where: { $0.source == example.source }) { continue }
                alarms.append("\(example.source) \(issue.path) \(issue.messageID) \(issue.message)")
            }
        }
        #expect(alarms.count == 0, "\(alarms.joined(separator: "\n"))")
    }
}
