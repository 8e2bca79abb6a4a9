import FHIRCore
import FHIRValidation
import Testing

/// Values and elements that a claimed profile does not know: each is named at its own place, and nothing is said of what is right.
@Suite("What a profile does not know")
struct ForeignContentTests {
    static let validator: Result<Validator, any Error> = Result { try Validator(options: .withoutAdvice) }
    private static let bp: String = #""meta":{"profile":["http://hl7.org/fhir/StructureDefinition/bp"]}"#
    private static let vitalSigns: String = #""meta":{"profile":["http://hl7.org/fhir/StructureDefinition/vitalsigns"]}"#

    @Test(
        "is found",
        arguments: [
            (
                "a value of the type that is left out", observation(#""valueQuantity":{"value":1}"#),
                ["Validation_VAL_Profile_NotSlice Observation.value.ofType(Quantity)"]
            ),
            (
                "a value of another type, and what is in it", observation(#""valueCodeableConcept":{"text":"x"}"#),
                [
                    "Extension_PROF_Type Observation.value.ofType(CodeableConcept)",
                    "Validation_VAL_Profile_NotAllowed Observation.value.ofType(CodeableConcept).text",
                    "Validation_VAL_Profile_NotSlice Observation.value.ofType(CodeableConcept)",
                ]
            ),
            (
                "elements of their own where the profile has a reference",
                #"{"resourceType":"MedicationAdministration",\#(bp),"performer":[{"actor":{"display":"x"}}]}"#,
                [
                    "Extension_PROF_Type MedicationAdministration.performer[0]",
                    "Validation_VAL_Profile_NotAllowed MedicationAdministration.performer[0].actor",
                ]
            ),
            (
                "elements of their own that are others than the profile's",
                #"{"resourceType":"SearchParameter",\#(vitalSigns),"component":[{"definition":"http://x","expression":"x"}]}"#,
                [
                    "Validation_VAL_Profile_Minimum SearchParameter.component[0]",
                    "Validation_VAL_Profile_NotAllowed SearchParameter.component[0].definition",
                    "Validation_VAL_Profile_NotAllowed SearchParameter.component[0].expression",
                    "http://hl7.org/fhir/StructureDefinition/vitalsigns#vs-3 SearchParameter.component[0]",
                ]
            ),
        ])
    func found(_ reason: String, _ text: String, _ expected: [String]) throws {
        let found: [String] = try ForeignContentTests.errors(text)
        for one in expected { #expect(found.filter { $0 == one }.count == 1, "\(one) in \(found)") }
    }

    @Test("a period has no precision to the day")
    func period() throws {
        let found: [String] = try ForeignContentTests.errors(
            ForeignContentTests.observation(#""effectivePeriod":{"start":"2020-01-01"}"#))
        #expect(!found.contains { $0.contains("#vs-1") })
        let month: [String] = try ForeignContentTests.errors(ForeignContentTests.observation(#""effectiveDateTime":"2020-01""#))
        #expect(month.contains { $0.contains("#vs-1") })
    }

    private static func observation(_ content: String) -> String {
        #"{"resourceType":"Observation",\#(bp),"status":"final","code":{"text":"x"},\#(content)}"#
    }

    private static func errors(_ text: String) throws -> [String] {
        let outcome: ValidationOutcome = try validator.get().validate(try ElementTree.read(Array(text.utf8)))
        return outcome.issues.filter { $0.severity == .error }.map { "\($0.messageID) \($0.path)" }
    }
}
