import FHIRCore
import FHIRValidation
import Testing

@Suite("Base rules")
struct BaseRulesTests {
    private static let validator = Result { try Validator(options: .withoutAdvice) }

    @Test(
        "JSON",
        arguments: [
            ("nothing to report", #"{"resourceType":"Patient","gender":"male","name":[{"family":"x"}]}"#),
            ("an unknown element, at what holds it", #"{"resourceType":"Patient",⟪Unrecognised_property_⟫"nmae":[]}"#),
            (
                "a type that the choice does not allow",
                #"{"resourceType":"Patient",⟪Unrecognised_property_⟫"deceasedString":"x"}"#
            ),
            (
                "two types of one choice",
                #"⟪Validation_VAL_Profile_Maximum⟫{"resourceType":"Patient","deceasedBoolean":true,"deceasedDateTime":"2020"}"#
            ),
            ("an element twice", #"{"resourceType":"Patient","gender":"male",⟪Duplicated_property_name⟫"gender":"male"}"#),
            (
                "a single value where an array is due",
                #"{"resourceType":"Patient","name":⟪This_property_must_be_an_Array_not_⟫{"family":"x"}}"#
            ),
            (
                "an array where a single value is due",
                #"{"resourceType":"Patient","gender":[⟪This_property_must_be_an_simple_value_not_⟫"male"]}"#
            ),
            ("an empty array", #"{"resourceType":"Patient","name":⟪ARRAY_CANNOT_BE_EMPTY⟫[]}"#),
            ("an empty object", #"{"resourceType":"Patient","name":[⟪Object_must_have_some_content⟫{}]}"#),
            (
                "an object for a primitive",
                #"{"resourceType":"Patient","gender":⟪This_property_must_be_an_simple_value_not_⟫{"value":"male"}}"#
            ),
            ("a string for an object", #"{"resourceType":"Patient","name":[⟪This_property_must_be__not_⟫"x"]}"#),
            (
                "a string for a truth value",
                #"{"resourceType":"Patient","active":⟪Error_parsing_JSON_the_primitive_value_must_be_a_boolean⟫"true"}"#
            ),
            (
                "a number for a string",
                #"{"resourceType":"Patient","name":[{"family":⟪Error_parsing_JSON_the_primitive_value_must_be_a_string⟫7}]}"#
            ),
            (
                "a string for a number",
                #"{"resourceType":"Patient","multipleBirthInteger":⟪Error_parsing_JSON_the_primitive_value_must_be_a_number⟫"2"}"#
            ),
            ("null", #"{"resourceType":"Patient","active":⟪CaseBridge_Null_Not_Allowed⟫null}"#),
            (
                "null beside an extension is a place",
                #"{"resourceType":"Patient","name":[{"given":[null,"x"],"_given":[{"extension":[{"url":"http://example.org/x","valueString":"x"}]},null]}]}"#
            ),
            (
                "a required element that is missing",
                #"{"resourceType":"Patient","link":[⟪Validation_VAL_Profile_Minimum⟫{"type":"refer"}]}"#
            ),
            (
                "a misshapen element does not count",
                #"{"resourceType":"Patient","link":[⟪Validation_VAL_Profile_Minimum⟫{"type":"refer","other":[⟪This_property_must_be_an_simple_value_not_⟫{"display":"x"}]}]}"#
            ),
            (
                "a date that does not exist",
                #"{"resourceType":"Patient","birthDate":⟪Type_Specific_Checks_DT_Date_Valid⟫"1974-02-30"}"#
            ),
            (
                "a time without its zone",
                #"{"resourceType":"Patient","deceasedDateTime":⟪Type_Specific_Checks_DT_DateTime_TZ⟫"1974-02-20T10:00:00"}"#
            ),
            (
                "an empty string",
                #"{"resourceType":"Patient","name":[{"family":⟪Type_Specific_Checks_DT_Primitive_NotEmpty⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫""}]}"#
            ),
            ("the id of a resource", #"{"resourceType":"Patient","id":⟪Resource_RES_ID_Malformed_Chars⟫"a_b"}"#),
            ("a code outside a required set", #"{"resourceType":"Patient","gender":⟪Terminology_TX_NoValid_16⟫"Male"}"#),
            (
                "a code with white space is none of the set either",
                #"{"resourceType":"Patient","gender":⟪Terminology_TX_NoValid_16⟫⟪Type_Specific_Checks_DT_Code_WS⟫"male "}"#
            ),
            (
                "a concept outside a required set",
                """
                {"resourceType":"AllergyIntolerance","patient":{"display":"x"},"clinicalStatus":⟪Terminology_TX_NoValid_1_CC⟫{"coding":[
                {"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":⟪Unknown_Code_in_Version⟫"actve"}]}}
                """
            ),
            (
                "a code of an unknown system is no error",
                """
                {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:oid:1.2","code":"x"}]}}
                """
            ),
            (
                "an invariant of a type",
                #"{"resourceType":"Patient","name":[{"period":⟪http://hl7.org/fhir/StructureDefinition/Period#per-1⟫{"start":"2020-02-01","end":"2020-01-01"}}]}"#
            ),
            (
                "an invariant of an element",
                #"{"resourceType":"Patient","contact":[⟪http://hl7.org/fhir/StructureDefinition/Patient#pat-1⟫{"gender":"male"}]}"#
            ),
            (
                "an extension with both",
                #"{"resourceType":"Patient","extension":[⟪http://hl7.org/fhir/StructureDefinition/Extension#ext-1⟫{"url":"http://example.org/x","valueString":"y","extension":[{"url":"z","valueString":"y"}]}]}"#
            ),
            (
                "a reference with white space",
                #"{"resourceType":"Patient","managingOrganization":⟪REFERENCE_REF_INVALID_REF⟫{"reference":"no reference"}}"#
            ),
            (
                "a reference to a wrong type is a warning",
                #"{"resourceType":"Patient","managingOrganization":⟪Reference_REF_BadTargetType2⟫{"reference":"Patient/1"}}"#
            ),
            (
                "a reference to no contained resource",
                ##"{"resourceType":"Patient","managingOrganization":⟪Reference_REF_CantResolve⟫⟪http://hl7.org/fhir/StructureDefinition/Reference#ref-1⟫{"reference":"#x"}}"##
            ),
            (
                "a contained resource that nothing refers to",
                #"{"resourceType":"Patient","contained":[⟪CONTAINED_ORPHAN_DOM3⟫{"resourceType":"Organization","id":"x","name":"y"}]}"#
            ),
            (
                "one that is referred to",
                ##"{"resourceType":"Patient","contained":[{"resourceType":"Organization","id":"x","name":"y"}],"managingOrganization":{"reference":"#x"}}"##
            ),
            (
                "faults in a contained resource",
                ##"{"resourceType":"Patient","contained":[{"resourceType":"Patient","id":"x","gender":⟪Terminology_TX_NoValid_16⟫"m","link":[{"other":{"reference":"#"},"type":"refer"}]}]}"##
            ),
            (
                "an unknown type in a bundle",
                #"{"resourceType":"Bundle","type":"collection","entry":[⟪http://hl7.org/fhir/StructureDefinition/Bundle#bdl-5⟫{"fullUrl":"urn:uuid:5c1f2b0e-0000-4000-8000-000000000001","resource":⟪Unable_to_find_resourceType_property⟫{"resourceType":"Patinet"}}]}"#
            ),
            (
                "faults in a bundle's entry",
                #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:5c1f2b0e-0000-4000-8000-000000000001","resource":{"resourceType":"Patient","gender":⟪Terminology_TX_NoValid_16⟫"m"}}]}"#
            ),
            (
                "a relative canonical address",
                #"⟪Validation_VAL_Profile_Unknown⟫{"resourceType":"Patient","meta":{"profile":[⟪TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE⟫"Patient"]}}"#
            ),
            (
                "an extension's relative url",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_URL_Absolute⟫{"url":"x","valueString":"y"}]}"#
            ),
            (
                "narrative with a script",
                #"{"resourceType":"Patient","text":{"status":"generated","div":⟪XHTML_XHTML_Element_Illegal⟫⟪http://hl7.org/fhir/StructureDefinition/Narrative#txt-1⟫"<div xmlns=\"http://www.w3.org/1999/xhtml\">a<script>b</script></div>"}}"#
            ),
        ])
    func json(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(BaseRulesTests.validator.get()) == marked.expected, "\(reason)")
    }

    @Test(
        "XML",
        arguments: [
            (
                "nothing to report",
                #"<Patient xmlns="http://hl7.org/fhir"><active value="true"/><gender value="male"/></Patient>"#
            ),
            (
                "out of order",
                #"<Patient xmlns="http://hl7.org/fhir"><gender value="male"/>⟪Validation_VAL_Profile_OutOfOrder⟫<active value="true"/></Patient>"#
            ),
            ("an unknown element", #"<Patient xmlns="http://hl7.org/fhir">⟪Undefined_element_⟫<sex value="m"/></Patient>"#),
            (
                "an unknown attribute",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Undefined_attribute__on__for_type__properties__⟫<gender value="male" code="m"/></Patient>"#
            ),
            (
                "text between elements",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Text_should_not_be_present⟫<name>x<family value="y"/></name></Patient>"#
            ),
            (
                "no value",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Element_must_have_some_content⟫⟪Terminology_TX_Code_ValueSet_MISSING⟫⟪Type_Specific_Checks_DT_Primitive_ValueExt⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫<gender/></Patient>"#
            ),
            (
                "another namespace",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Wrong_namespace__expected_⟫<gender xmlns="urn:x" value="male"/></Patient>"#
            ),
            (
                "a root in another namespace is said once",
                #"⟪Wrong_namespace__expected_⟫<Patient xmlns="urn:x"><gender value="male"/></Patient>"#
            ),
            (
                "an integer that is none",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Type_Specific_Checks_DT_Integer_Valid⟫<multipleBirthInteger value="two"/></Patient>"#
            ),
        ])
    func xml(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(BaseRulesTests.validator.get()) == marked.expected, "\(reason)")
    }

    @Test(
        "extensions without a definition at hand: those of examples and of DICOM are excused, by their host",
        arguments: [
            ("http://example.org/x", true), ("https://fhir.acme.com/x", true), ("http://nema.org/x", true),
            ("http://dicom.nema.org/x", true), ("http://cinema.org/x", false), ("http://acme.test/nema.org/x", false),
            ("http://example.com/x", false), ("urn:example.org", false),
        ])
    func excusedExtensions(_ url: String, _ isExcused: Bool) throws {
        let text: String = #"{"resourceType":"Patient","extension":[{"url":"\#(url)","valueString":"y"}]}"#
        let outcome = try BaseRulesTests.validator.get().validate(try ElementTree.read(Array(text.utf8)))
        let expected: String = isExcused ? "information Extension_EXT_Unknown" : "error Extension_EXT_Unknown_NotHere"
        #expect(outcome.diagnostics.map { "\($0.severity) \($0.messageID)" } == [expected])
    }

    @Test(
        "what was not checked is said once",
        arguments: [
            (
                #"{"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:oid:1.2","code":"x"},{"system":"urn:oid:1.2","code":"y"}]}}"#,
                "UNKNOWN_CODESYSTEM"
            ),
            (
                #"{"resourceType":"Patient","extension":[{"url":"http://example.org/x","valueString":"y"},{"url":"http://example.org/x","valueString":"z"}]}"#,
                "Extension_EXT_Unknown"
            ),
        ])
    func notChecked(_ text: String, _ id: String) throws {
        let outcome = try BaseRulesTests.validator.get().validate(try ElementTree.read(Array(text.utf8)))
        #expect(outcome.diagnostics.map { "\($0.severity) \($0.messageID)" } == ["information \(id)"])
    }
}
