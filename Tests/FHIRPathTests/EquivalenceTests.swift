import FHIRCore
import Testing

@testable import FHIRPath

/// `~` on elements (FHIR R4, 2.9.1.6 Changes to operators).
struct EquivalenceTests {
    static let patient: String = """
        {"resourceType": "Patient", "maritalStatus": {"coding": [{"system": "http://x", "code": "M", "display": "Married"},
          {"system": "http://y", "code": "1"}], "text": "married"},
         "contact": [
          {"id": "a", "relationship": [{"coding": [{"system": "http://x", "code": "M", "version": "2"}]}], "name": {"given": ["A", "B"]}},
          {"id": "b", "relationship": [{"coding": [{"system": "http://x", "code": "N"}]}], "name": {"given": ["b", "a"]}},
          {"id": "c", "relationship": [{"text": "friend"}], "name": {"given": ["A", "C"]}},
          {"id": "d", "relationship": [{"text": "Friend"}]}, {"id": "e", "relationship": [{"text": "foe"}]}]}
        """

    @Test(
        "what counts",
        arguments: [
            (
                "maritalStatus.coding[0] ~ contact[0].relationship.coding", ["true"],
                "display and version do not count in a Coding"
            ),
            ("maritalStatus.coding[0] ~ contact[1].relationship.coding", ["false"], "the code does"),
            ("maritalStatus.coding[1] ~ contact[1].relationship.coding", ["false"], "and the system"),
            ("maritalStatus ~ contact[0].relationship", ["true"], "one Coding of a concept is enough"),
            ("maritalStatus ~ contact[1].relationship", ["false"], "none of them"),
            ("maritalStatus ~ contact[2].relationship", ["false"], "text is no Coding"),
            ("contact[2].relationship ~ contact[3].relationship", ["true"], "two texts without regard to case"),
            ("contact[2].relationship ~ contact[4].relationship", ["false"], "two other texts"),
            ("contact[0].name ~ contact[1].name", ["true"], "in any order"),
            ("contact[0].name ~ contact[2].name", ["false"], "but the same"),
            ("contact[0] ~ contact[0]", ["true"], "itself"),
            ("contact[2].select(relationship) ~ contact[3].relationship", ["true"], "ids do not count"),
            ("(contact[0] | contact[2]).relationship ~ (contact[3] | contact[0]).relationship", ["true"], "in any order, too"),
            ("maritalStatus !~ contact[1].relationship", ["true"], "and turned round"),
        ] as [(String, [String], String)])
    func elements(_ expression: String, _ expected: [String], _ reason: String) throws {
        #expect(texts(expression, on: try resource(EquivalenceTests.patient)) == expected, "\(reason)")
    }

    @Test("time does not grow with the square of what is in order", .timeLimit(.minutes(1)))
    func linear() throws {
        let entries: String = (0..<5000).map { #"{"resource": {"resourceType": "Basic", "id": "b\#($0)", "created": "2020"}}"# }
            .joined(separator: ",")
        let bundle: Element = try resource(#"{"resourceType": "Bundle", "type": "batch", "entry": [\#(entries)]}"#)
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 100_000
        #expect(texts("%resource ~ $this and entry ~ entry", on: bundle, in: environment) == ["true"])
    }

    @Test("dates and quantities are found by their values among many", .timeLimit(.minutes(1)))
    func distinct() throws {
        let parts: String = (0..<4000).map { number in
            """
            {"valueQuantity": {"value": \(number % 2000), "system": "http://unitsofmeasure.org", "code": "\(number < 2000 ? "g" : "mg")"}},
            {"valueDateTime": "2020-01-01T00:\(10 + number % 50):00\(number % 2 == 0 ? "Z" : "+00:00")"}
            """
        }.joined(separator: ",")
        let observation: Element = try resource(#"{"resourceType": "Observation", "component": [\#(parts)]}"#)
        var environment = FHIRPathEnvironment()
        environment.limits.steps = 200_000
        #expect(texts("component.value.ofType(dateTime).distinct().count()", on: observation, in: environment) == ["50"])
        // 0 g is 0 mg, and 1 g is 1000 mg: 2000 of each, two of which meet.
        #expect(texts("component.value.ofType(Quantity).select($this + 0 'g').distinct().count()", on: observation) == ["3998"])
    }
}
