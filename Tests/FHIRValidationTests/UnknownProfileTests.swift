import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Profiles that another profile demands, and that are not at hand")
struct UnknownProfileTests {
    private static let library = Result {
        ResourceLibrary([
            try Definitions.profile(
                "code", on: "Observation",
                #"{"path":"Observation.code","type":[{"code":"CodeableConcept","profile":["urn:nowhere"]}]}"#),
            try Definitions.profile(
                "choice", on: "Observation",
                #"{"path":"Observation.code","type":[{"code":"CodeableConcept","profile":["urn:nowhere","urn:elsewhere"]}]}"#),
            try Definitions.profile(
                "subject", on: "Observation",
                #"{"path":"Observation.subject","type":[{"code":"Reference","targetProfile":["urn:nowhere"]}]}"#),
        ])
    }

    @Test(arguments: [
        (
            "nothing shows that the value conforms", "code",
            #"{"resourceType":"Observation","status":"final","code":⟪Validation_VAL_Unknown_Profile⟫{"text":"x"}}"#
        ),
        ("of several one may fit", "choice", #"{"resourceType":"Observation","status":"final","code":{"text":"x"}}"#),
        (
            "a target that is here", "subject",
            ##"{"resourceType":"Observation","contained":[{"resourceType":"Patient","id":"p"}],"status":"final","code":{"text":"x"},"subject":⟪Reference_REF_CantResolveProfile⟫{"reference":"#p"}}"##
        ),
        (
            "a target elsewhere", "subject",
            #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":{"reference":"Patient/1"}}"#
        ),
    ])
    func unknown(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, UnknownProfileTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }

    @Test(
        "XML is in UTF-8, and says so if it says anything", arguments: [("UTF-8", false), ("utf-8", false), ("ISO-8859-1", true)])
    func encoding(_ name: String, _ isFault: Bool) throws {
        let text: String =
            "<?xml version='1.0' encoding='\(name)'?><Patient xmlns='http://hl7.org/fhir'><active value='true'/></Patient>"
        let outcome = try Validator(options: .withoutAdvice).validate(try ElementTree.read(Array(text.utf8)))
        #expect(
            outcome.issues.filter { $0.severity >= .error }.map { "\($0.messageID)" }
                == (isFault ? ["xml_stated_encoding_invalid"] : []))
    }
}
