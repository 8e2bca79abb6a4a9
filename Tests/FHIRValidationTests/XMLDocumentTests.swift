import FHIRCore
import FHIRValidation
import Testing

/// Faults that only XML has: namespaces, attributes, elements without a value (FHIR R4, 2.6.1).
@Suite("XML documents")
struct XMLDocumentTests {
    private static let validator = Result { try Validator(options: .withoutAdvice) }

    private static let noValue: String =
        "⟪Element_must_have_some_content⟫⟪Type_Specific_Checks_DT_Primitive_ValueExt⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫"

    @Test(
        "have their findings",
        arguments: [
            (
                "a code without its value is also none of the set that is required",
                #"<Patient xmlns="http://hl7.org/fhir">\#(noValue)⟪Terminology_TX_Code_ValueSet_MISSING⟫<gender/></Patient>"#
            ),
            (
                "the id of a resource without its value has no character that it may have",
                #"<Patient xmlns="http://hl7.org/fhir">\#(noValue)⟪Resource_RES_ID_Malformed_Chars⟫<id/><active value="true"/></Patient>"#
            ),
            (
                "an element without a value does not exist for invariants: cpt-2",
                #"<Patient xmlns="http://hl7.org/fhir">⟪http://hl7.org/fhir/StructureDefinition/ContactPoint#cpt-2⟫<telecom>\#(noValue)⟪Terminology_TX_Code_ValueSet_MISSING⟫<system/><value value="1"/></telecom></Patient>"#
            ),
            (
                "xsi:type is no attribute of FHIR, and says what is not so",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Undefined_attribute__on__for_type__properties__⟫⟪XSI_TYPE_WRONG⟫<active xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="x" value="true"/></Patient>"#
            ),
            (
                "xsi:type that says what is so",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Undefined_attribute__on__for_type__properties__⟫<active xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="boolean" value="true"/></Patient>"#
            ),
            (
                "an attribute `type` of no namespace is no xsi:type",
                #"<Patient xmlns="http://hl7.org/fhir">⟪Undefined_attribute__on__for_type__properties__⟫<active type="x" value="true"/></Patient>"#
            ),
            (
                "narrative in FHIR's namespace is one finding",
                #"<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>⟪XHTML_XHTML_NS_InValid⟫<div>x</div></text></Patient>"#
            ),
            (
                "narrative in another namespace, and all in it, is one finding",
                #"<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>⟪XHTML_XHTML_NS_InValid⟫<div xmlns="urn:x"><p>x</p></div></text></Patient>"#
            ),
            (
                "a part of narrative in FHIR's namespace",
                #"<Patient xmlns="http://hl7.org/fhir"><text><status value="generated"/>⟪XHTML_XHTML_NS_InValid⟫<div xmlns="http://www.w3.org/1999/xhtml"><p xmlns="http://hl7.org/fhir">x</p></div></text></Patient>"#
            ),
            (
                "in a document of another namespace nothing else is looked for",
                #"⟪Wrong_namespace__expected_⟫<Patient xmlns="http://hl7.org/fhir/"><gender value="none"/><sex value="m"/></Patient>"#
            ),
            (
                "the wrong namespace of `contained` is that of the resource in it",
                ##"<Patient xmlns="http://hl7.org/fhir">⟪Wrong_namespace__expected_⟫<contained xmlns="urn:x"><Organization xmlns="http://hl7.org/fhir"><id value="o"/><name value="x"/></Organization></contained><managingOrganization><reference value="#o"/></managingOrganization></Patient>"##
            ),
            (
                "white space round a number is no part of it: tim-5 is met",
                #"<ServiceRequest xmlns="http://hl7.org/fhir"><status value="active"/><intent value="order"/><subject><display value="x"/></subject><occurrenceTiming><repeat>⟪Type_Specific_Checks_DT_Decimal_Valid⟫<period value="1 "/><periodUnit value="d"/></repeat></occurrenceTiming></ServiceRequest>"#
            ),
            (
                "an order fault counts against a profile that is claimed, too",
                #"<Observation xmlns="http://hl7.org/fhir"><meta><profile value="http://hl7.org/fhir/StructureDefinition/bodyweight"/></meta><category><coding><system value="http://terminology.hl7.org/CodeSystem/observation-category"/><code value="vital-signs"/></coding></category>⟪Validation_VAL_Profile_OutOfOrder⟫⟪Validation_VAL_Profile_OutOfOrder⟫<status value="final"/><code><coding><system value="http://loinc.org"/><code value="29463-7"/></coding></code><subject><display value="x"/></subject><effectiveDateTime value="2020-01-01"/><valueQuantity><value value="1"/><unit value="kg"/><system value="http://unitsofmeasure.org"/><code value="kg"/></valueQuantity></Observation>"#
            ),
        ])
    func findings(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(XMLDocumentTests.validator.get()) == marked.expected, "\(reason)")
    }

    @Test("name a contained resource's wrong namespace at that resource, once")
    func containedNamespace() throws {
        let text: String =
            #"<Patient xmlns="http://hl7.org/fhir"><contained xmlns="urn:x"><Organization><id value="o"/></Organization></contained></Patient>"#
        let outcome: ValidationOutcome = try XMLDocumentTests.validator.get().validate(try ElementTree.read(Array(text.utf8)))
        let places: [String] = outcome.issues.filter { $0.messageID.rawValue == "Wrong_namespace__expected_" }.map(\.path)
        #expect(places == ["Patient.contained[0]", "Patient.contained[0].id"])
    }
}
