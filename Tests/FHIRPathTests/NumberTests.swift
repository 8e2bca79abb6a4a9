import FHIRCore
import Testing

@testable import FHIRPath

/// Decimals of any length, and FHIR's quantities (FHIR R4, 2.9.1.3 Use of FHIR Quantity).
struct NumberTests {
    static let pi: String = "3.14159265358979323846264338327950288419716939937510"

    @Test(
        "a decimal of more digits than can be calculated with",
        arguments: [
            ("PI", [pi], "keeps its digits"),
            ("PI is Decimal", ["true"], "is a Decimal"),
            ("PI.type().name", ["Decimal"], "and says so"),
            ("-PI < 0", ["true"], "has a sign"),
            ("PI > 3.1415926 and PI < 3.1415927", ["true"], "has an order"),
            ("PI = PI", ["true"], "is equal to itself"),
            ("PI = 3.14159265358979323846264338327950288420", ["false"], "not to what is near"),
            ("1.00000000000000000000000000000000000000000000000000 = 1", ["true"], "zeros say nothing"),
            ("(PI | 1 | PI | 2).count()", ["3"], "counts once"),
            (
                "(1|2|3|4|5|6|7|8|9|10 | 1.00000000000000000000000000000000000000000000000000 | PI | PI).count()", ["11"],
                "hashed, too"
            ),
            ("PI.toString()", [pi], "as text"),
            ("'PI'.toDecimal() = PI", ["true"], "and back"),
            ("PI.precision()", ["50"], "has so many places"),
            ("PI + 1", ["error: execution"], "cannot be calculated with"),
            ("PI.round(2)", ["error: execution"], "nor rounded"),
            ("PI ~ 3.14", ["error: execution"], "nor compared after rounding"),
            ("PI ~ PI", ["true"], "equal is equivalent"),
            ("PI 'mg'", ["error: syntax"], "no quantity"),
            ("1000000000000000000000000000000000000000000", ["error: syntax"], "an integer that is none"),
        ] as [(String, [String], String)])
    func longLiterals(_ expression: String, _ expected: [String], _ reason: String) {
        #expect(texts(expression.replacing("PI", with: NumberTests.pi)) == expected, "\(reason)")
    }

    @Test(
        "decimals of elements",
        arguments: [
            ("value.where(value = VALUE).count()", ["1"], "equal to the literal"),
            ("value.value > 10.0 and value.value.toString() = 'VALUE'", ["true"], "a number, with its text"),
            ("value.value is decimal and value.value.getValue() is Decimal", ["true"], "never a string"),
            ("value.value = 'VALUE'", ["false"], "not even an equal one"),
            ("value.value * 2", ["error: execution"], "a clear error"),
        ] as [(String, [String], String)])
    func elements(_ expression: String, _ expected: [String], _ reason: String) throws {
        let value: String = "12345678901234567890123456789012345678901234567890.5"
        let observation: Element = try resource(
            #"{"resourceType": "Observation", "valueQuantity": {"value": \#(value)}, "component": []}"#)
        #expect(texts(expression.replacing("VALUE", with: value), on: observation) == expected, "\(reason)")
    }

    @Test("exponents beyond all range keep their order")
    func exponents() throws {
        let observation: Element = try resource(
            #"{"resourceType": "Observation", "referenceRange": [{"low": {"value": 1e400}}, {"low": {"value": -2E+999}},"#
                + #" {"low": {"value": 1e-400}}, {"low": {"value": 10e399}}]}"#)
        #expect(
            texts("referenceRange.low.value.select($this > 0 and $this < 1.5)", on: observation) == [
                "false", "false", "true", "false",
            ])
        #expect(texts("referenceRange[0].low.value = referenceRange[3].low.value", on: observation) == ["true"])
        #expect(texts("referenceRange[1].low.value < referenceRange[0].low.value", on: observation) == ["true"])
    }

    static let quantities: String = """
        {"resourceType": "Observation", "effectiveDateTime": "2020-02-29", "component": [
         {"valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "g"}},
         {"valueQuantity": {"value": 1, "unit": "g"}},
         {"valueQuantity": {"value": 2, "system": "http://unitsofmeasure.org", "code": "a"}},
         {"valueQuantity": {"value": 3, "system": "http://x", "code": "s"}},
         {"valueQuantity": {"value": 7}},
         {"valueQuantity": {"value": 1, "system": "http://unitsofmeasure.org", "code": "g", "comparator": ">"}}]}
        """

    @Test(
        "FHIR's quantities as the language's",
        arguments: [
            ("component[0].value = 1000 'mg'", ["true"], "a UCUM code is converted"),
            ("component[1].value = 1 'g'", ["true"], "any unit can be compared with itself"),
            ("component[1].value = 1000 'mg'", [], "but is not taken for a code"),
            ("component[3].value > 1 'min'", [], "nor is a code of another system"),
            ("component[3].value ~ 3000 'ms'", ["false"], "nor for equivalence"),
            ("component[2].value = 2 years", ["true"], "a UCUM code of time is a word of the calendar"),
            ("component[2].value = 24 months", ["true"], "and years have their months"),
            ("component[2].value = 2 'a'", ["true"], "and the code itself"),
            ("effective + component[2].value", ["2022-02-28"], "dates can be moved by it"),
            ("component[4].value > 5", ["true"], "without a unit a number"),
            ("component[5].value = 1 'g'", ["false"], "one with a comparator has no value of its own"),
            ("component.value.distinct().count()", ["6"], "each another"),
        ] as [(String, [String], String)])
    func quantities(_ expression: String, _ expected: [String], _ reason: String) throws {
        #expect(texts(expression, on: try resource(NumberTests.quantities)) == expected, "\(reason)")
    }
}
