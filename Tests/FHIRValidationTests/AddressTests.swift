import FHIRCore
import FHIRValidation
import Testing

@Suite("Addresses: schemes, definitions, code systems, searches; security labels")
struct AddressTests {
    private static let validator = Result { try Validator(options: .withoutAdvice) }

    private static func coding(_ system: String, _ mark: String = "") -> String {
        #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":\#(mark)"\#(system)","code":"1"}]}}"#
    }

    private static func subject(_ reference: String, _ mark: String = "") -> String {
        #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"subject":\#(mark){\#(reference)}}"#
    }

    private static func unit(_ system: String, _ mark: String = "") -> String {
        #"{"resourceType":"Observation","status":"final","code":{"text":"x"},"valueQuantity":\#(mark){"value":1,"system":"\#(system)","code":"kg"}}"#
    }

    @Test(arguments: [
        ("an OID", #"{"resourceType":"Patient","identifier":[{"system":⟪Type_Specific_Checks_DT_URI_OID⟫"oid:1.2.3"}]}"#),
        ("a UUID", #"{"resourceType":"Patient","identifier":[{"system":⟪Type_Specific_Checks_DT_URI_UUID⟫"uuid:1"}]}"#),
        (
            "a version behind a UUID",
            #"{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":"urn:uuid:c757873d-ec9a-4326-a141-556f43239520|1"}"#
        ),
        ("the address of a definition", #"{"resourceType":"Library","status":"draft","type":{"text":"x"},"url":"urn:x"}"#),
        (
            "a relative one",
            #"{"resourceType":"Library","status":"draft","type":{"text":"x"},"url":⟪TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE⟫"Library/1"}"#
        ),
        ("code systems begin with http:", coding("https://loinc.org", "⟪TERMINOLOGY_TX_SYSTEM_HTTPS⟫")),
        ("others as their owners say", coding("https://a.b/c")),
        ("a page", coding("http://hl7.org/fhir/valueset-x.html", "⟪TERMINOLOGY_TX_SYSTEM_WRONG_HTML⟫")),
        ("a draft", coding("http://build.fhir.org/x", "⟪TERMINOLOGY_TX_SYSTEM_WRONG_BUILD⟫")),
        (
            "a code that should be a URI",
            #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:ietf:rfc:3986","code":⟪Unknown_Code_in_Version⟫"Contract"}]}}"#
        ),
        (
            "a code that is one",
            #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:ietf:rfc:3986","code":"urn:x"}]}}"#
        ),
        (
            "white space in a display",
            #"{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M","display":⟪Display_Name_WS_for__should_be_one_of__instead_of⟫"Married "}]}}"#
        ),
        (
            "case in a display",
            #"{"resourceType":"Patient","maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M","display":"MARRIED"}]}}"#
        ),
        ("a unit of UCUM", unit("http://unitsofmeasure.org")),
        ("with a slash behind it", unit("http://unitsofmeasure.org/", "⟪Terminology_TX_System_Invalid⟫")),
        ("a search", subject(#""reference":"Patient?identifier=http://a.b|1&_active="# + #"true""#)),
        ("no search", subject(#""reference":"Patient?identifier""#, "⟪REFERENCE_REF_QUERY_INVALID⟫")),
        ("the type that the address names", subject(#""reference":"Patient/1","type":"Patient""#)),
        ("another one", subject(#""reference":"Patient/1","type":"Device""#, "⟪Reference_REF_BadTargetType⟫")),
        (
            "one label twice",
            #"{"resourceType":"Patient","meta":{"security":[{"system":"urn:x","code":"a"},{"system":"urn:x","code":"b"},⟪Meta_RES_Security_Duplicate⟫{"system":"urn:x","code":"a","display":"A"}]}}"#
        ),
    ])
    func addresses(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(Self.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }
}
