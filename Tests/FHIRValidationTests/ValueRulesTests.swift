import FHIRCore
import FHIRValidation
import Testing

@Suite("Values")
struct ValueRulesTests {
    private static let validator = Result { try Validator() }

    private static func patient(_ members: String) -> String { #"{"resourceType":"Patient",\#(members)}"# }

    @Test(
        arguments: [
            (
                "the size that is stated", #"{"resourceType":"Patient","photo":[{"contentType":"a/b","data":"QUJD","size":3}]}"#
            ),
            (
                "another size",
                #"{"resourceType":"Patient","photo":[⟪TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT⟫{"contentType":"a/b","data":"QUJD","size":4}]}"#
            ),
            (
                "white space does not count",
                #"{"resourceType":"Patient","photo":[{"contentType":"a/b","data":"QUJD QQ==","size":4}]}"#
            ),
            (
                "the SHA-1 of the data",
                #"{"resourceType":"Patient","photo":[{"contentType":"a/b","data":"YWJj","hash":"qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}]}"#
            ),
            (
                "another hash",
                #"{"resourceType":"Patient","photo":[⟪TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH⟫{"contentType":"a/b","data":"YWJk","hash":"qZk+NkcGgWq6PiVxeFDCbJzQ2J0="}]}"#
            ),
            (
                "a relative system",
                #"{"resourceType":"Patient","identifier":[⟪Type_Specific_Checks_DT_Identifier_System⟫{"system":"x","value":"1"}]}"#
            ),
            (
                "a URI without its scheme",
                #"{"resourceType":"Patient","identifier":[⟪TYPE_SPECIFIC_CHECKS_DT_IDENTIFIER_IETF_SYSTEM_VALUE⟫{"system":"urn:ietf:rfc:3986","value":"1.2.3"}]}"#
            ),
            (
                "an empty code of a required set",
                #"{"resourceType":"Patient","gender":⟪Type_Specific_Checks_DT_Primitive_NotEmpty⟫⟪Terminology_TX_Code_ValueSet_MISSING⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫""}"#
            ),
            ("a URI", #"{"resourceType":"Patient","identifier":[{"system":"urn:ietf:rfc:3986","value":"urn:oid:1.2.3"}]}"#),
            (
                "an empty value is no value",
                #"{"resourceType":"Patient","name":[{"family":⟪Type_Specific_Checks_DT_Primitive_NotEmpty⟫⟪http://hl7.org/fhir/StructureDefinition/Element#ele-1⟫""}]}"#
            ),
            (
                "an extension of the resource's id",
                #"{"resourceType":"Patient","id":"x","_id":{"extension":[⟪RESOURCE_ID_EXTENSION⟫{"url":"http://hl7.org/fhir/StructureDefinition/data-absent-reason","valueCode":"masked"}]}}"#
            ),
            (
                "an element that narrative must not have",
                #"{"resourceType":"Patient","text":{"status":"generated","div":⟪XHTML_XHTML_Element_Illegal⟫⟪http://hl7.org/fhir/StructureDefinition/Narrative#txt-1⟫"<div xmlns=\"http://www.w3.org/1999/xhtml\">x<script>y</script></div>"}}"#
            ),
            (
                "an entity that XML does not know",
                #"{"resourceType":"Patient","text":{"status":"generated","div":⟪XHTML_XHTML_Entity_Invalid⟫"<div xmlns=\"http://www.w3.org/1999/xhtml\">x&reg;</div>"}}"#
            ),
            (
                "the entities of XML",
                #"{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x&amp;&lt;&#160;</div>"}}"#
            ),
        ])
    func values(_ reason: String, _ text: String) throws {
        let marked = Marked(text)
        #expect(try marked.found(Self.validator.get(), atLeast: .error) == marked.expected, "\(reason)")
    }

    @Test(
        "What options ask for",
        arguments: [
            ("a tag", "Standard <script>x</script>", true), ("a tag at the end", "x<br>", true), ("a closed tag", "x<br/>", true),
            ("with attributes", "<a href='x'>", true), ("less than", "a < b and b > c", false),
            ("an address", "<http://x.test>", false),
            ("no end", "x <b", false),
        ])
    func tags(_ reason: String, _ text: String, _ isTag: Bool) throws {
        let bytes: [UInt8] = Array(Self.patient(#""name":[{"text":"\#(text)"}]"#).utf8)
        var options = ValidationOptions()
        options.checksSecurity = true
        let found: [String] = try Validator(options: options).validate(try ElementTree.read(bytes)).diagnostics.map(
            \.messageID.rawValue)
        #expect(found.contains("SECURITY_STRING_CONTENT_ERROR") == isTag, "\(reason)")
        let plain: [String] = try Self.validator.get().validate(try ElementTree.read(bytes)).diagnostics.map(\.messageID.rawValue)
        #expect(!plain.contains("SECURITY_STRING_CONTENT_ERROR"))
    }

    @Test(
        "Addresses of examples",
        arguments: [
            ("http://example.org/x", true), ("http://a.example.org/x", true), ("https://EXAMPLE.org:80", true),
            ("http://example.com", false),
            ("http://me@www.acme.com?x", true), ("http://acme.test/example.org", false), ("http://notexample.org/x", false),
            ("http://a.test?example.org", false), ("urn:example.org", false), ("example.org/x", false),
            ("http://example.org.test", false),
        ])
    func examples(_ address: String, _ isExample: Bool) throws {
        let bytes: [UInt8] = Array(Self.patient(#""photo":[{"contentType":"a/b","url":"\#(address)"}]"#).utf8)
        var options = ValidationOptions()
        options.acceptsExampleURLs = false
        let found: [String] = try Validator(options: options).validate(try ElementTree.read(bytes)).diagnostics.map(
            \.messageID.rawValue)
        #expect(found.contains("TYPE_SPECIFIC_CHECKS_DT_URL_EXAMPLE") == isExample)
    }

    @Test(
        "Languages and sources of narrative that a profile controls",
        arguments: [
            ("_no", #"<p lang=\"de\">x</p>"#, ["CaseBridge_Narrative_Languages_Prohibited"]), ("_no", "x", []),
            ("_yes", "x", ["CaseBridge_Narrative_Languages_Required"]), ("_yes", #"<p lang=\"de\">x</p>"#, []),
            ("_resource", #"<p lang=\"de\">x</p>"#, ["CaseBridge_Narrative_Language_Missing"]),
            ("_resource", #"<p lang=\"en\">x</p>"#, []),
        ])
    func narrativeControl(_ control: String, _ content: String, _ expected: [String]) throws {
        let profile: String = #"""
            {"resourceType":"StructureDefinition","url":"http://acme.test/p","name":"P","status":"draft","kind":"resource","abstract":false,
            "type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint",
            "differential":{"element":[{"id":"Patient.text","path":"Patient.text","extension":[
            {"url":"http://hl7.org/fhir/StructureDefinition/narrative-language-control","valueCode":"\#(control)"}]}]}}
            """#
        let patient: String =
            #"{"resourceType":"Patient","language":"en","text":{"status":"additional","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">\#(content)</div>"}}"#
        let library = ResourceLibrary([try ElementTree.read(Array(profile.utf8)).root])
        let validator = try Validator(library: library, profiles: ["http://acme.test/p"])
        let outcome: ValidationOutcome = validator.validate(try ElementTree.read(Array(patient.utf8)))
        #expect(outcome.diagnostics.filter { $0.severity >= .error }.map(\.messageID.rawValue) == expected)
    }
}
