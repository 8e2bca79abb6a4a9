import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Where extensions may stand")
struct ExtensionPlaceTests {
    private static func definition(_ name: String, _ contexts: String, _ more: String = "") throws -> Element {
        try Definitions.profile(
            name, on: "Extension", #"{"path":"Extension.extension","max":"0"}"#, #""context":[\#(contexts)],"# + more)
    }

    private static let library = Result {
        ResourceLibrary([
            try definition("name", #"{"type":"element","expression":"Patient.name"}"#),
            try definition("base", #"{"type":"element","expression":"DomainResource.text"}"#),
            try definition("path", #"{"type":"fhirpath","expression":"Patient.address.where(use = 'home')"}"#),
            try definition(
                "held", #"{"type":"element","expression":"Patient"}"#, #""contextInvariant":["active.exists()"],"#),
        ])
    }

    private static func mark(_ name: String) -> String { #""extension":[{"url":"urn:\#(name)","valueString":"x"}]"# }

    @Test(
        "each kind of context",
        arguments: [
            ("the element", #"{"resourceType":"Patient","name":[{\#(mark("name"))}]}"#),
            (
                "another element",
                #"{"resourceType":"Patient","address":[{"extension":[⟪Extension_EXTP_Context_Wrong⟫{"url":"urn:name","valueString":"x"}]}]}"#
            ),
            (
                "an element of a base type",
                #"{"resourceType":"Patient","text":{\#(mark("base")),"status":"empty","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"}}"#
            ),
            ("selected", #"{"resourceType":"Patient","address":[{\#(mark("path")),"use":"home"}]}"#),
            (
                "not selected",
                #"{"resourceType":"Patient","address":[{"use":"old","extension":[⟪Extension_EXTP_Context_Wrong⟫{"url":"urn:path","valueString":"x"}]}]}"#
            ),
            ("what must hold there does", #"{"resourceType":"Patient","active":true,\#(mark("held"))}"#),
            (
                "what must hold there does not",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Context_Wrong⟫{"url":"urn:held","valueString":"x"}]}"#
            ),
        ])
    func contexts(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        let validator = try Validator(library: ExtensionPlaceTests.library.get(), options: .withoutAdvice)
        #expect(try marked.found(validator) == marked.expected, "\(reason)")
    }

    @Test("an extension without its url, and the parts in it")
    func noAddress() throws {
        let marked = Marked(
            #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Url_NotFound⟫⟪Validation_VAL_Profile_Minimum⟫{"extension":[⟪Extension_EXT_URL_Absolute⟫{"url":"part","valueString":"x"}]}]}"#
        )
        #expect(try marked.found(try Validator(options: .withoutAdvice)) == marked.expected)
    }
}
