import FHIRCore
import FHIRValidation
import Testing

@Suite("References")
struct ReferenceTests {
    private static let validator = Result { try Validator() }

    @Test(
        "what a reference leads to",
        arguments: [
            ("outside", #"{"resourceType":"Condition","subject":{"reference":"Patient/1"}}"#),
            (
                "a contained resource",
                ##"{"resourceType":"Condition","contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"}}"##
            ),
            (
                "a contained resource that is not there",
                ##"{"resourceType":"Condition","subject":⟪Reference_REF_CantResolve⟫⟪http://hl7.org/fhir/StructureDefinition/Reference#ref-1⟫{"reference":"#p"}}"##
            ),
            (
                "a contained resource of a type that is not allowed",
                ##"{"resourceType":"Condition","contained":[{"resourceType":"Device","id":"p"}],"subject":⟪Reference_REF_BadTargetType⟫{"reference":"#p"}}"##
            ),
            (
                "a canonical address within",
                ##"{"resourceType":"QuestionnaireResponse","status":"completed","contained":[{"resourceType":"Questionnaire","id":"q","status":"draft"}],"questionnaire":"#q"}"##
            ),
            (
                "a canonical address within that leads nowhere",
                ##"{"resourceType":"QuestionnaireResponse","status":"completed","questionnaire":⟪TYPE_SPECIFIC_CHECKS_DT_URL_INTERNAL⟫"#q"}"##
            ),
            ("white space", #"{"resourceType":"Condition","subject":⟪REFERENCE_REF_INVALID_REF⟫{"reference":"Patient 1"}}"#),
            (
                "a named type",
                #"{"resourceType":"Condition","subject":{"reference":"urn:uuid:5c1f2b0e-0000-4000-8000-00000000000e","type":"Patient"}}"#
            ),
            ("a named type by its address", subject(#""type":"http://hl7.org/fhir/StructureDefinition/Group""#)),
            ("a type of another specification", subject(#""type":"http://example.org/StructureDefinition/Dog""#)),
            (
                "a named type that is none",
                #"{"resourceType":"Condition","subject":⟪Reference_REF_WrongTarget⟫{"display":"x","type":"patient"}}"#
            ),
            (
                "a named type that is not allowed",
                #"{"resourceType":"Condition","subject":⟪Reference_REF_WrongTarget⟫{"display":"x","type":"Device"}}"#
            ),
            (
                "a named type that is not the target's",
                ##"{"resourceType":"Condition","contained":[{"resourceType":"Patient","id":"p"}],"subject":⟪Reference_REF_BadTargetType⟫{"reference":"#p","type":"Group"}}"##
            ),
        ])
    func single(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(ReferenceTests.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }

    @Test("a type that is not allowed, by the text alone")
    func impliedType() throws {
        let marked = Marked(
            #"{"resourceType":"Condition","subject":⟪Reference_REF_BadTargetType2⟫{"reference":"Device/1"}}"#)
        #expect(try marked.found(ReferenceTests.validator.get()) == marked.expected)
        var options = ValidationOptions()
        options.assumesRESTReferences = true
        #expect(try marked.found(Validator(options: options), atLeast: .error) == marked.expected)
    }

    private static func subject(_ members: String) -> String {
        #"{"resourceType":"Condition","subject":{"display":"x",\#(members)}}"#
    }

    @Test(
        "in a bundle (FHIR R4, 2.36.4.1)",
        arguments: [
            ("relative to a server", entry("http://a.org/r4/Condition/c", "c", "Patient/1")),
            ("absolute", entry("urn:uuid:5c1f2b0e-0000-4000-8000-000000000009", nil, "http://a.org/r4/Patient/1")),
            ("a version", entry("http://a.org/r4/Condition/c", "c", "Patient/1/_history/7")),
            (
                "another version",
                entry("http://a.org/r4/Condition/c", "c", "Patient/1/_history/8", "⟪BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU⟫")
            ),
            (
                "another server",
                entry("http://b.org/Condition/c", "c", "Patient/1", "⟪BUNDLE_BUNDLE_POSSIBLE_MATCH_WRONG_FU⟫")
            ),
            (
                "a URN that no entry has",
                entry(
                    "http://a.org/r4/Condition/c", "c", "urn:uuid:5c1f2b0e-0000-4000-8000-00000000000e",
                    "⟪Bundle_BUNDLE_Not_Local⟫")
            ),
            ("no Type/id", entry("http://a.org/r4/Condition/c", "c", "1", "⟪Reference_REF_Format2⟫")),
            ("a conditional reference", entry("http://a.org/r4/Condition/c", "c", "Patient?identifier=1")),
            ("two entries", entry("http://a.org/r4/Condition/c", "c", "Group/2", "⟪Bundle_BUNDLE_MultipleMatches⟫")),
            (
                "the type in the text is not the target's",
                entry(
                    "urn:uuid:5c1f2b0e-0000-4000-8000-000000000009", nil, "Group/5c1f2b0e-0000-4000-8000-00000000000d",
                    "⟪Reference_REF_ResourceType⟫")
            ),
            (
                "a type that is not allowed",
                entry(
                    "http://a.org/r4/Condition/c", "c", "urn:uuid:5c1f2b0e-0000-4000-8000-00000000000d",
                    "⟪Reference_REF_BadTargetType⟫")
            ),
        ])
    func bundle(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(ReferenceTests.validator.get()) == marked.expected, "\(reason)")
    }

    /// A collection with a Condition whose subject is given, a Patient of version 7, a Group in two versions and a Device.
    private static func entry(_ url: String, _ id: String?, _ reference: String, _ mark: String = "") -> String {
        let id: String = id.map { #""id":"\#($0)","# } ?? ""
        let group: (Int) -> String = { version in
            #"{"fullUrl":"http://a.org/r4/Group/2","resource":{"resourceType":"Group","id":"2","meta":{"versionId":"\#(version)"},"type":"person","actual":true}}"#
        }
        return #"{"resourceType":"Bundle","type":"collection","entry":["#
            + #"{"fullUrl":"\#(url)","resource":{"resourceType":"Condition",\#(id)"subject":\#(mark){"reference":"\#(reference)"}}},"#
            + #"{"fullUrl":"http://a.org/r4/Patient/1","resource":{"resourceType":"Patient","id":"1","meta":{"versionId":"7"}}},"#
            + #"\#(group(1)),\#(group(2)),{"fullUrl":"urn:uuid:5c1f2b0e-0000-4000-8000-00000000000d","resource":{"resourceType":"Device"}}]}"#
    }

    @Test("outside: whether the target must be there")
    func outside() throws {
        let text: String = #"{"resourceType":"Condition","subject":⟪Reference_REF_CantResolve⟫{"reference":"Patient/1"}}"#
        let marked = Marked(text)
        var options = ValidationOptions()
        options.referenceCheck = .type
        #expect(try marked.found(Validator(options: options)) == marked.expected)
        options.assumesRESTReferences = true
        #expect(try marked.found(Validator(options: options)).isEmpty)
        options.assumesRESTReferences = false
        options.references = ["Patient/1": try ElementTree.read(Array(#"{"resourceType":"Patient"}"#.utf8)).root]
        #expect(try marked.found(Validator(options: options)).isEmpty)
        options.references = ["Patient/1": try ElementTree.read(Array(#"{"resourceType":"Device"}"#.utf8)).root]
        #expect(
            try marked.found(Validator(options: options)).map { $0.split(separator: " ").last } == ["Reference_REF_ResourceType"]
        )
    }

    @Test("outside: whether the target must be valid")
    func validOutside() throws {
        let marked = Marked(
            #"{"resourceType":"Condition","subject":⟪Reference_REF_CantMatchChoice⟫{"reference":"Patient/1"},"asserter":⟪Reference_REF_CantMatchChoice⟫{"reference":"Patient/1"},"recorder":{"reference":"Practitioner/1"}}"#
        )
        var options = ValidationOptions()
        options.references = [
            "Patient/1": try ElementTree.read(Array(#"{"resourceType":"Patient","gender":"m"}"#.utf8)).root,
            // What it refers to is its own matter.
            "Practitioner/1": try ElementTree.read(
                Array(
                    #"{"resourceType":"Practitioner","qualification":[{"code":{"text":"x"},"issuer":{"reference":"Organization/7"}}]}"#
                        .utf8)
            ).root,
        ]
        options.referenceCheck = .type
        #expect(try marked.found(Validator(options: options)).isEmpty)
        options.referenceCheck = .valid
        #expect(try marked.found(Validator(options: options)) == marked.expected)
    }

    @Test(
        "the profiles of targets",
        arguments: [
            ("conforms", #"{"resourceType":"Patient","id":"p","active":true}"#, ""),
            ("does not", #"{"resourceType":"Patient","id":"p"}"#, "⟪Reference_REF_CantMatchChoice⟫"),
            (
                "a circle that conforms",
                ##"{"resourceType":"Patient","id":"p","active":true,"link":[{"other":{"reference":"#p"},"type":"refer"}]}"##, ""
            ),
            (
                "a circle that does not",
                ##"{"resourceType":"Patient","id":"p","link":[{"other":{"reference":"#p"},"type":"refer"}]}"##,
                "⟪Reference_REF_CantMatchChoice⟫"
            ),
        ])
    func profiles(_ reason: String, _ patient: String, _ mark: String) throws {
        let marked = Marked(
            ##"{"resourceType":"Observation","status":"final","code":{"text":"x"},"contained":[\##(patient)],"subject":\##(mark){"reference":"#p"},"meta":{"profile":["urn:observed"]}}"##
        )
        let library = ResourceLibrary(try ReferenceTests.definitions.map { try ElementTree.read(Array($0.utf8)).root })
        #expect(try marked.found(Validator(library: library)) == marked.expected, "\(reason)")
    }

    @Test("a message says why the target does not conform")
    func reasons() throws {
        let text: String =
            ##"{"resourceType":"Observation","status":"final","code":{"text":"x"},"contained":[{"resourceType":"Patient","id":"p"}],"subject":{"reference":"#p"},"meta":{"profile":["urn:observed"]}}"##
        let library = ResourceLibrary(try ReferenceTests.definitions.map { try ElementTree.read(Array($0.utf8)).root })
        let issues: [ValidationIssue] = try Validator(library: library).validate(try ElementTree.read(Array(text.utf8))).issues
        let message: String = issues.first { $0.severity == .error }?.message ?? ""
        #expect(message.contains("urn:patient (") && message.contains("active is required"))
    }

    @Test(
        "aggregation",
        arguments: [
            ("contained", "contained", ""), ("contained", "bundled", "⟪Reference_REF_Aggregation⟫"),
            ("outside", "referenced", ""), ("outside", "contained", "⟪Reference_REF_Aggregation⟫"),
        ])
    func aggregation(_ place: String, _ mode: String, _ mark: String) throws {
        let definition: String =
            #"{"resourceType":"StructureDefinition","url":"urn:modes","name":"x","status":"draft","kind":"resource","abstract":false,"type":"Condition","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Condition","derivation":"constraint","differential":{"element":[{"id":"Condition.subject","path":"Condition.subject","type":[{"code":"Reference","aggregation":["\#(mode)"]}]}]}}"#
        let contained: String = place == "contained" ? #""contained":[{"resourceType":"Patient","id":"p"}],"# : ""
        let reference: String = place == "contained" ? "#p" : "Patient/1"
        let marked = Marked(
            #"{"resourceType":"Condition",\#(contained)"subject":\#(mark){"reference":"\#(reference)"},"meta":{"profile":["urn:modes"]}}"#
        )
        let library = ResourceLibrary([try ElementTree.read(Array(definition.utf8)).root])
        #expect(try marked.found(Validator(library: library)) == marked.expected)
    }

    /// An Observation whose subject must be an active Patient, whose links lead to such again.
    private static let definitions: [String] = [
        #"{"resourceType":"StructureDefinition","url":"urn:observed","name":"x","status":"draft","kind":"resource","abstract":false,"type":"Observation","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Observation","derivation":"constraint","differential":{"element":[{"id":"Observation.subject","path":"Observation.subject","type":[{"code":"Reference","targetProfile":["urn:patient"]}]}]}}"#,
        #"{"resourceType":"StructureDefinition","url":"urn:patient","name":"x","status":"draft","kind":"resource","abstract":false,"type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint","differential":{"element":[{"id":"Patient.active","path":"Patient.active","min":1},{"id":"Patient.link.other","path":"Patient.link.other","type":[{"code":"Reference","targetProfile":["urn:patient"]}]}]}}"#,
    ]
}
