import FHIRCore
import FHIRPath
import FHIRValidation
import Testing

/// What expressions ask of terminology and profiles, answered from definitions (FHIR R4, 2.9.1.5 Additional functions).
@Suite("FHIRPath's services")
struct PathServicesTests {
    private static let library: ResourceLibrary = {
        let profile: (String, String, String) -> String = { name, type, elements in
            """
            {"resourceType":"StructureDefinition","url":"urn:\(name)","name":"\(name)","status":"draft","kind":"resource","abstract":false,
            "type":"\(type)","baseDefinition":"http://hl7.org/fhir/StructureDefinition/\(type)","derivation":"constraint",
            "differential":{"element":[\(elements)]}}
            """
        }
        let texts: [String] = [
            profile(
                "pressure", "Observation",
                """
                {"path":"Observation.component","slicing":{"discriminator":[{"type":"pattern","path":"code"}],"rules":"open"}},
                {"path":"Observation.component","sliceName":"systolic","min":1},
                {"path":"Observation.component.code","patternCodeableConcept":{"coding":[{"system":"urn:s","code":"sys"}]}},
                {"path":"Observation.component.referenceRange","slicing":{"discriminator":[{"type":"value","path":"text"}],"rules":"open"}},
                {"path":"Observation.component.referenceRange","sliceName":"usual"},
                {"path":"Observation.component.referenceRange.text","fixedString":"usual"},
                {"path":"Observation.component","sliceName":"diastolic"},
                {"path":"Observation.component.code","patternCodeableConcept":{"coding":[{"system":"urn:s","code":"dia"}]}},
                {"path":"Observation.value[x]","sliceName":"valueQuantity","type":[{"code":"Quantity"}]},
                {"path":"Observation.note","slicing":{"discriminator":[{"type":"value","path":"resolve().id"}],"rules":"open"}},
                {"path":"Observation.note","sliceName":"unclear","min":0}
                """),
            profile("family", "Patient", #"{"path":"Patient.name","min":1},{"path":"Patient.name.family","min":1}"#),
            profile("name", "HumanName", #"{"path":"HumanName.family","min":1}"#),
            profile(
                "linked", "Observation",
                """
                {"path":"Observation","constraint":[
                {"key":"s-1","severity":"error","human":"x","expression":"subject.resolve() is Patient"},
                {"key":"s-2","severity":"error","human":"x","expression":"subject.resolve().conformsTo('urn:family')"},
                {"key":"s-3","severity":"error","human":"x","expression":"code.memberOf('urn:vs')"},
                {"key":"s-4","severity":"error","human":"x","expression":"component.slice('urn:pressure','systolic').exists()"}]}
                """),
            profile(
                "endless", "Patient",
                #"{"path":"Patient","constraint":[{"key":"e-1","severity":"error","human":"x","expression":"conformsTo('urn:endless')"}]}"#
            ),
            """
            {"resourceType":"CodeSystem","url":"urn:s","status":"active","content":"complete","hierarchyMeaning":"is-a","concept":[
            {"code":"bp","concept":[{"code":"sys"},{"code":"dia","concept":[{"code":"dia-5"}]}]},{"code":"pulse"}]}
            """,
            #"{"resourceType":"ValueSet","url":"urn:vs","status":"active","compose":{"include":[{"system":"urn:s","concept":[{"code":"bp"}]}]}}"#,
            """
            {"resourceType":"ValueSet","url":"urn:mixed","status":"active","compose":{"include":[{"system":"urn:s"},
            {"system":"urn:t","concept":[{"code":"x"}]}]}}
            """,
            #"{"resourceType":"ValueSet","url":"urn:open","status":"active","compose":{"include":[{"system":"urn:not-at-hand"}]}}"#,
        ]
        return ResourceLibrary(texts.compactMap { try? ElementTree.read(json: Array($0.utf8)).root })
    }()

    private static let environment: FHIRPathEnvironment = EmbeddedPathServices(library: library).environment

    private static let observation: String = """
        {"resourceType":"Observation","status":"final","code":{"coding":[{"system":"urn:s","code":"bp"},{"system":"urn:u","code":"z"}]},
        "subject":{"reference":"Patient/p"},"valueQuantity":{"value":1},"method":{"coding":[{"system":"urn:u","code":"z"}]},
        "note":[{"text":"n"}],"component":[
        {"code":{"coding":[{"system":"urn:s","code":"dia"}]},"valueInteger":80},
        {"code":{"coding":[{"system":"urn:s","code":"sys"}]},"valueInteger":120,"referenceRange":[{"text":"usual"},{"text":"rare"}]},
        {"code":{"coding":[{"system":"urn:s","code":"dia-5"}]},"valueInteger":60}]}
        """

    private static func texts(_ expression: String, on element: Element) -> [String] {
        do throws(FHIRPathError) {
            return try FHIRPath(expression).evaluate(on: element, in: environment).map { $0.text ?? "<\($0.typeName)>" }
        } catch { return ["error: " + error.message] }
    }

    @Test(
        "slice(): the items of a profile's slice",
        arguments: [
            ("component.slice('urn:pressure', 'systolic').value", ["120"], "items that are in it"),
            ("component.slice('urn:pressure', 'diastolic').value", ["80"], "of another slice"),
            ("slice('urn:pressure', 'systolic').value", ["120"], "of the resource: what is in it of the slice"),
            ("component[0].slice('urn:pressure', 'systolic')", [], "an item that is in none"),
            ("component[1].slice('urn:pressure', 'systolic').count()", ["1"], "a single item"),
            ("component.slice('urn:pressure', 'usual').text", ["usual"], "a slice within a slice's items"),
            ("component.referenceRange.slice('urn:pressure', 'usual').text", ["usual"], "and of those themselves"),
            ("value.slice('urn:pressure', 'valueQuantity').value", ["1"], "a choice's slice"),
            ("code.slice('urn:pressure', 'systolic')", [], "an element without that slice"),
            ("{}.slice('urn:nowhere', 'x')", [], "nothing"),
            ("component.slice({}, 'systolic')", [], "no structure"),
        ] as [(String, [String], String)])
    func slices(_ expression: String, _ expected: [String], _ reason: String) throws {
        let observation: Element = try ElementTree.read(json: Array(PathServicesTests.observation.utf8)).root
        #expect(PathServicesTests.texts(expression, on: observation) == expected, "\(reason)")
    }

    @Test(
        "a structure, slice or value set that is not there is an error",
        arguments: [
            ("component.slice('urn:nowhere', 'x')", "urn:nowhere"),
            ("component.slice('urn:pressure', 'systolc')", "did you mean systolic"),
            ("note.slice('urn:pressure', 'unclear')", "cannot be told"), ("conformsTo('urn:nowhere')", "urn:nowhere"),
            ("code.memberOf('urn:nowhere')", "urn:nowhere"), ("'bp'.memberOf('urn:mixed')", "2 systems"),
            ("method.subsumes(%context.component[0].code)", "different code systems"),
        ])
    func refusals(_ expression: String, _ part: String) throws {
        let observation: Element = try ElementTree.read(json: Array(PathServicesTests.observation.utf8)).root
        let answer: [String] = PathServicesTests.texts(expression, on: observation)
        #expect(answer.first?.contains("error: ") == true && answer.first?.contains(part) == true, "\(answer)")
    }

    @Test(
        "codes",
        arguments: [
            ("code.memberOf('urn:vs')", ["true"], "a concept by one of its codings"),
            ("code.coding[0].memberOf('urn:vs')", ["true"], "a Coding"),
            ("code.coding[1].memberOf('urn:vs')", ["false"], "of another system"),
            ("'bp'.memberOf('urn:vs')", ["true"], "a string, where there is one system only"),
            ("status.memberOf('http://hl7.org/fhir/ValueSet/observation-status')", ["true"], "a code"),
            ("status.memberOf(%`vs-administrative-gender`)", ["false"], "of another set"),
            ("code.memberOf('urn:open')", ["false"], "another system is none of the set's"),
            ("code.coding[0].subsumes(%context.component[2].code)", ["true"], "above, over a step between"),
            ("component[2].code.subsumes(%context.code)", ["false"], "below"),
            ("component[2].code.subsumedBy(%context.code)", ["true"], "turned round"),
            ("component[0].code.coding.subsumes(%context.component[0].code.coding)", ["true"], "the same code"),
            ("method.subsumes(%context.code)", ["true"], "the same code of a system that is not at hand"),
            ("code.subsumes({})", [], "nothing"),
        ] as [(String, [String], String)])
    func codes(_ expression: String, _ expected: [String], _ reason: String) throws {
        let observation: Element = try ElementTree.read(json: Array(PathServicesTests.observation.utf8)).root
        #expect(PathServicesTests.texts(expression, on: observation) == expected, "\(reason)")
    }

    @Test(
        "conformsTo() on profiles of resources and data types",
        arguments: [
            ("conformsTo('urn:family')", ["true"], "keeps the profile"),
            ("contact.name.conformsTo('urn:name')", ["false"], "a data type's profile that is not kept"),
            ("name.conformsTo('urn:name')", ["true"], "one that is"),
            ("name.conformsTo('urn:family')", ["false"], "a profile on another type"),
            ("name.conformsTo('http://hl7.org/fhir/StructureDefinition/HumanName')", ["true"], "a data type"),
            ("conformsTo('http://hl7.org/fhir/StructureDefinition/Patient')", ["true"], "a resource type"),
            ("conformsTo('http://hl7.org/fhir/StructureDefinition/Person')", ["false"], "another"),
            ("contained.conformsTo('urn:family')", ["false"], "a contained resource"),
            ("{}.conformsTo('urn:nowhere')", [], "nothing"),
        ] as [(String, [String], String)])
    func conformance(_ expression: String, _ expected: [String], _ reason: String) throws {
        let text: String = """
            {"resourceType":"Patient","contained":[{"resourceType":"Patient","id":"c","active":true}],
            "name":[{"family":"A"}],"contact":[{"name":{"text":"x"}}],"link":[{"other":{"reference":"#c"},"type":"seealso"}]}
            """
        let patient: Element = try ElementTree.read(json: Array(text.utf8)).root
        #expect(PathServicesTests.texts(expression, on: patient) == expected, "\(reason)")
    }

    @Test("canonical addresses lead to definitions")
    func definitions() throws {
        let text: String = #"{"resourceType":"Patient","meta":{"profile":["urn:family","urn:nowhere"]}}"#
        let patient: Element = try ElementTree.read(json: Array(text.utf8)).root
        #expect(PathServicesTests.texts("meta.profile.resolve().name", on: patient) == ["family"])
    }

    @Test("what an invariant asks is answered while validating: entries, codes, profiles, slices")
    func invariants() throws {
        let validator = try Validator(library: PathServicesTests.library)
        func broken(_ patient: String, _ observation: String) throws -> [String] {
            let bundle: String = """
                {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"http://s/Patient/p","resource":\(patient)},
                {"fullUrl":"http://s/Observation/o","resource":\(observation)}]}
                """
            let outcome: ValidationOutcome = validator.validate(try ElementTree.read(json: Array(bundle.utf8)))
            return outcome.issues.map(\.messageID.rawValue).filter { $0.contains("#s-") || $0.contains("Not_Checked") }
        }
        let observation: String = PathServicesTests.observation.replacing(
            #""status""#, with: #""id":"o","meta":{"profile":["urn:linked"]},"status""#)
        let patient: String = #"{"resourceType":"Patient","id":"p","name":[{"family":"A"}]}"#
        #expect(try broken(patient, observation) == [])
        #expect(try broken(#"{"resourceType":"Patient","id":"p"}"#, observation) == ["urn:linked#s-2"])
        #expect(try broken(patient.replacing("Patient", with: "Person"), observation).contains("urn:linked#s-1"))
        let other: String = observation.replacing(#""bp""#, with: #""pulse""#).replacing(#""sys""#, with: #""dia""#)
        #expect(try broken(patient, other) == ["urn:linked#s-3", "urn:linked#s-4"])
    }

    @Test("profiles that ask for themselves end")
    func endless() throws {
        let patient: Element = try ElementTree.read(json: Array(#"{"resourceType":"Patient"}"#.utf8)).root
        _ = PathServicesTests.texts("conformsTo('urn:endless')", on: patient)
        let outcome: ValidationOutcome = try Validator(library: PathServicesTests.library, profiles: ["urn:endless"]).validate(
            patient.tree)
        #expect(outcome.count(.fatal) == 0)
    }

    @Test("many threads at once")
    func threads() async throws {
        let tree: ElementTree = try ElementTree.read(json: Array(PathServicesTests.observation.utf8))
        let path = try FHIRPath("component.slice('urn:pressure', 'systolic').value > 100 and code.memberOf('urn:vs')")
        let environment: FHIRPathEnvironment = PathServicesTests.environment
        try await withThrowingTaskGroup(of: [FHIRPathValue].self) { group in
            for _ in 0..<64 { group.addTask { try path.evaluate(on: tree.root, in: environment) } }
            for try await values in group { #expect(values == [.boolean(true)]) }
        }
    }
}
