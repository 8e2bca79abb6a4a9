import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Value sets beside a binding's own")
struct AdditionalBindingTests {
    private static func additional(_ purpose: String, _ more: String = "") -> String {
        #"{"url":"http://hl7.org/fhir/tools/StructureDefinition/additional-binding","extension":[{"url":"purpose","valueCode":"\#(purpose)"},"#
            + #"{"url":"valueSet","valueCanonical":"urn:ab"}\#(more)]}"#
    }

    private static func profile(_ name: String, _ extensions: String) throws -> Element {
        try Definitions.profile(
            name, on: "Observation",
            #"{"path":"Observation.code","binding":{"extension":[\#(extensions)],"strength":"example"}}"#)
    }

    private static let library = Result {
        ResourceLibrary([
            try profile("required", additional("required")),
            try profile("extensible", additional("extensible")),
            try profile("starter", additional("starter")),
            try profile(
                "usage",
                additional("required", #",{"url":"usage","valueUsageContext":{"code":{"code":"venue"},"valueRange":{}}}"#)),
            try profile(
                "maximum",
                #"{"url":"http://hl7.org/fhir/StructureDefinition/elementdefinition-maxValueSet","valueCanonical":"urn:ab"}"#),
            try ElementTree.read(
                json: Array(
                    #"{"resourceType":"ValueSet","url":"urn:ab","status":"active","compose":{"include":[{"system":"urn:s","concept":[{"code":"a"},{"code":"b"}]}]}}"#
                        .utf8)
            ).root,
        ])
    }

    private static func observation(_ code: String) -> String {
        #"{"resourceType":"Observation","status":"final","code":\#(code)}"#
    }

    @Test(arguments: [
        ("required: a code of it", "required", observation(#"{"coding":[{"system":"urn:s","code":"a"}]}"#)),
        (
            "required: another code", "required",
            observation(#"⟪TERMINOLOGY_TX_NOVALID_ADDITIONAL_BINDING⟫{"coding":[{"system":"urn:s","code":"z"}]}"#)
        ),
        (
            "required: one of several is enough", "required",
            observation(#"{"coding":[{"system":"urn:s","code":"z"},{"system":"urn:s","code":"b"}]}"#)
        ),
        (
            "extensible: another code is told as a warning", "extensible",
            observation(#"⟪TERMINOLOGY_TX_NOVALID_ADDITIONAL_BINDING⟫{"coding":[{"system":"urn:s","code":"z"}]}"#)
        ),
        ("starter: advice for those who make forms", "starter", observation(#"{"coding":[{"system":"urn:s","code":"z"}]}"#)),
        (
            "the greatest set", "maximum",
            observation(#"⟪Terminology_TX_NoValid_7⟫{"coding":[{"system":"urn:s","code":"z"}]}"#)
        ),
        ("the greatest set: text alone is no code outside it", "maximum", observation(#"{"text":"z"}"#)),
        (
            "usage: another code, where the set may not be meant", "usage",
            observation(#"{"coding":[{"system":"urn:s","code":"z"}]}"#)
        ),
    ])
    func bindings(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, AdditionalBindingTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }

    @Test(
        "how grave it is",
        arguments: [("required", Severity.error), ("maximum", .error), ("extensible", .warning)])
    func severity(_ profile: String, _ severity: Severity) throws {
        let text: String = AdditionalBindingTests.observation(
            #"{"coding":[{"system":"urn:s","code":"z"}]},"meta":{"profile":["urn:\#(profile)"]}"#)
        let outcome = try Validator(library: AdditionalBindingTests.library.get()).validate(
            try ElementTree.read(Array(text.utf8)))
        #expect(outcome.diagnostics.map(\.severity).max() == severity)
    }

    @Test("what holds in some contexts of use only is said not to be checked")
    func usage() throws {
        let text: String = AdditionalBindingTests.observation(#"{"text":"x"},"meta":{"profile":["urn:usage"]}"#)
        let outcome = try Validator(library: AdditionalBindingTests.library.get()).validate(
            try ElementTree.read(Array(text.utf8)))
        let said: [String] = outcome.diagnostics.filter { $0.messageID.rawValue == "CaseBridge_Profile_Not_Checked" }.map(
            \.message)
        #expect(said.count == 1 && said[0].contains("urn:ab"), "\(said)")
    }
}
