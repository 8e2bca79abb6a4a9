import FHIRCore
import FHIRModels
import Testing

/// Building, reading and changing resources through the typed views.
struct ViewTests {
    static let patient = Patient(
        id: "p1", name: [HumanName(family: "Meyer", given: ["Anna", "Maria"])], gender: .female, birthDate: "1970-03",
        deceased: .boolean(false), contact: [Patient.Contact(relationship: [CodeableConcept(text: "sister")])])

    @Test func `a resource is built and read`() {
        let patient: Patient = Self.patient
        #expect(patient.id == "p1")
        #expect(patient.name.first?.family == "Meyer")
        #expect(patient.name.first?.given == ["Anna", "Maria"])
        #expect(patient.gender == .female)
        #expect(patient.birthDate?.value == "1970-03")
        #expect(patient.deceased == .boolean(false))
        #expect(patient.contact.first?.relationship.first?.text?.value == "sister")
        #expect(patient.active == nil)
        #expect(patient.address.isEmpty)
    }

    @Test func `the JSON is in canonical order`() {
        let json = String(decoding: FHIRJSONEncoder(layout: .compact).encode(Self.patient).bytes, as: UTF8.self)
        #expect(
            json
                == #"{"resourceType":"Patient","id":"p1","name":[{"family":"Meyer","given":["Anna","Maria"]}],"gender":"female","#
                + #""birthDate":"1970-03","deceasedBoolean":false,"contact":[{"relationship":[{"text":"sister"}]}]}"# + "\n")
    }

    @Test func `changing a copy leaves the original`() {
        var changed: Patient = Self.patient
        changed.name[0].family = "Schmidt"
        changed.gender = nil
        changed.deceased = .dateTime("2020-01-02")
        #expect(Self.patient.name[0].family == "Meyer")
        #expect(changed.name[0].family == "Schmidt")
        #expect(changed.name[0].given == ["Anna", "Maria"])
        #expect(changed.gender == nil)
        #expect(changed.deceased == .dateTime("2020-01-02"))
        #expect(changed != Self.patient)
        changed.name[0].family = "Meyer"
        changed.gender = .female
        changed.deceased = .boolean(false)
        #expect(changed == Self.patient)
        #expect(changed.hashValue == Self.patient.hashValue)
    }

    @Test func `a code that the value set lacks is kept`() {
        var patient: Patient = Self.patient
        patient.gender = "martian"
        #expect(patient.gender?.rawValue == "martian")
        #expect(patient.gender != .other)
        #expect(AdministrativeGender(rawValue: "male") == .male)
    }

    @Test func `a decimal keeps its digits`() {
        var observation = Observation(
            status: .final, code: CodeableConcept(text: "length"), value: .quantity(Quantity(value: "2.30", unit: "cm")))
        guard case .quantity(let quantity) = observation.value else {
            Issue.record("the value is no quantity")
            return
        }
        #expect(quantity.value?.value == "2.30")
        #expect(quantity.value != "2.3")
        #expect(quantity.value?.double == 2.3)
        observation.value = .string("unknown")
        #expect(observation.value == .string("unknown"))
        #expect(observation.element.children(named: "value").count == 1)
        observation.value = nil
        #expect(observation.value == nil)
    }

    @Test func `a primitive keeps its id and extensions`() throws {
        let source =
            #"{"resourceType":"Patient","birthDate":"1970","_birthDate":{"id":"b","extension":[{"url":"http://e.org/x","valueCode":"c"}]}}"#
        var patient: Patient = try FHIRJSONDecoder().decode(Patient.self, from: Array(source.utf8))
        #expect(patient.birthDate?.id == "b")
        #expect(patient.birthDate?.extension.first?.value == .code("c"))
        patient.birthDate?.value = "1971"
        let json = String(decoding: FHIRJSONEncoder(layout: .compact).encode(patient).bytes, as: UTF8.self)
        #expect(json == source.replacing("1970", with: "1971") + "\n")
    }

    @Test func `a bundle holds resources of any type`() {
        var bundle = Bundle(
            type: .collection,
            entry: [
                Bundle.Entry(fullUrl: "urn:uuid:1", resource: AnyResource(Self.patient)),
                Bundle.Entry(resource: AnyResource(Observation(status: .final, code: CodeableConcept(text: "x")))),
            ])
        #expect(bundle.entry.map { $0.resource?.resourceType } == ["Patient", "Observation"])
        #expect(bundle.entry[0].resource?.as(Patient.self) == Self.patient)
        #expect(bundle.entry[0].resource?.as(Observation.self) == nil)
        #expect(bundle.entry[1].resource?.id == nil)
        bundle.entry[1].resource?.id = "o1"
        #expect(bundle.entry[1].resource?.as(Observation.self)?.id == "o1")
    }

    @Test func `a view asks for its type`() throws {
        #expect(Observation(Self.patient.element) == nil)
        #expect(Patient(Self.patient.element) == Self.patient)
        #expect(AnyResource(Self.patient.name[0].element) == nil)
    }
}
