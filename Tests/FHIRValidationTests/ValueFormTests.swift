import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("What extensions of element definitions say of a value")
struct ValueFormTests {
    private static let base: String = "http://hl7.org/fhir/StructureDefinition/"

    private static func element(_ path: String, _ url: String, _ value: String) -> String {
        #"{"path":"\#(path)","extension":[{"url":"\#(url)",\#(value)}]}"#
    }

    private static let library = Result {
        ResourceLibrary([
            try Definitions.profile(
                "year", on: "Patient", element("Patient.birthDate", base + "regex", #""valueString":"[0-9]{4}""#)),
            try Definitions.profile("broken", on: "Patient", element("Patient.birthDate", base + "regex", #""valueString":"[""#)),
            try Definitions.profile(
                "places", on: "Observation", element("Observation.value[x]", base + "maxDecimalPlaces", #""valueInteger":1"#)),
            try Definitions.profile("size", on: "Patient", element("Patient.photo", base + "maxSize", #""valueDecimal":3"#)),
            try Definitions.profile(
                "reason", on: "Patient",
                element(
                    "Patient.birthDate",
                    "http://hl7.org/fhir/5.0/StructureDefinition/extension-ElementDefinition.valueAlternatives",
                    #""valueCanonical":"\#(base)data-absent-reason""#)),
        ])
    }

    private static let observation: String =
        #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":"#

    private static func photo(_ content: String) -> String {
        #"{"resourceType":"Patient","photo":[\#(content)]}"#
    }

    @Test(arguments: [
        ("the form", "year", #"{"resourceType":"Patient","birthDate":"2020"}"#),
        (
            "a part that has it is not enough", "year",
            #"{"resourceType":"Patient","birthDate":⟪Type_Specific_Checks_DT_Primitive_Regex⟫"2020-01"}"#
        ),
        ("a pattern that is none", "broken", #"{"resourceType":"Patient","birthDate":"2020"}"#),
        ("as many digits as allowed", "places", observation + #"{"value":1.5}}"#),
        ("too many digits", "places", observation + #"⟪TYPE_SPECIFIC_CHECKS_DT_DECIMAL_CHARS⟫{"value":1.55}}"#),
        ("as many bytes as allowed", "size", photo(#"{"contentType":"a/b","data":"QUJD"}"#)),
        ("too many bytes", "size", photo(#"⟪TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG⟫{"contentType":"a/b","data":"QUJDRA=="}"#)),
        ("the size that is stated", "size", photo(#"⟪TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG⟫{"url":"http://a.b","size":4}"#)),
        (
            "an extension that may stand for the value", "reason",
            #"{"resourceType":"Patient","_birthDate":{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"unknown"}]}}"#
        ),
        (
            "another extension", "reason",
            #"{"resourceType":"Patient","_birthDate":⟪PRIMITIVE_VALUE_ALTERNATIVES_MESSAGE⟫{"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/rendering-style","valueString":"x"}]}}"#
        ),
    ])
    func forms(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, ValueFormTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }
}
