import FHIRCore
import FHIRValidation
import Testing

/// What HL7 asks of its own definitions, and of the concepts of any code system.
@Suite("Definitions of HL7")
struct HL7DefinitionTests {
    static let validator: Result<Validator, any Error> = Result { try Validator(options: .withoutAdvice) }
    private static let base: String = "http://hl7.org/fhir/StructureDefinition/structuredefinition-"

    @Test(
        "errors",
        arguments: [
            ("a work group", valueSet("http://hl7.org/fhir/ValueSet/x", "fhir"), []),
            (
                "no work group", valueSet("http://hl7.org/fhir/ValueSet/x", "xyz"),
                ["Terminology_TX_NoValid_16 ValueSet.extension[0].value.ofType(code)", "VALIDATION_HL7_WG_UNKNOWN ValueSet"]
            ),
            (
                "somebody else's definition", valueSet("http://example.org/ValueSet/x", "xyz"),
                ["Terminology_TX_NoValid_16 ValueSet.extension[0].value.ofType(code)"]
            ),
            (
                "a guide of HL7 that says neither", guide("http://hl7.org/fhir/us/x"),
                ["IG_HL7_STANDARDS_STATUS_REQUIRED ImplementationGuide", "IG_HL7_WG_REQUIRED ImplementationGuide"]
            ),
            ("somebody else's guide", guide("http://example.org/x"), []),
            (
                "a code defined twice", codeSystem(#""concept":[{"code":"a"},{"code":"b"},{"code":"a"}]"#),
                [
                    "CODESYSTEM_DUPLICATE_CODE CodeSystem.concept[2]",
                    "http://hl7.org/fhir/StructureDefinition/CodeSystem#csd-1 CodeSystem",
                ]
            ),
            (
                "a code defined twice, further down", codeSystem(#""concept":[{"code":"a","concept":[{"code":"a"}]}]"#),
                [
                    "CODESYSTEM_DUPLICATE_CODE CodeSystem.concept[0].concept[0]",
                    "http://hl7.org/fhir/StructureDefinition/CodeSystem#csd-1 CodeSystem",
                ]
            ),
            (
                "a property of the standard that is not defined",
                codeSystem(#""concept":[{"code":"a","property":[{"code":"status","valueCode":"active"}]}]"#),
                ["CODESYSTEM_PROPERTY_UNDEFINED CodeSystem.concept[0].property[0]"]
            ),
            (
                "a property that is defined, without its type",
                codeSystem(
                    #""property":[{"code":"status"}],"concept":[{"code":"a","property":[{"code":"status","valueCode":"x"}]}]"#),
                ["Validation_VAL_Profile_Minimum CodeSystem.property[0]"]
            ),
            (
                "an empty work group", valueSet("http://hl7.org/fhir/ValueSet/x", ""),
                [
                    "Terminology_TX_Code_ValueSet_MISSING ValueSet.extension[0].value.ofType(code)",
                    "Type_Specific_Checks_DT_Primitive_NotEmpty ValueSet.extension[0].value.ofType(code)",
                    "http://hl7.org/fhir/StructureDefinition/Element#ele-1 ValueSet.extension[0].value.ofType(code)",
                ]
            ),
            (
                "a property of their own that is not defined",
                codeSystem(#""concept":[{"code":"a","property":[{"code":"colour","valueCode":"red"}]}]"#), []
            ),
        ])
    func errors(_ reason: String, _ text: String, _ expected: [String]) throws {
        let outcome: ValidationOutcome = try HL7DefinitionTests.validator.get().validate(try ElementTree.read(Array(text.utf8)))
        #expect(outcome.issues.filter { $0.severity == .error }.map { "\($0.messageID) \($0.path)" }.sorted() == expected)
    }

    private static func valueSet(_ url: String, _ group: String) -> String {
        #"{"resourceType":"ValueSet","extension":[{"url":"\#(base)wg","valueCode":"\#(group)"}],"url":"\#(url)","status":"draft"}"#
    }

    private static func guide(_ url: String) -> String {
        #"{"resourceType":"ImplementationGuide","url":"\#(url)","name":"X","status":"draft","packageId":"x.y","fhirVersion":["4.0.1"]}"#
    }

    private static func codeSystem(_ concepts: String) -> String {
        #"{"resourceType":"CodeSystem","url":"http://example.org/cs","status":"draft","content":"complete",\#(concepts)}"#
    }
}
