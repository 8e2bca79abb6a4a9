import FHIRCore
import Testing

@testable import FHIRValidation

@Suite("Slices")
struct SlicingTests {
    private static func slicing(_ discriminators: String, _ rules: String = "open", ordered: Bool = false) -> String {
        #""slicing":{"discriminator":[\#(discriminators)],"rules":"\#(rules)","ordered":\#(ordered)}"#
    }

    private static let library = Result {
        ResourceLibrary([
            try Definitions.profile(
                "exists", on: "Patient",
                #"{"path":"Patient.name",\#(slicing(#"{"type":"exists","path":"family"}"#))},"#
                    + #"{"path":"Patient.name","sliceName":"known","min":1},{"path":"Patient.name.family","min":1},"#
                    + #"{"path":"Patient.name","sliceName":"unknown","max":"1"},{"path":"Patient.name.family","max":"0"}"#),
            try Definitions.profile(
                "position", on: "Patient",
                #"{"path":"Patient.name",\#(slicing(#"{"type":"position","path":"$this"}"#))},"#
                    + #"{"path":"Patient.name","sliceName":"first","min":1,"max":"1"},{"path":"Patient.name.use","fixedCode":"official"},"#
                    + #"{"path":"Patient.name","sliceName":"rest"},{"path":"Patient.name.use","fixedCode":"old"}"#),
            try Definitions.profile(
                "resolved", on: "List",
                #"{"path":"List.entry",\#(slicing(#"{"type":"type","path":"item.resolve()"}"#))},"#
                    + #"{"path":"List.entry","sliceName":"patients","max":"1"},"#
                    + #"{"path":"List.entry.item","type":[{"code":"Reference","targetProfile":["http://hl7.org/fhir/StructureDefinition/Patient"]}]}"#
            ),
            try Definitions.profile(
                "again", on: "Patient",
                #"{"path":"Patient.identifier",\#(slicing(#"{"type":"value","path":"system"}"#))},"#
                    + #"{"path":"Patient.identifier","sliceName":"a",\#(slicing(#"{"type":"value","path":"use"}"#, "closed"))},"#
                    + #"{"path":"Patient.identifier.system","fixedUri":"urn:a"},"#
                    + #"{"path":"Patient.identifier","sliceName":"a/usual","min":1},{"path":"Patient.identifier.use","fixedCode":"usual"}"#
            ),
            try Definitions.profile(
                "end", on: "Patient",
                #"{"path":"Patient.identifier",\#(slicing(#"{"type":"value","path":"system"}"#, "openAtEnd"))},"#
                    + #"{"path":"Patient.identifier","sliceName":"a"},{"path":"Patient.identifier.system","fixedUri":"urn:a"}"#),
            try Definitions.profile(
                "elsewhere", on: "Observation",
                #"{"path":"Observation.category",\#(slicing(#"{"type":"value","path":"$this"}"#, "closed"))},"#
                    + #"{"path":"Observation.category","sliceName":"ours","min":1,"max":"1","binding":{"strength":"required","valueSet":"urn:not-here"}}"#
            ),
            try Definitions.profile(
                "short", on: "Observation",
                #"{"path":"Observation.valueQuantity","min":1},{"path":"Observation.valueQuantity.code","min":1}"#),
            try Definitions.profile(
                "inner", on: "Observation",
                #"{"path":"Observation.component",\#(slicing(#"{"type":"value","path":"code.coding.code"}"#))},"#
                    + #"{"path":"Observation.component","sliceName":"x","min":1},"#
                    + #"{"path":"Observation.component.code.coding",\#(slicing(#"{"type":"value","path":"code"}"#))},"#
                    + #"{"path":"Observation.component.code.coding","sliceName":"c","min":1},"#
                    + #"{"path":"Observation.component.code.coding.code","fixedCode":"c"}"#),
        ])
    }

    private static let head: String = #"{"resourceType":"Observation","status":"final","code":{"text":"x"}"#

    @Test(
        "by their discriminators",
        arguments: [
            ("exists: both are told", "exists", #"{"resourceType":"Patient","name":[{"family":"x"},{"text":"y"}]}"#),
            (
                "exists: none has it", "exists",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Patient","name":[{"text":"y"}]}"#
            ),
            (
                "exists: the slice without it too often", "exists",
                #"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"Patient","name":[{"family":"x"},{"text":"y"},{"text":"z"}]}"#
            ),
            ("position", "position", #"{"resourceType":"Patient","name":[{"use":"official"},{"use":"old"},{"use":"old"}]}"#),
            (
                "position: the wrong one first", "position",
                #"{"resourceType":"Patient","name":[{"use":⟪_DT_Fixed_Wrong⟫"old"},{"use":⟪_DT_Fixed_Wrong⟫"official"}]}"#
            ),
            (
                "resolve(): the type of what is referred to", "resolved",
                ##"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"List","status":"current","mode":"working","contained":[{"resourceType":"Patient","id":"p"},{"resourceType":"Device","id":"d"}],"entry":[{"item":{"reference":"#p"}},{"item":{"reference":"#d"}},{"item":{"reference":"#p"}}]}"##
            ),
            (
                "a slice of a slice", "again",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Patient","identifier":[⟪Validation_VAL_Profile_NotSlice⟫{"system":"urn:a","use":"old","value":"1"}]}"#
            ),
            (
                "open at the end", "end",
                #"{"resourceType":"Patient","identifier":[⟪Validation_VAL_Profile_NotAtEnd⟫{"system":"urn:z","value":"1"},{"system":"urn:a","value":"1"}]}"#
            ),
            (
                "what tells a slice stands in a slice of its codings", "inner",
                head + #","component":[{"code":{"coding":[{"code":"z"},{"code":"c"}]}}]}"#
            ),
            (
                "no item has the coding", "inner",
                "⟪Validation_VAL_Profile_Minimum_SLICE⟫" + head + #","component":[{"code":{"coding":[{"code":"z"}]}}]}"#
            ),
            (
                "a value set that is not at hand decides nothing, even where no other item is allowed", "elsewhere",
                head + #","category":[{"coding":[{"system":"urn:s","code":"z"}]}]}"#
            ),
            (
                "no item at all", "elsewhere", "⟪Validation_VAL_Profile_Minimum_SLICE⟫" + head + "}"
            ),
            ("a short name", "short", head + #","valueQuantity":{"value":1,"system":"http://unitsofmeasure.org","code":"g"}}"#),
            (
                "a short name leaves its type alone", "short",
                "⟪Validation_VAL_Profile_Minimum_SLICE⟫" + head
                    + #","valueString":⟪Extension_PROF_Type⟫⟪Validation_VAL_Profile_NotSlice⟫"x"}"#
            ),
        ])
    func discriminators(_ reason: String, _ profile: String, _ text: String) throws {
        let result = try Definitions.found(text, profile, SlicingTests.library.get())
        #expect(result.found == result.expected, "\(reason)")
    }

    @Test("a slice that is missing says how the others differ")
    func difference() throws {
        let text: String =
            SlicingTests.head + #","component":[{"code":{"coding":[{"code":"z"}]}}],"meta":{"profile":["urn:inner"]}}"#
        let outcome = try Validator(library: SlicingTests.library.get()).validate(try ElementTree.read(Array(text.utf8)))
        let message: String? = outcome.diagnostics.first { $0.messageID.rawValue == "Validation_VAL_Profile_Minimum_SLICE" }?
            .message
        #expect(message?.contains(#"code.coding.code is "z" (must be "c")"#) == true, "\(message ?? "none")")
    }

    @Test("a slice that cannot be told is named, with what is needed, each time that it is looked for")
    func untold() throws {
        let text: String =
            SlicingTests.head + #","category":[{"coding":[{"system":"urn:s","code":"z"}]}],"meta":{"profile":["urn:elsewhere"]}}"#
        let outcome = try Validator(library: SlicingTests.library.get()).validate(try ElementTree.read(Array(text.utf8)))
        let said: [String] = outcome.diagnostics.filter { $0.messageID.rawValue == "CaseBridge_Slice_Not_Checked" }.map(\.message)
        #expect(said.count == 1)
        #expect(
            said.first?.contains("the slice ours") == true && said.first?.contains("the value set urn:not-here") == true,
            "\(said)")
    }
}
