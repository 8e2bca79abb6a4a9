import FHIRCore
import FHIRValidation
import FoundationEssentials
import Testing

/// Material that lies outside the project.
enum Shared {
    static let folder: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent().appending(path: "shared")
    static let examples: URL = folder.appending(path: "fhir/r4/examples")
    static var isThere: Bool { FileManager.default.fileExists(atPath: examples.path()) }
}

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
        let lines: [Substring] = try String(
            contentsOf: Shared.folder.appending(path: "differential/examples.jsonl"), encoding: .utf8
        )
        .split(separator: "\n")
        let validator = Validator()
        var alarms: [String] = []
        for line in lines {
            let run: Run = try JSONDecoder().decode(Run.self, from: Data(line.utf8))
            let bytes = [UInt8](try Data(contentsOf: Shared.examples.appending(path: run.source)))
            let outcome: ValidationOutcome = validator.validate(try ElementTree.read(bytes))
            for issue in outcome.issues where issue.severity >= .error && run.errors.isEmpty {
                if DifferentialTests.known.contains(where: { $0.source == run.source }) { continue }
                alarms.append("\(run.source) \(issue.path) \(issue.messageID) \(issue.message)")
            }
        }
        #expect(alarms.count == 0, "\(alarms.joined(separator: "\n"))")
    }
}
