import CaseBridge
import Testing

/// What the README shows of the library, with one import.
@Suite struct PublicFaceTests {
    @Test("read, check, and tell what is wrong")
    func validate() throws {
        let tree = try ElementTree.read(Array(#"{"resourceType":"Patient","birthDate":"1974-02-30"}"#.utf8))
        let outcome = try Validator().validate(tree)
        let errors = outcome.issues.filter { $0.severity >= .error }
        #expect(errors.map(\.path) == ["Patient.birthDate"])
    }

    @Test("typed models with the exact coders")
    func models() throws {
        let patient = Patient(name: [HumanName(family: "Chalmers", given: ["Peter"])], gender: .male, birthDate: "1974-12")
        let json = FHIRJSONEncoder().encode(patient).bytes
        #expect(try FHIRJSONDecoder().decode(Patient.self, from: json) == patient)
        let xml = FHIRXMLEncoder().encode(patient).bytes
        #expect(try FHIRXMLDecoder().decode(Patient.self, from: xml) == patient)
        #expect(patient.name.first?.family == "Chalmers")
    }

    @Test("case records to FHIR and back")
    func records() throws {
        let yaml = """
            id: case-1
            subject: {id: patient, sex: female}
            measurements:
              - {id: calcium, what: serum calcium, value: {quantity: {value: 2.30, unit: mmol/L, ucum: mmol/L}}}
            """
        let record = try CaseFormat.yaml.read(CaseRecord.self, from: Array(yaml.utf8))
        let bundle = try record.bundle()
        let (back, losses) = try CaseRecord.read(bundle: try ElementTree.read(bundle.element.json().bytes).root)
        #expect(back == record)
        #expect(losses.isEmpty)
        #expect(String(decoding: bundle.element.json().bytes, as: UTF8.self).contains("\"value\": 2.30"))
    }

    @Test("expressions, with what surrounds them")
    func expressions() throws {
        let patient = try ElementTree.read(
            json: Array(
                #"{"resourceType":"Patient","gender":"male","name":[{"use":"official","given":["A"]}],"birthDate":"1974"}"#.utf8)
        ).root
        let path = try FHIRPath("name.where(use = 'official').given")
        #expect(try path.evaluate(on: patient).map(\.text) == ["A"])
        var environment = EmbeddedPathServices().environment
        environment.variables["limit"] = [.date("2000-01-01")]
        #expect(try FHIRPath("birthDate < %limit").evaluate(on: patient, in: environment) == [.boolean(true)])
        let isGender = try FHIRPath("gender.memberOf(%`vs-administrative-gender`)")
        #expect(try isGender.isTrue(on: patient, in: environment) == true)
        let error: FHIRPathError? = #expect(throws: FHIRPathError.self) {
            try FHIRPath("name.gven", context: "Patient", isStrict: true)
        }
        #expect(error?.description == "1:6: HumanName has no 'gven'; did you mean given?\nname.gven\n     ^")
    }

    @Test("what is printed is the content, and what went wrong is told in words")
    func printing() throws {
        let json: String = #"{"resourceType":"Patient","name":[{"family":"Chalmers"}],"multipleBirthInteger":2}"#
        let patient = try FHIRJSONDecoder().decode(Patient.self, from: Array(json.utf8))
        #expect(String(describing: patient) == json)
        #expect("\(patient.name)" == #"[{"family":"Chalmers"}]"#)
        #expect(patient.element.description == json)
        let error: ReadError? = #expect(throws: ReadError.self) {
            try FHIRJSONDecoder().decode(Observation.self, from: Array(json.utf8))
        }
        #expect(error?.description.contains("is of the type Patient, and Observation is asked for") == true, "\(error as Any)")
        #expect(try Validator().validate(patient.element.tree).isValid)
        #expect(try !Validator().validate(try ElementTree.read(Array(#"{"resourceType":"Patient","x":1}"#.utf8))).isValid)
    }
}
