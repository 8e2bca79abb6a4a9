import FHIRCore
import FHIRValidation
import Testing

/// A Questionnaire's items and those of a response, with the message ids that are expected, sorted.
struct ResponseFixture: Sendable, CustomTestStringConvertible {
    let reason: String
    let form: String
    let items: String
    let expected: [String]
    var status: String = "completed"

    var testDescription: String { reason }

    init(_ reason: String, _ form: String, _ items: String, _ expected: [String], status: String = "completed") {
        self.reason = reason
        self.form = form
        self.items = items
        self.expected = expected
        self.status = status
    }

    /// Ids of all warnings and errors.
    func found(_ options: ValidationOptions = ValidationOptions()) throws -> [String] {
        let questionnaire: String =
            #"{"resourceType":"Questionnaire","url":"http://example.org/q","status":"active","item":[\#(form)]}"#
        let response: String =
            #"{"resourceType":"QuestionnaireResponse","questionnaire":"http://example.org/q","status":"\#(status)","item":[\#(items)]}"#
        let library = ResourceLibrary([try ElementTree.read(Array(questionnaire.utf8)).root])
        let validator = try Validator(library: library, options: options)
        let outcome: ValidationOutcome = validator.validate(try ElementTree.read(Array(response.utf8)))
        return outcome.diagnostics.filter { $0.severity >= .warning && $0.rule != "dom-6" }.map(\.messageID.rawValue).sorted()
    }
}

@Suite("Responses to questionnaires")
struct QuestionnaireResponseTests {
    private static let group: String =
        #"{"linkId":"g","type":"group","item":[{"linkId":"a","type":"string","required":true},{"linkId":"b","type":"string"}]}"#
    private static let condition: String =
        #"{"linkId":"a","type":"integer","repeats":true},{"linkId":"b","type":"string","enableWhen":[{"question":"a","operator":"OP","answerInteger":5}]}"#

    private static func when(_ operation: String, _ answers: [Int]) -> (form: String, items: String) {
        let given: String = answers.map { #"{"valueInteger":\#($0)}"# }.joined(separator: ",")
        let first: String = answers.isEmpty ? "" : #"{"linkId":"a","answer":[\#(given)]},"#
        var form: String = ""
        for part in condition.split(separator: "OP") { form += form.isEmpty ? String(part) : operation + part }
        return (form, first + #"{"linkId":"b","answer":[{"valueString":"x"}]}"#)
    }

    @Test(
        "What must be there",
        arguments: [
            ResponseFixture(
                "all in order", group,
                #"{"linkId":"g","item":[{"linkId":"a","answer":[{"valueString":"x"}]},{"linkId":"b","answer":[{"valueString":"x"}]}]}"#,
                []),
            ResponseFixture(
                "a required item is missing", group, #"{"linkId":"g","item":[{"linkId":"b"}]}"#, ["Questionnaire_QR_Item_Missing"]
            ),
            ResponseFixture(
                "what is in progress may lack answers: a warning", group, #"{"linkId":"g","item":[{"linkId":"b"}]}"#,
                ["Questionnaire_QR_Item_Missing"], status: "in-progress"),
            ResponseFixture(
                "a required item without an answer", group, #"{"linkId":"g","item":[{"linkId":"a"}]}"#,
                ["Questionnaire_QR_Item_Missing"]),
            ResponseFixture(
                "an unknown item", group, #"{"linkId":"h"}"#, ["Questionnaire_QR_Item_NotFound"]),
            ResponseFixture(
                "an item at a wrong place", group,
                #"{"linkId":"g","item":[{"linkId":"a","answer":[{"valueString":"x"}]}]},{"linkId":"b","answer":[{"valueString":"x"}]}"#,
                ["CaseBridge_Response_Item_Misplaced"]),
            ResponseFixture(
                "items out of order", group,
                #"{"linkId":"g","item":[{"linkId":"b","answer":[{"valueString":"x"}]},{"linkId":"a","answer":[{"valueString":"x"}]}]}"#,
                ["Questionnaire_QR_Item_Order"]),
            ResponseFixture(
                "a group has no answers", group,
                #"{"linkId":"g","answer":[{"valueString":"x"}],"item":[{"linkId":"a","answer":[{"valueString":"x"}]}]}"#,
                ["Questionnaire_QR_Item_Group", "http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse#qrs-1"]),
            ResponseFixture(
                "a display has no answers", #"{"linkId":"d","type":"display"}"#,
                #"{"linkId":"d","answer":[{"valueString":"x"}]}"#,
                ["QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE"]),
            ResponseFixture(
                "a required group without items",
                #"{"linkId":"g","type":"group","required":true,"item":[{"linkId":"a","type":"string"}]}"#,
                #"{"linkId":"g"}"#, ["QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED"]),
            ResponseFixture(
                "two answers where one is due", #"{"linkId":"a","type":"string"}"#,
                #"{"linkId":"a","answer":[{"valueString":"x"},{"valueString":"y"}]}"#, ["Questionnaire_QR_Item_OnlyOneA"]),
            ResponseFixture(
                "an item twice", #"{"linkId":"a","type":"string"}"#,
                #"{"linkId":"a","answer":[{"valueString":"x"}]},{"linkId":"a","answer":[{"valueString":"y"}]}"#,
                ["Questionnaire_QR_Item_OnlyOneI"]),
            ResponseFixture(
                "more answers than maxOccurs",
                #"{"linkId":"a","type":"string","repeats":true,"extension":[{"url":"http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs","valueInteger":1}]}"#,
                #"{"linkId":"a","answer":[{"valueString":"x"},{"valueString":"y"}]}"#, ["QUESTIONNAIRE_QR_ITEM_MAX_OCCURS"]),
            ResponseFixture(
                "another text", #"{"linkId":"a","type":"string","text":"x"}"#,
                #"{"linkId":"a","text":"y","answer":[{"valueString":"x"}]}"#, ["Questionnaire_QR_Item_Text"]),
            ResponseFixture(
                "items of a question stand in its answers",
                #"{"linkId":"a","type":"string","item":[{"linkId":"b","type":"string"}]}"#,
                #"{"linkId":"a","answer":[{"valueString":"x"}],"item":[{"linkId":"b","answer":[{"valueString":"x"}]}]}"#,
                ["Questionnaire_QR_Item_Group_Answer", "http://hl7.org/fhir/StructureDefinition/QuestionnaireResponse#qrs-1"]),
        ])
    func structure(_ fixture: ResponseFixture) throws {
        #expect(try fixture.found() == fixture.expected)
    }

    @Test(
        "Conditions",
        arguments: [
            ("equal", when("=", [5]), true), ("one of the answers is equal", when("=", [4, 5]), true),
            ("none is", when("=", [4]), false),
            ("no answer", when("=", []), false), ("different", when("!=", [4]), true),
            ("one is not different", when("!=", [4, 5]), false),
            ("greater", when(">", [6]), true), ("not greater", when(">", [5]), false), ("at least", when(">=", [5]), true),
            ("less", when("<", [4]), true), ("not less", when("<", [5]), false), ("at most", when("<=", [5]), true),
        ])
    func conditions(_ reason: String, _ sides: (form: String, items: String), _ isEnabled: Bool) throws {
        let fixture = ResponseFixture(reason, sides.form, sides.items, isEnabled ? [] : ["Questionnaire_QR_Item_NotEnabled2"])
        #expect(try fixture.found() == fixture.expected)
    }

    @Test("A condition is decided in the nearest group that repeats")
    func repeatingGroups() throws {
        let form: String =
            #"{"linkId":"g","type":"group","repeats":true,"item":[{"linkId":"a","type":"boolean"},{"linkId":"b","type":"string","enableWhen":[{"question":"a","operator":"=","answerBoolean":true}]}]}"#
        let yes: String =
            #"{"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":true}]},{"linkId":"b","answer":[{"valueString":"x"}]}]}"#
        let no: String =
            #"{"linkId":"g","item":[{"linkId":"a","answer":[{"valueBoolean":false}]},{"linkId":"b","answer":[{"valueString":"x"}]}]}"#
        #expect(try ResponseFixture("", form, yes + "," + no, []).found() == ["Questionnaire_QR_Item_NotEnabled2"])
        #expect(try ResponseFixture("", form, yes + "," + yes, []).found() == [])
    }

    @Test("A response whose questionnaire is not at hand is not passed off as right")
    func notAtHand() throws {
        let text: String =
            #"{"resourceType":"QuestionnaireResponse","questionnaire":"http://acme.test/q","status":"completed"}"#
        let outcome: ValidationOutcome = try Validator().validate(try ElementTree.read(Array(text.utf8)))
        #expect(
            outcome.diagnostics.contains { $0.messageID.rawValue == "Questionnaire_QR_Q_NotFound" && $0.severity == .warning })
    }

    @Test("A contained questionnaire with a contained value set")
    func contained() throws {
        let text: String = ##"""
            {"resourceType":"QuestionnaireResponse","questionnaire":"#q","status":"completed","contained":[
            {"resourceType":"Questionnaire","id":"q","status":"draft","item":[{"linkId":"a","type":"choice","answerValueSet":"#v"}]},
            {"resourceType":"ValueSet","id":"v","status":"draft","compose":{"include":[{"system":"http://acme.test/s","concept":[{"code":"x"}]}]}}],
            "item":[{"linkId":"a","answer":[{"valueCoding":{"system":"http://acme.test/s","code":"CODE"}}]}]}
            """##
        let validator = try Validator()
        for (code, isThere) in [("x", true), ("y", false)] {
            let bytes: [UInt8] = Array(text.replacing("CODE", with: code).utf8)
            let ids: [String] = validator.validate(try ElementTree.read(bytes)).diagnostics.map(\.messageID.rawValue)
            #expect(ids.contains("Questionnaire_QR_Item_BadOption") == !isThere)
        }
    }
}
