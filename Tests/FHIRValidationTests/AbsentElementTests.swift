import FHIRCore
import FHIRValidation
import Testing

/// What has not the form of its element is reported there, and is not there for everything else.
@Suite("Elements that are not there")
struct AbsentElementTests {
    static let validator: Result<Validator, any Error> = Result { try Validator(options: .withoutAdvice) }

    @Test(
        "for invariants",
        arguments: [
            (
                "an object where a primitive is due",
                #"{"resourceType":"Patient","telecom":[⟪http://hl7.org/fhir/StructureDefinition/ContactPoint#cpt-2⟫{"system":⟪This_property_must_be_an_simple_value_not_⟫{"value":"url"},"value":"http://x.org"}]}"#
            ),
            (
                "an array where a single value is due",
                #"{"resourceType":"Patient","telecom":[⟪http://hl7.org/fhir/StructureDefinition/ContactPoint#cpt-2⟫{"system":[⟪This_property_must_be_an_simple_value_not_⟫"url"],"value":"http://x.org"}]}"#
            ),
            (
                "an empty object",
                #"{"resourceType":"Medication","ingredient":[{"itemReference":{"display":"x"},"strength":⟪http://hl7.org/fhir/StructureDefinition/Ratio#rat-1⟫{"numerator":⟪Object_must_have_some_content⟫{},"denominator":{"value":1}}}]}"#
            ),
            (
                "an empty object counts, though nothing is in it",
                #"{"resourceType":"Organization","identifier":[⟪Object_must_have_some_content⟫{}]}"#
            ),
            (
                "a single object where an array is due is its only item",
                #"{"resourceType":"Organization","identifier":⟪This_property_must_be_an_Array_not_⟫{"value":"x"}}"#
            ),
        ])
    func invariants(_ reason: String, _ text: String) throws { try check(text) }

    @Test(
        "for cardinality, references and ids",
        arguments: [
            (
                "a single primitive where an array is due",
                #"⟪Validation_VAL_Profile_Minimum⟫{"resourceType":"Binary","contentType":[⟪This_property_must_be_an_simple_value_not_⟫"text/plain"]}"#
            ),
            (
                "a code in an array, where a code of a set is required",
                #"{"resourceType":"AllergyIntolerance","patient":{"display":"x"},"clinicalStatus":⟪Terminology_TX_Code_ValueSet_MISSING⟫{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/allergyintolerance-clinical","code":[⟪This_property_must_be_an_simple_value_not_⟫"active"]}]}}"#
            ),
            (
                "an empty text, which is no value of a period",
                #"{"resourceType":"Patient","name":[{"family":"x","period":{"start":⟪Type_Specific_Checks_DT_Primitive_NotEmpty⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫"","end":"2020"}}]}"#
            ),
            (
                "an empty text, which is no expression",
                #"{"resourceType":"SearchParameter","url":"http://a.example/x","name":"X","status":"draft","description":"x","code":"x","base":["Patient"],"type":"token","expression":⟪Type_Specific_Checks_DT_Primitive_NotEmpty⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫""}"#
            ),
            (
                "a reference that is an object",
                #"{"resourceType":"Patient","managingOrganization":{"reference":⟪This_property_must_be_an_simple_value_not_⟫{"value":"Organization/1"}}}"#
            ),
            (
                "the system of a unit that is an object",
                #"{"resourceType":"Substance","code":{"text":"x"},"instance":[{"quantity":{"value":1,"system":⟪This_property_must_be_an_simple_value_not_⟫{"value":"http://unitsofmeasure.org"}}}]}"#
            ),
            (
                "a contained resource whose id is an array",
                ##"{"resourceType":"Patient","contained":[⟪CONTAINED_ORPHAN_DOM3⟫⟪Resource_RES_ID_Missing⟫{"resourceType":"Organization","id":[⟪This_property_must_be_an_simple_value_not_⟫"o"],"name":"x"}],"managingOrganization":⟪Reference_REF_CantResolve⟫⟪http://hl7.org/fhir/StructureDefinition/Reference#ref-1⟫{"reference":"#o"}}"##
            ),
            (
                "a contained resource of no type",
                #"{"resourceType":"Patient","contained":[⟪CONTAINED_ORPHAN_DOM3⟫⟪Resource_RES_ID_Missing⟫⟪Unable_to_find_resourceType_property⟫{"id":"o","name":"x"}]}"#
            ),
            (
                "a string where an array of objects is due",
                #"{"resourceType":"Patient","name":⟪This_property_must_be_an_Array_not_⟫⟪This_property_must_be__not_⟫"x"}"#
            ),
            (
                "a number for the address of a definition",
                #"{"resourceType":"CodeSystem","status":"draft","content":"complete","url":⟪TYPE_SPECIFIC_CHECKS_CANONICAL_ABSOLUTE⟫⟪Error_parsing_JSON_the_primitive_value_must_be_a_string⟫17}"#
            ),
        ])
    func values(_ reason: String, _ text: String) throws { try check(text) }

    @Test(
        "beside primitives",
        arguments: [
            (
                "an empty object beside a value",
                #"{"resourceType":"Patient","birthDate":"2020","_birthDate":⟪Object_must_have_some_content⟫{}}"#
            ),
            (
                "an empty object and no value",
                #"{"resourceType":"Patient","_birthDate":⟪Type_Specific_Checks_DT_Primitive_ValueExt⟫{}}"#
            ),
            (
                "an array beside a single value",
                #"{"resourceType":"Patient","birthDate":"2020","_birthDate":⟪This_property_must_be__not_⟫[{"id":"x"}]}"#
            ),
            (
                "an object beside a list",
                #"{"resourceType":"Patient","name":[{"given":["x"],"_given":⟪This_property_must_be__not_⟫{"id":"x"}}]}"#
            ),
            (
                "a string beside a value",
                #"{"resourceType":"Patient","birthDate":"2020",⟪This_property_must_be__not_⟫"_birthDate":"x"}"#
            ),
            (
                "an id and no value",
                #"{"resourceType":"Patient","_birthDate":⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫{"id":"x"}}"#
            ),
            (
                "an id, and nothing else in an object",
                #"{"resourceType":"Patient","name":[⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫{"id":"x"}]}"#
            ),
            (
                "an id and an extension",
                #"{"resourceType":"Patient","name":[{"id":"x","extension":[{"url":"http://example.org/x","valueString":"x"}]}]}"#
            ),
            ("null beside a value of a list", #"{"resourceType":"Patient","name":[{"given":["x"],"_given":[null]}]}"#),
            ("an id beside a value", #"{"resourceType":"Patient","birthDate":"2020","_birthDate":{"id":"x"}}"#),
        ])
    func companions(_ reason: String, _ text: String) throws { try check(text) }

    @Test(
        "in extensions",
        arguments: [
            (
                "a simple extension without a value",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Simple_ABSENT⟫⟪Validation_VAL_Profile_Minimum⟫⟪http://hl7.org/fhir/StructureDefinition/Extension#ext-1⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace"}]}"#
            ),
            (
                "one whose value is an array",
                #"{"resourceType":"Patient","extension":[⟪Extension_EXT_Simple_ABSENT⟫⟪Validation_VAL_Profile_Minimum⟫⟪http://hl7.org/fhir/StructureDefinition/Extension#ext-1⟫{"url":"http://hl7.org/fhir/StructureDefinition/patient-birthPlace","valueAddress":[⟪This_property_must_be_an_simple_value_not_⟫{"text":"x"}]}]}"#
            ),
            (
                "a part whose url is an array, though it is that of a part",
                #"{"resourceType":"Patient","extension":[{"url":"http://hl7.org/fhir/StructureDefinition/patient-nationality","extension":[⟪Extension_EXT_Url_NotFound⟫⟪Validation_VAL_Profile_Minimum⟫{"url":[⟪This_property_must_be_an_simple_value_not_⟫"code"],"valueCodeableConcept":{"text":"x"}}]}]}"#
            ),
            (
                "a value of a wrong type that is no code of the set either",
                #"{"resourceType":"Patient","birthDate":"2020","_birthDate":{"extension":[⟪Extension_EXT_Type⟫{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueString":⟪Terminology_TX_NoValid_16⟫"x"}]}}"#
            ),
            (
                "a value of a wrong type that is a code of the set",
                #"{"resourceType":"Patient","birthDate":"2020","_birthDate":{"extension":[⟪Extension_EXT_Type⟫{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueString":"unknown"}]}}"#
            ),
        ])
    func extensions(_ reason: String, _ text: String) throws { try check(text) }

    @Test("XML: a code without a value")
    func code() throws {
        let xml: String = #"<Patient xmlns="http://hl7.org/fhir"><gender/></Patient>"#
        let outcome: ValidationOutcome = try AbsentElementTests.validator.get().validate(try ElementTree.read(Array(xml.utf8)))
        let ids: Set<String> = Set(outcome.diagnostics.filter { $0.severity == .error }.map { "\($0.messageID)" })
        #expect(ids.contains("Terminology_TX_Code_ValueSet_MISSING"))
        #expect(ids.contains("Type_Specific_Checks_DT_Primitive_ValueExt"))
    }

    private func check(_ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(AbsentElementTests.validator.get(), atLeast: .error) == marked.expected)
    }
}
