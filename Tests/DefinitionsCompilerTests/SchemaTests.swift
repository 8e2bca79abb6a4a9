import FHIRCore
import Testing

/// Facts of the standard, read back from the table through FHIRCore.
struct SchemaTests {
    let schema = Schema.r4

    @Test func `Patient has its elements in the order of the standard`() throws {
        let patient: FHIRCore.TypeDefinition = try #require(schema.definition(named: "Patient"))
        #expect(patient.base?.name == "DomainResource")
        #expect(
            patient.elements.map { $0.name } == [
                "id", "meta", "implicitRules", "language", "text", "contained", "extension", "modifierExtension",
                "identifier", "active", "name", "telecom", "gender", "birthDate", "deceased[x]", "address", "maritalStatus",
                "multipleBirth[x]", "photo", "contact", "communication", "generalPractitioner", "managingOrganization", "link",
            ])
    }

    @Test(arguments: [
        ("Observation", "value[x]", 11), ("Observation", "effective[x]", 4), ("Extension", "value[x]", 50),
        ("Patient", "deceased[x]", 2), ("Parameters.parameter", "value[x]", 50), ("Patient", "birthDate", 1),
        ("string", "value", 0),
    ]) func `a choice has a name for every type`(type: String, element: String, names: Int) throws {
        let definition: FHIRCore.TypeDefinition = try #require(schema.definition(named: type))
        #expect(definition.elements.first { $0.name == element }?.fields.count == names)
    }

    @Test(arguments: [
        ("Bundle.entry", "link", "Bundle.link"), ("Observation.component", "referenceRange", "Observation.referenceRange"),
        ("Parameters.parameter", "part", "Parameters.parameter"), ("Questionnaire.item", "item", "Questionnaire.item"),
    ]) func `a content reference leads to the backbone element`(type: String, field: String, target: String) throws {
        let owner: TypeIndex = try #require(schema.type(named: type))
        let found: FieldDefinition = try #require(schema.field(field, of: owner).flatMap { schema.definition($0) })
        #expect(found.type.name == target)
        #expect(found.element.contentReference == target)
    }

    @Test(arguments: [
        ("Patient", "id", "id"), ("HumanName", "id", "string"), ("Extension", "url", "uri"), ("Narrative", "div", "xhtml"),
        ("Bundle.entry", "resource", "Resource"), ("Observation", "valueSampledData", "SampledData"),
        ("Dosage", "doseAndRate", "Dosage.doseAndRate"), ("Quantity", "value", "decimal"),
    ]) func `a field has its type`(type: String, field: String, expected: String) throws {
        let owner: TypeIndex = try #require(schema.type(named: type))
        #expect(schema.field(field, of: owner).flatMap { schema.definition($0) }?.type.name == expected)
    }

    @Test func `every field and type is found by its name`() {
        for type in schema.allTypes {
            #expect(schema.type(named: type.name) == type.index)
            for field in type.fields { #expect(schema.field(field.name, of: type.index) == field.index) }
        }
        #expect(schema.type(named: "Patientt") == nil)
    }

    @Test(arguments: [
        ("Patient", ["dom-2", "dom-3", "dom-4", "dom-5", "dom-6"]), ("Patient.contact", ["ele-1", "pat-1"]),
        ("Age", ["ele-1", "qty-3", "age-1"]), ("Bundle.entry", ["ele-1", "bdl-5", "bdl-8"]), ("Resource", []),
        ("Extension", ["ele-1", "ext-1"]),
    ]) func `a type has its invariants, inherited ones first`(type: String, keys: [String]) {
        #expect(schema.definition(named: type)?.invariants.map { $0.key } == keys)
    }

    @Test func `an element has the invariants that its type does not state`() throws {
        let narrative: FHIRCore.TypeDefinition = try #require(schema.definition(named: "Narrative"))
        #expect(narrative.elements.map { $0.invariants.map { $0.key } } == [[], [], [], ["txt-1", "txt-2"]])
        let dom6 = schema.definition(named: "Patient")?.invariants.first { $0.key == "dom-6" }
        #expect(dom6?.isBestPractice == true)
        #expect(dom6?.isWarning == true)
        #expect(dom6?.source == "http://hl7.org/fhir/StructureDefinition/DomainResource")
    }

    @Test func `a binding has its strength, value set and maximum`() throws {
        let patient: FHIRCore.TypeDefinition = try #require(schema.definition(named: "Patient"))
        let gender = patient.elements.first { $0.name == "gender" }?.binding
        #expect(gender?.strength == .required)
        #expect(gender?.valueSet == "http://hl7.org/fhir/ValueSet/administrative-gender|4.0.1")
        let language = patient.elements.first { $0.name == "language" }?.binding
        #expect(language?.maxValueSet == "http://hl7.org/fhir/ValueSet/all-languages")
    }

    @Test func `a reference has its targets`() throws {
        let observation: FHIRCore.TypeDefinition = try #require(schema.definition(named: "Observation"))
        let subject = observation.elements.first { $0.name == "subject" }?.types.first
        #expect(
            subject?.targetProfiles.map { $0.split(separator: "/").last } == ["Patient", "Group", "Device", "Location"])
    }

    @Test func `the string has its length`() {
        #expect(schema.definition(named: "string")?.elements.last?.maxLength == 1_048_576)
    }
}
