import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Invariants of profiles: what makes them true, what decides nothing")
struct InvariantEvaluationTests {
    private static let expressions: [(name: String, text: String)] = [
        ("one", "given.length() > 0"), ("order", "given > 5"), ("set", "family.memberOf('urn:nowhere')"),
        ("capital", "(family as String) = 'A' and family is String and family.ofType(String).exists()"),
        ("system", "'a' is String and true is Boolean and (family is Boolean).not()"),
    ]

    private static let library = Result {
        ResourceLibrary(
            try expressions.map { name, text in
                try Definitions.profile(
                    name, on: "Patient",
                    #"{"path":"Patient.name","constraint":[{"key":"x-1","severity":"error","human":"x","expression":"\#(text)"}]}"#
                )
            })
    }

    @Test(arguments: [
        ("one value", "one", #"{"resourceType":"Patient","name":[{"given":["A"]}]}"#),
        ("two where it wants one", "one", #"{"resourceType":"Patient","name":[⟪urn:one#x-1⟫{"given":["A","B"]}]}"#),
        ("what has no order", "order", #"{"resourceType":"Patient","name":[⟪urn:order#x-1⟫{"given":["A"]}]}"#),
        ("a value set that is not at hand", "set", #"{"resourceType":"Patient","name":[{"family":"A"}]}"#),
        ("FHIR's types by the names of the system's", "capital", #"{"resourceType":"Patient","name":[{"family":"A"}]}"#),
        ("the system's own", "system", #"{"resourceType":"Patient","name":[{"family":"A"}]}"#),
    ])
    func invariants(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, InvariantEvaluationTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }

    @Test("an invariant that cannot be decided beside an element that nobody knows")
    func unknownBeside() throws {
        let text: String =
            #"{"resourceType":"Questionnaire","status":"draft","item":[{"linkId":"1","type":["group","x"],"bogus":1}]}"#
        let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(Array(text.utf8)))
        #expect(outcome.diagnostics.contains { $0.messageID == .unknownElement })
    }

    @Test("a date that is none is named where an invariant compares it")
    func malformedDate() throws {
        let text: String =
            #"{"resourceType":"Encounter","status":"finished","class":{"code":"x"},"period":{"start":"yesterday","end":"2020"}}"#
        let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(Array(text.utf8)))
        let said: [String] = outcome.diagnostics.filter { $0.rule == "per-1" }.map(\.message)
        #expect(said.count == 1 && said[0].contains(#""yesterday" is no dateTime"#), "\(said)")
    }
}
