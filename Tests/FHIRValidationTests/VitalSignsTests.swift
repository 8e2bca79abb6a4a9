import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Vital signs by their codes")
struct VitalSignsTests {
    private static func found(_ system: String, _ code: String) throws -> Set<String> {
        let text: String = """
            {"resourceType":"Observation","status":"final","subject":{"reference":"Patient/1"},"effectiveDateTime":"2020-01-01",
             "category":[{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/observation-category","code":"vital-signs"}]}],
             "code":{"coding":[{"system":"\(system)","code":"\(code)"}]},
             "valueQuantity":{"value":1,"unit":"x","system":"http://unitsofmeasure.org","code":"Cel"}}
            """
        let outcome = try Validator(options: .withoutAdvice).validate(try ElementTree.read(Array(text.utf8)))
        return Set(outcome.diagnostics.filter { $0.severity >= .error }.map(\.messageID.rawValue))
    }

    @Test(
        "the profile is asked for without a claim",
        arguments: [
            ("the code of the vital sign", "http://loinc.org", "8310-5", []),
            (
                "one that says more, without the general one", "http://loinc.org", "8331-1",
                ["VALIDATION_VAL_PROFILE_MINIMUM_MAGIC"]
            ),
            ("one of SNOMED CT", "http://snomed.info/sct", "276885007", ["VALIDATION_VAL_PROFILE_MINIMUM_MAGIC"]),
            ("another vital sign with this unit", "http://loinc.org", "29463-7", ["CaseBridge_Any"]),
            ("no vital sign", "http://loinc.org", "2339-0", []),
            ("the same code of another system", "urn:x", "8331-1", []),
        ])
    func codes(_ reason: String, _ system: String, _ code: String, _ expected: [String]) throws {
        let found: Set<String> = try VitalSignsTests.found(system, code)
        if expected == ["CaseBridge_Any"] {
            #expect(!found.isEmpty, "\(reason)")
        } else {
            #expect(found == Set(expected), "\(reason)")
        }
    }
}
