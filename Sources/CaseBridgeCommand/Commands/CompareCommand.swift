import ArgumentParsing
import CaseBridge

/// `casebridge case compare`: where two case records differ.
struct CompareCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "compare",
        abstract: "Say whether two case records are equal, and where not.",
        discussion: """
            Records are compared by content: the files may be YAML and JSON and laid out in any way. Numbers count by their text:
            2.30 is not 2.3.

            Examples:
              casebridge case compare case.yaml back.yaml
              casebridge case from-fhir case.json --to yaml | casebridge case compare case.yaml -

            Exit codes: 0 equal; 1 different; 3 a file is missing; 4 a file is no case record.
            """)

    @Argument(help: ArgumentHelp("The first record (YAML or JSON).", valueName: "first"))
    var first: String

    @Argument(help: ArgumentHelp("The second record, or - for standard input.", valueName: "second"))
    var second: String

    func run() throws {
        var session = Session()
        session.attempt { session in
            let one: CaseRecord = try Input(name: first, stem: first).caseRecord()
            let other: CaseRecord = try Input(name: second, stem: second).caseRecord()
            let differences: [CaseDifference] = try one.differences(to: other)
            let text: String = differences.isEmpty ? "equal" : differences.map(\.description).joined(separator: "\n")
            try Output.write(Array((text + "\n").utf8), to: nil)
            if !differences.isEmpty { session.note(.findings) }
        }
        try session.finish()
    }
}
