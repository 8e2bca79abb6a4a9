import FHIRCore
import FHIRValidation
import Testing

@Suite("Answers to questions")
struct AnswerRuleTests {
    private static let base: String = "http://hl7.org/fhir/StructureDefinition/"
    private static let sdc: String = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-"

    /// An item with members or extensions, and one answer to it.
    private static func row(_ reason: String, _ type: String, _ more: String, _ answer: String, _ expected: String...)
        -> ResponseFixture
    {
        ResponseFixture(
            reason, #"{"linkId":"a","type":"\#(type)"\#(more.isEmpty ? "" : ",")\#(more)}"#,
            #"{"linkId":"a","answer":[{\#(answer)}]}"#, expected.sorted())
    }

    private static func ext(_ name: String, _ value: String, at base: String = base) -> String {
        #""extension":[{"url":"\#(base)\#(name)",\#(value)}]"#
    }

    private static let km: String = #""unit":"km","system":"http://unitsofmeasure.org","code":"km"}"#
    private static let m: String = #""system":"http://unitsofmeasure.org","code":"m"}"#

    @Test(
        arguments: [
            row("a string for a date", "date", "", #""valueString":"x""#, "Questionnaire_QR_Item_WrongType"),
            row("a uri for a url", "url", "", #""valueUri":"http://acme.test""#),
            row("a boolean for a choice", "choice", "", #""valueBoolean":true"#, "Questionnaire_QR_Item_WrongType"),
            row(
                "too short", "string", ext("minLength", #""valueInteger":3"#), #""valueString":"ab""#,
                "QUESTIONNAIRE_QR_ITEM_STRING_MIN_LENGTH"),
            row("too long", "text", #""maxLength":2"#, #""valueString":"abc""#, "QUESTIONNAIRE_QR_ITEM_STRING_MAX_LENGTH"),
            row("characters, not bytes, count", "text", #""maxLength":2"#, #""valueString":"äö""#),
            row("two lines for a string", "string", "", #""valueString":"a\nb""#, "QUESTIONNAIRE_QR_ITEM_STRING_ILLEGAL_CHARS"),
            row("two lines for a text", "text", "", #""valueString":"a\nb""#),
            row(
                "another form", "string", ext("regex", #""valueString":"[a-z]+""#), #""valueString":"ab1""#,
                "QUESTIONNAIRE_QR_ITEM_STRING_REGEX"),
            row("the form", "string", ext("regex", #""valueString":"[a-z]+""#), #""valueString":"ab""#),
            row(
                "less than the least", "integer", ext("minValue", #""valueInteger":3"#), #""valueInteger":2"#,
                "QUESTIONNAIRE_QR_ITEM_INTEGER_MIN"),
            row("the greatest itself", "decimal", ext("maxValue", #""valueDecimal":2.0"#), #""valueDecimal":2.00"#),
            row(
                "more than the greatest", "decimal", ext("maxValue", #""valueDecimal":2"#), #""valueDecimal":2.01"#,
                "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX"),
            row(
                "a date before the first", "date", ext("minValue", #""valueDate":"2020""#), #""valueDate":"2019-12""#,
                "QUESTIONNAIRE_QR_ITEM_DATE_MIN"),
            row("a date stands for its first day", "date", ext("maxValue", #""valueDate":"2022""#), #""valueDate":"2022""#),
            row(
                "a time after the last", "time", ext("maxValue", #""valueTime":"12:00:00""#), #""valueTime":"12:00:01""#,
                "QUESTIONNAIRE_QR_ITEM_TIME_MAX"),
            row(
                "digits behind the point", "decimal", ext("maxDecimalPlaces", #""valueInteger":1"#), #""valueDecimal":1.10"#,
                "QUESTIONNAIRE_QR_ITEM_DECIMAL_MAX_DECIMALS"),
            row(
                "other units, less", "quantity", ext("minQuantity", #""valueQuantity":{"value":2,\#(km)"#, at: sdc),
                #""valueQuantity":{"value":1999,\#(m)"#, "QUESTIONNAIRE_QR_ITEM_QUANTITY_MIN"),
            row(
                "other units, enough", "quantity", ext("minQuantity", #""valueQuantity":{"value":2,\#(km)"#, at: sdc),
                #""valueQuantity":{"value":2000,\#(m)"#),
            row(
                "the same unit, too much", "quantity", ext("maxQuantity", #""valueQuantity":{"value":2,\#(km)"#, at: sdc),
                #""valueQuantity":{"value":3,\#(km)"#, "QUESTIONNAIRE_QR_ITEM_QUANTITY_MAX"),
            row(
                "units of other things", "quantity", ext("maxQuantity", #""valueQuantity":{"value":2,\#(km)"#, at: sdc),
                #""valueQuantity":{"value":3,"system":"http://unitsofmeasure.org","code":"kg"}"#,
                "QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX"),
            row(
                "no code for the unit", "quantity", ext("maxQuantity", #""valueQuantity":{"value":2,\#(km)"#, at: sdc),
                #""valueQuantity":{"value":3,"unit":"km"}"#, "QUESTIONNAIRE_QR_ITEM_DECIMAL_CANNOT_COMPARE_MAX_UNITS"),
            row(
                "a unit that is not offered", "quantity",
                ext("questionnaire-unitOption", #""valueCoding":{"system":"http://unitsofmeasure.org","code":"m"}"#),
                #""valueQuantity":{"value":3,\#(km)"#, "QUESTIONNAIRE_QR_ITEM_DECIMAL_INVALID_UNITS"),
            row(
                "another media type", "attachment", ext("mimeType", #""valueCode":"image/png""#),
                #""valueAttachment":{"contentType":"text/plain"}"#, "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE"),
            row(
                "no media type", "attachment", ext("mimeType", #""valueCode":"image/png""#), #""valueAttachment":{"title":"x"}"#,
                "QUESTIONNAIRE_QR_ITEM_NOT_ATTACHMENT_MIMETYPE"),
            row(
                "a file too big", "attachment", ext("maxSize", #""valueDecimal":0.000001"#),
                #""valueAttachment":{"contentType":"text/plain","data":"QUJD"}"#, "QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH"),
            row(
                "a reference to another type", "reference", ext("questionnaire-referenceResource", #""valueCode":"Patient""#),
                #""valueReference":{"reference":"Group/1"}"#, "QUESTIONNAIRE_QR_ITEM_REF_INVALID"),
            row(
                "a reference to the type", "reference", ext("questionnaire-referenceResource", #""valueCode":"Patient""#),
                #""valueReference":{"reference":"https://acme.test/Patient/1"}"#),
            row(
                "an integer that is not offered", "integer", #""answerOption":[{"valueInteger":1}]"#, #""valueInteger":2"#,
                "QUESTIONNAIRE_QR_ITEM_NOINTEGER"),
            row(
                "a code that is offered", "choice",
                #""answerOption":[{"valueCoding":{"system":"http://acme.test/s","code":"x"}}]"#,
                #""valueCoding":{"system":"http://acme.test/s","code":"x"}"#),
            row(
                "a code that is not", "choice", #""answerOption":[{"valueCoding":{"system":"http://acme.test/s","code":"x"}}]"#,
                #""valueCoding":{"system":"http://acme.test/s","code":"y"}"#, "QUESTIONNAIRE_QR_ITEM_NOCODING"),
            row(
                "free text in an open choice", "open-choice", #""answerOption":[{"valueCoding":{"code":"x"}}]"#,
                #""valueString":"why""#),
            row(
                "free text that is a code of the open choice", "open-choice", #""answerOption":[{"valueCoding":{"code":"x"}}]"#,
                #""valueString":"X""#, "QUESTIONNAIRE_QR_ITEM_STRING_IN_CODING"),
            row(
                "a code outside the value set", "choice", #""answerValueSet":"http://hl7.org/fhir/ValueSet/item-type""#,
                #""valueCoding":{"system":"http://hl7.org/fhir/item-type","code":"x"}"#, "Questionnaire_QR_Item_BadOption",
                "Unknown_Code_in_Version"),
            row(
                "a code of the value set", "choice", #""answerValueSet":"http://hl7.org/fhir/ValueSet/item-type""#,
                #""valueCoding":{"system":"http://hl7.org/fhir/item-type","code":"string"}"#),
            row(
                "a value set that is not at hand", "choice", #""answerValueSet":"http://acme.test/v""#,
                #""valueCoding":{"system":"http://hl7.org/fhir/item-type","code":"string"}"#, "Questionnaire_QR_Item_BadOption_CS"
            ),
        ])
    func answer(_ fixture: ResponseFixture) throws {
        #expect(try fixture.found() == fixture.expected)
    }

    @Test("A type that is none is reported where references are taken to be those of servers")
    func restReferences() throws {
        var options = ValidationOptions()
        options.assumesRESTReferences = true
        let fixture: ResponseFixture = Self.row(
            "", "reference", "", #""valueReference":{"reference":"https://acme.test/Chicken/1"}"#)
        #expect(try fixture.found(options).contains("QUESTIONNAIRE_QR_ITEM_REF_INVALID_GENERAL"))
    }
}
