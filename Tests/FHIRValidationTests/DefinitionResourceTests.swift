import FHIRCore
import FHIRValidation
import Testing

@Suite("Definitions as input")
struct DefinitionResourceTests {
    private static func profile(_ elements: String, type: String = "Observation", rest: String = "") -> String {
        #"""
        {"resourceType":"StructureDefinition","url":"http://x.org/p","name":"P","status":"active","kind":"resource","abstract":false,
        \#(rest)"type":"\#(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","derivation":"constraint",
        "differential":{"element":[\#(elements)]}}
        """#
    }

    private static func errors(_ text: String) throws -> [String] {
        let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(json: Array(text.utf8)))
        return outcome.issues.filter { $0.severity >= .error }.map { "\($0.messageID) \($0.path)" }
    }

    @Test(
        "differentials",
        arguments: [
            (#"{"id":"Observation.value[x]","path":"Observation.value[x]","min":1}"#, [], "an element"),
            (
                #"{"id":"Observation.valueQuantity","path":"Observation.valueQuantity","type":[{"code":"Quantity"}]}"#, [],
                "a choice by one type"
            ),
            (
                #"{"id":"Observation.foo","path":"Observation.foo","min":1}"#,
                ["ERROR_GENERATING_SNAPSHOT StructureDefinition"], "no such element"
            ),
            (
                #"{"id":"Observation.category","path":"Observation.category","slicing":{"discriminator":[{"type":"value","path":"nothing"}],"rules":"open"}}"#,
                ["SD_ED_SLICING_DISCRIMINATOR_PATH StructureDefinition.differential.element[0].slicing.discriminator[0]"],
                "a discriminator that leads nowhere"
            ),
            (
                #"{"id":"Observation.category","path":"Observation.category","slicing":{"discriminator":[{"type":"pattern","path":"coding.code"}],"rules":"open"}}"#,
                [], "a discriminator"
            ),
            (
                #"{"id":"Observation.code","path":"Observation.code","type":[{"code":"CodeableConcept","profile":["http://hl7.org/fhir/StructureDefinition/Count"]}]}"#,
                ["SD_ED_TYPE_PROFILE_WRONG_TYPE StructureDefinition.differential.element[0].type[0].profile[0]"],
                "a profile for another type"
            ),
            (
                #"{"id":"Patient.code","path":"Patient.code","min":1}"#,
                [
                    "http://hl7.org/fhir/StructureDefinition/StructureDefinition#sdf-8a StructureDefinition.differential",
                    "SD_PATH_TYPE_MISMATCH StructureDefinition.differential.element[0]",
                ], "a path of another type"
            ),
        ])
    func differentials(element: String, errors: [String], reason: String) throws {
        #expect(try DefinitionResourceTests.errors(DefinitionResourceTests.profile(element)) == errors, "\(reason)")
    }

    @Test("a context is an extension's")
    func contexts() throws {
        let text: String = DefinitionResourceTests.profile(
            #"{"id":"Observation","path":"Observation"}"#,
            rest: #""context":[{"type":"element","expression":"Patient"}],"#)
        #expect(
            try DefinitionResourceTests.errors(text).contains(
                "SD_NO_CONTEXT_WHEN_NOT_EXTENSION StructureDefinition.context[0]"))
    }

    @Test(
        "search parameters",
        arguments: [
            ("Patient", "string", "Patient.name", [String](), "fits"),
            ("Patient", "string", "Organization.name", ["ED_SEARCH_EXPRESSION_ERROR SearchParameter.expression"], "another type"),
            ("Patient", "string", "Patient.name(", ["ED_SEARCH_EXPRESSION_ERROR SearchParameter.expression"], "no FHIRPath"),
            (
                "Patient", "composite", "Patient.name",
                ["SEARCHPARAMETER_MISSING_COMPONENTS SearchParameter", "SEARCHPARAMETER_TYPE_WRONG SearchParameter"],
                "a composite of nothing"
            ),
            ("Patient", "token", "Patient.name", ["SEARCHPARAMETER_TYPE_WRONG SearchParameter"], "another kind than its origin"),
        ])
    func searchParameters(base: String, type: String, expression: String, errors: [String], reason: String) throws {
        let text: String = #"""
            {"resourceType":"SearchParameter","url":"http://x.org/sp","name":"S","status":"active","description":"d","code":"name",
            "derivedFrom":"http://hl7.org/fhir/SearchParameter/Patient-name","base":["\#(base)"],"type":"\#(type)","xpathUsage":"normal",
            "expression":"\#(expression)"}
            """#
        #expect(try DefinitionResourceTests.errors(text) == errors, "\(reason)")
    }
}
