import FHIRCore
import FHIRValidation
import Testing

@Suite("Questionnaires")
struct QuestionnaireTests {
    private static func when(_ question: String) -> String {
        #""enableWhen":[{"question":"\#(question)","operator":"=","answerBoolean":true}]"#
    }

    @Test(
        arguments: [
            ("a question before", #"{"linkId":"a","type":"boolean"},{"linkId":"b","type":"string",\#(when("a"))}"#, []),
            (
                "a question inside a group before",
                #"{"linkId":"g","type":"group","item":[{"linkId":"a","type":"boolean"}]},{"linkId":"b","type":"string",\#(when("a"))}"#,
                []
            ),
            (
                "the question around",
                #"{"linkId":"a","type":"boolean","item":[{"linkId":"b","type":"string",\#(when("a"))}]}"#, []
            ),
            ("no such question", #"{"linkId":"b","type":"string",\#(when("a"))}"#, ["Questionnaire_Q_EnableWhen_NoTarget"]),
            ("itself", #"{"linkId":"b","type":"boolean",\#(when("b"))}"#, ["Questionnaire_Q_EnableWhen_Self"]),
            (
                "a question inside", #"{"linkId":"g","type":"group",\#(when("a")),"item":[{"linkId":"a","type":"boolean"}]}"#,
                ["Questionnaire_Q_EnableWhen_IsInner"]
            ),
            (
                "a question after", #"{"linkId":"b","type":"string",\#(when("a"))},{"linkId":"a","type":"boolean"}"#,
                ["Questionnaire_Q_EnableWhen_After"]
            ),
            ("an initial answer", #"{"linkId":"a","type":"decimal","initial":[{"valueDecimal":1.5}]}"#, []),
            (
                "an initial answer of another type", #"{"linkId":"a","type":"decimal","initial":[{"valueString":"1.5"}]}"#,
                ["CaseBridge_Questionnaire_Initial_Type"]
            ),
            (
                "beside options there is none: said once, by que-11",
                #"{"linkId":"a","type":"choice","answerOption":[{"valueReference":{"reference":"Patient/1"}}],"initial":[{"valueReference":{"reference":"Patient/1"}}]}"#,
                ["http://hl7.org/fhir/StructureDefinition/Questionnaire#que-11"]
            ),
            (
                "a display has no initial answer: said once, by que-8",
                #"{"linkId":"a","type":"display","initial":[{"valueString":"x"}]}"#,
                ["http://hl7.org/fhir/StructureDefinition/Questionnaire#que-8"]
            ),
            (
                "two conditions need a behaviour (que-12, whose published expression lets two pass)",
                #"{"linkId":"a","type":"boolean"},{"linkId":"b","type":"string","enableWhen":[{"question":"a","operator":"=","answerBoolean":true},{"question":"a","operator":"exists","answerBoolean":true}]}"#,
                ["http://hl7.org/fhir/StructureDefinition/Questionnaire#que-12"]
            ),
        ])
    func items(_ reason: String, _ items: String, _ expected: [String]) throws {
        let text: String = #"{"resourceType":"Questionnaire","status":"draft","item":[\#(items)]}"#
        let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(Array(text.utf8)))
        let found: [String] = outcome.diagnostics.filter { $0.severity >= .warning && $0.rule != "dom-6" }.map(
            \.messageID.rawValue)
        #expect(found == expected, "\(reason)")
    }
}
