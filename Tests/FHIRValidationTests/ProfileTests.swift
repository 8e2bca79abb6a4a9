import FHIRCore
import FHIRValidation
import Testing

@Suite("Profiles")
struct ProfileTests {
    /// A profile on a type from the elements of its differential.
    private static func profile(_ name: String, on type: String, base: String? = nil, _ elements: String) -> Element? {
        let text: String = """
            {"resourceType":"StructureDefinition","url":"urn:\(name)","name":"\(name)","status":"draft","kind":"resource","abstract":false,
            "type":"\(type)","baseDefinition":"\(base ?? "http://hl7.org/fhir/StructureDefinition/" + type)","derivation":"constraint",
            "differential":{"element":[\(elements)]}}
            """
        return try? ElementTree.read(json: Array(text.utf8)).root
    }

    private static let library = ResourceLibrary(
        [
            profile(
                "cardinality", on: "Patient",
                #"{"path":"Patient.birthDate","min":1},{"path":"Patient.photo","max":"0"},{"path":"Patient.name","max":"1"}"#),
            profile("derived", on: "Patient", base: "urn:cardinality", #"{"path":"Patient.gender","min":1}"#),
            profile(
                "fixed", on: "Patient",
                #"{"path":"Patient.gender","fixedCode":"male"},{"path":"Patient.name.use","fixedCode":"official"}"#),
            profile(
                "pattern", on: "Observation",
                #"{"path":"Observation.code","patternCodeableConcept":{"coding":[{"system":"urn:s","code":"c"}]}}"#),
            profile(
                "type", on: "Observation", #"{"path":"Observation.value[x]","type":[{"code":"Quantity"},{"code":"string"}]}"#),
            profile(
                "one-type", on: "Observation",
                #"{"path":"Observation.value[x]","sliceName":"valueQuantity","min":1,"type":[{"code":"Quantity"}]},{"path":"Observation.value[x].code","min":1}"#
            ),
            profile(
                "binding", on: "Patient",
                #"{"path":"Patient.maritalStatus","binding":{"strength":"required","valueSet":"http://hl7.org/fhir/ValueSet/marital-status"}}"#
            ),
            profile(
                "invariant", on: "Patient",
                #"{"path":"Patient.name","constraint":[{"key":"my-2","severity":"error","human":"x","expression":"family.exists()"}]}"#
            ),
            profile("length", on: "Patient", #"{"path":"Patient.name.family","maxLength":3}"#),
            profile(
                "slices", on: "Patient",
                """
                {"path":"Patient.identifier","slicing":{"discriminator":[{"type":"value","path":"system"}],"rules":"open"},"min":1},
                {"path":"Patient.identifier","sliceName":"a","min":1,"max":"1"},{"path":"Patient.identifier.system","fixedUri":"urn:a"},
                {"path":"Patient.identifier.value","min":1},
                {"path":"Patient.identifier","sliceName":"b","max":"1"},{"path":"Patient.identifier.system","fixedUri":"urn:b"}
                """),
            profile("more-slices", on: "Patient", base: "urn:slices", #"{"path":"Patient.identifier","sliceName":"b","min":1}"#),
            profile(
                "closed", on: "Observation",
                """
                {"path":"Observation.component","slicing":{"discriminator":[{"type":"pattern","path":"code"}],"rules":"closed","ordered":true}},
                {"path":"Observation.component","sliceName":"x"},{"path":"Observation.component.code","patternCodeableConcept":{"coding":[{"code":"x"}]}},
                {"path":"Observation.component","sliceName":"y"},{"path":"Observation.component.code","patternCodeableConcept":{"coding":[{"code":"y"}]}}
                """),
            profile(
                "this", on: "Patient",
                """
                {"path":"Patient.name.given","slicing":{"discriminator":[{"type":"value","path":"$this"}],"rules":"open"}},
                {"path":"Patient.name.given","sliceName":"x","min":1,"fixedString":"x"}
                """),
            profile(
                "entries", on: "Bundle",
                """
                {"path":"Bundle.entry","slicing":{"discriminator":[{"type":"type","path":"resource"}],"rules":"open"}},
                {"path":"Bundle.entry","sliceName":"patient","min":1,"max":"1"},
                {"path":"Bundle.entry.resource","type":[{"code":"Patient","profile":["urn:cardinality"]}]}
                """),
            profile(
                "extended", on: "Patient",
                """
                {"path":"Patient.extension","slicing":{"discriminator":[{"type":"value","path":"url"}],"rules":"open"}},
                {"path":"Patient.extension","sliceName":"span","min":1,"type":[{"code":"Extension","profile":["urn:span"]}]}
                """),
            profile(
                "span", on: "Extension",
                """
                {"path":"Extension.extension","sliceName":"line","min":1,"max":"1"},{"path":"Extension.extension.url","fixedUri":"line"},
                {"path":"Extension.extension.value[x]","min":1,"type":[{"code":"integer"}]},
                {"path":"Extension.url","fixedUri":"urn:span"},{"path":"Extension.value[x]","max":"0"}
                """),
            profile(
                "undone", on: "Observation",
                """
                {"path":"Observation","constraint":[{"key":"my-1","severity":"error","human":"x","expression":"no path ("}]},
                {"path":"Observation.subject","slicing":{"discriminator":[{"type":"type","path":"resolve()"}],"rules":"open"}},
                {"path":"Observation.subject","sliceName":"p","type":[{"code":"Reference"}]}
                """),
        ].compactMap { $0 })

    private static let head: String = #"{"resourceType":"Observation","status":"final","#

    @Test(
        "by meta.profile",
        arguments: [
            ("required by the profile", "cardinality", #"⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Patient"}"#),
            (
                "forbidden by the profile", "cardinality",
                #"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"Patient","birthDate":"2020","photo":[{"url":"x"}]}"#
            ),
            (
                "fewer than the base allows", "cardinality",
                #"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"Patient","birthDate":"2020","name":[{"text":"a"},{"text":"b"}]}"#
            ),
            (
                "what its base profile asks holds too", "derived",
                #"⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Patient","gender":"male"}"#
            ),
            (
                "a fixed value", "fixed",
                #"{"resourceType":"Patient","gender":⟪_DT_Fixed_Wrong⟫"female","name":[{"use":"official"},{"use":⟪_DT_Fixed_Wrong⟫"usual"}]}"#
            ),
            (
                "a pattern is met by more", "pattern",
                head + #""code":{"text":"t","coding":[{"code":"z"},{"system":"urn:s","code":"c","display":"d"}]}}"#
            ),
            (
                "a pattern is not met", "pattern",
                head + #""code":⟪Terminology_TX_NoValid_Pattern⟫{"coding":[{"system":"urn:other","code":"c"}]}}"#
            ),
            ("a type that the profile leaves", "type", head + #""code":{"text":"x"},"valueString":"x"}"#),
            (
                "a type that it does not leave", "type",
                #"⟪Validation_VAL_Profile_NoType⟫"# + head + #""code":{"text":"x"},"valueBoolean":true}"#
            ),
            (
                "a slice of a choice", "one-type",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫"# + head + #""code":{"text":"x"},"valueString":"x"}"#
            ),
            (
                "what a slice of a choice asks", "one-type",
                head + #""code":{"text":"x"},"valueQuantity":⟪Validation_VAL_Profile_Minimum⟫{"value":1}}"#
            ),
            (
                "a binding that the profile makes required", "binding",
                #"{"resourceType":"Patient","maritalStatus":⟪Terminology_TX_NoValid_1_CC⟫⟪Terminology_TX_NoValid_2_CC⟫{"coding":[{"system":"urn:x","code":"M"}]}}"#
            ),
            (
                "a length", "length",
                #"{"resourceType":"Patient","name":[{"family":⟪Type_Specific_Checks_DT_Primitive_Length⟫"long"}]}"#
            ),
            (
                "an invariant of the profile", "invariant",
                #"{"resourceType":"Patient","name":[{"family":"x"},⟪urn:invariant#my-2⟫{"text":"y"}]}"#
            ),
            (
                "a required slice", "slices",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Patient","identifier":[{"system":"urn:c","value":"1"}]}"#
            ),
            (
                "what a slice asks of its items", "slices",
                #"{"resourceType":"Patient","identifier":[⟪Validation_VAL_Profile_Minimum⟫{"system":"urn:a"},{"system":"urn:b"}]}"#
            ),
            (
                "a slice too often", "slices",
                #"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"Patient","identifier":[{"system":"urn:a","value":"1"},{"system":"urn:a","value":"2"}]}"#
            ),
            (
                "a slice of the base profile, further constrained", "more-slices",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Patient","identifier":[{"system":"urn:a","value":"1"}]}"#
            ),
            (
                "closed", "closed",
                head
                    + #""code":{"text":"x"},"component":[{"code":{"coding":[{"code":"x"}]}},⟪Validation_VAL_Profile_NotSlice⟫{"code":{"coding":[{"code":"z"}]}}]}"#
            ),
            (
                "ordered", "closed",
                head
                    + #""code":{"text":"x"},"component":[{"code":{"coding":[{"code":"y"}]}},⟪Validation_VAL_Profile_SliceOrder⟫{"code":{"coding":[{"code":"x"}]}}]}"#
            ),
            (
                "a slice by the value itself", "this",
                #"{"resourceType":"Patient","name":[{"given":["x","y"]},⟪Validation_VAL_Profile_Minimum_SLICE⟫{"given":["y"]}]}"#
            ),
            (
                "a slice by type, with a profile", "entries",
                #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:5c1f2b0e-0000-4000-8000-000000000001","resource":⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Patient"}}]}"#
            ),
            (
                "a slice by type that is missing", "entries",
                #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Bundle","type":"collection"}"#
            ),
            ("a required extension", "extended", #"⟪Validation_VAL_Profile_Minimum_SLICE⟫{"resourceType":"Patient"}"#),
            (
                "what an extension's definition asks", "extended",
                #"{"resourceType":"Patient","extension":[⟪Validation_VAL_Profile_Minimum_SLICE⟫{"url":"urn:span","extension":[⟪Extension_EXT_SubExtension_Invalid⟫{"url":"lnie","valueInteger":1}]}]}"#
            ),
            (
                "the type of an extension's part", "extended",
                #"{"resourceType":"Patient","extension":[{"url":"urn:span","extension":[⟪Extension_EXT_Type⟫{"url":"line","valueString":"1"}]}]}"#
            ),
            (
                "a right extension", "extended",
                #"{"resourceType":"Patient","extension":[{"url":"urn:span","extension":[{"url":"line","valueInteger":1}]}]}"#
            ),
            (
                "a profile for another type", "pattern",
                #"⟪Validation_VAL_Profile_Minimum⟫⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Patient","gender":⟪Validation_VAL_Profile_NotAllowed⟫"male"}"#
            ),
            ("a profile that is not at hand", "nowhere", #"⟪Validation_VAL_Profile_Unknown⟫{"resourceType":"Patient"}"#),
        ])
    func metaProfile(_ reason: String, _ profile: String, _ text: String) throws {
        // The claim goes to the end, so that it moves no mark.
        let marked = Marked(String(text.dropLast()) + #","meta":{"profile":["urn:\#(profile)"]}}"#)
        #expect(try marked.found(try Validator(library: ProfileTests.library)) == marked.expected, "\(reason)")
    }

    @Test("by name, beside what the resource claims")
    func byName() throws {
        let marked = Marked(#"⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Patient"}"#)
        #expect(try marked.found(try Validator(library: ProfileTests.library, profiles: ["urn:cardinality"])) == marked.expected)
        #expect(throws: ProfileNotFound.self) { try Validator(library: ProfileTests.library, profiles: ["urn:nowhere"]) }
        #expect(throws: Never.self) { try Validator(profiles: ["http://hl7.org/fhir/StructureDefinition/Patient"]) }
    }

    @Test("what is not supported is said once, with its place in the profile")
    func notSupported() throws {
        let text: String =
            #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"meta":{"profile":["urn:undone"]}}"#
        let outcome = try Validator(library: ProfileTests.library, options: .withoutAdvice).validate(
            try ElementTree.read(Array(text.utf8)))
        let found: [String] = outcome.diagnostics.map(\.message)
        #expect(outcome.diagnostics.map(\.severity) == [.information, .information])
        #expect(found.first?.contains("my-1") == true && found.last?.contains("resolve()") == true, "\(found)")
    }

    @Test("a finding names its profile and element")
    func origin() throws {
        let text: String = #"{"resourceType":"Patient","meta":{"profile":["urn:cardinality"]}}"#
        let outcome = try Validator(library: ProfileTests.library, options: .withoutAdvice).validate(
            try ElementTree.read(Array(text.utf8)))
        #expect(outcome.issues.map(\.profile) == ["urn:cardinality"])
        #expect(outcome.issues.map(\.rule) == ["Patient.birthDate"])
    }
}
