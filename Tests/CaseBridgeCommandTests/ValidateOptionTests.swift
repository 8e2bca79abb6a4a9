import Testing

/// What each option of `validate` changes: a resource that is fine without it, or not, and what is told with it.
@Suite("validate: options")
struct ValidateOptionTests {
    private static let observation: String =
        "{\"resourceType\":\"Observation\",\(Narrative.json),\"status\":\"final\",\"code\":{\"text\":\"x\"},\"effectiveDateTime\":\"2020\","
        + #""subject":{"reference":"Patient/1"},"performer":[{"reference":"Practitioner/2"}]}"#

    private static func resource(_ type: String, _ rest: String) -> String {
        "{\"resourceType\":\"\(type)\",\(Narrative.json)\(rest.isEmpty ? "" : ",")\(rest)}"
    }

    private static let bundle: String =
        #"{"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:704c9750-f6e6-473b-ee83-fbd48e07fe3f","resource":"#
        + resource("Patient", "") + "}]}"
    private static let wed: String =
        #""maritalStatus":{"coding":[{"system":"http://terminology.hl7.org/CodeSystem/v3-MaritalStatus","code":"M","display":"Wed"}]}"#

    /// An input, options, and what is told: lines of CSV from the severity on, cut behind the path.
    private static let cases: [(options: String, input: String, told: [String])] = [
        ("", observation, []),
        (
            "--check-references type", observation,
            [
                "error,not-found,Reference_REF_CantResolve,Observation.subject",
                "error,not-found,Reference_REF_CantResolve,Observation.performer[0]",
            ]
        ),
        ("--check-references type --assume-rest-references", observation, []),
        ("--check-references type --resolve Patient/1=p.json --resolve Practitioner/2=d.json", observation, []),
        (
            "--check-references type --resolve Patient/1=d.json --resolve Practitioner/2=d.json", observation,
            ["error,structure,Reference_REF_ResourceType,Observation.subject"]
        ),
        ("--check-references type --resolve Patient/1=bad.json --resolve Practitioner/2=d.json", observation, []),
        (
            "--check-references valid --resolve Patient/1=bad.json --resolve Practitioner/2=d.json", observation,
            ["error,structure,Reference_REF_CantMatchChoice,Observation.subject"]
        ),
        ("--resolve Patient/1=none.json", observation, ["fatal,processing,CaseBridge_Unreadable,"]),
        ("", bundle, []),
        (
            "--bundle-rule Patient:0=http://hl7.org/fhir/StructureDefinition/Group", bundle,
            [
                "error,required,Validation_VAL_Profile_Minimum,Bundle.entry[0].resource",
                "error,required,Validation_VAL_Profile_Minimum,Bundle.entry[0].resource",
                "information,structure,Validation_VAL_Profile_WrongType,Bundle.entry[0].resource",
            ]
        ),
        (
            "--bundle-rule Patient:1=http://hl7.org/fhir/StructureDefinition/Group", bundle,
            ["warning,not-found,CaseBridge_Bundle_Rule_No_Entry,Bundle"]
        ),
        ("--bundle-rule Patient:0=urn:none", bundle, ["fatal,not-found,CaseBridge_Unreadable,"]),
        (
            "", resource("Patient", #""extension":[{"url":"http://example.org/x","valueString":"a"}]"#),
            ["information,not-supported,Extension_EXT_Unknown,Patient.extension[0]"]
        ),
        (
            "--no-example-urls", resource("Patient", #""extension":[{"url":"http://example.org/x","valueString":"a"}]"#),
            [
                "error,extension,Extension_EXT_Unknown_NotHere,Patient.extension[0]",
                "error,business-rule,TYPE_SPECIFIC_CHECKS_DT_URL_EXAMPLE,Patient.extension[0].url",
            ]
        ),
        ("--best-practice ignore", #"{"resourceType":"Patient"}"#, []),
        (
            "", #"{"resourceType":"Patient"}"#,
            ["information,invariant,http://hl7.org/fhir/StructureDefinition/DomainResource#dom-6,Patient"]
        ),
        (
            "--best-practice warning", #"{"resourceType":"Patient"}"#,
            ["warning,invariant,http://hl7.org/fhir/StructureDefinition/DomainResource#dom-6,Patient"]
        ),
        (
            "--best-practice error", #"{"resourceType":"Patient"}"#,
            ["error,invariant,http://hl7.org/fhir/StructureDefinition/DomainResource#dom-6,Patient"]
        ),
        (
            "", resource("Patient", wed),
            ["error,invalid,Display_Name_for__should_be_one_of__instead_of,Patient.maritalStatus.coding[0].display"]
        ),
        (
            "--wrong-displays warning", resource("Patient", wed),
            ["warning,invalid,Display_Name_for__should_be_one_of__instead_of,Patient.maritalStatus.coding[0].display"]
        ),
        ("--wrong-displays ignore", resource("Patient", wed), []),
        ("", resource("Patient", #""name":[{"family":"<script>a()</script>"}]"#), []),
        (
            "--security-checks", resource("Patient", #""name":[{"family":"<script>a()</script>"}]"#),
            ["error,invalid,SECURITY_STRING_CONTENT_ERROR,Patient.name[0].family"]
        ),
        ("", resource("Library", #""status":"draft","type":{"text":"x"},"description":"a <b>b</b>""#), []),
        (
            "--no-html-in-markdown", resource("Library", #""status":"draft","type":{"text":"x"},"description":"a <b>b</b>""#),
            ["error,invalid,TYPE_SPECIFIC_CHECKS_DT_MARKDOWN_HTML,Library.description"]
        ),
        ("", resource("CodeSystem", #""url":"http://a.b/c","status":"draft","content":"not-present""#), []),
        (
            "--for-publication --best-practice ignore",
            resource(
                "CodeSystem",
                #""url":"http://a.b/c","status":"draft","content":"not-present","version":"1","title":"T","name":"N","experimental":true"#
                    + #","caseSensitive":true"#),
            ["warning,required,CODESYSTEM_SHAREABLE_MISSING,CodeSystem"]
        ),
        ("--fhir-version R4 --fhir-version 4.0", resource("Patient", ""), []),
    ]

    @Test("tell what they ask for", arguments: cases)
    func option(options: String, input: String, told: [String]) throws {
        let scratch = try Scratch()
        try scratch.write(ValidateOptionTests.resource("Patient", #""id":"1""#), to: "p.json")
        try scratch.write(ValidateOptionTests.resource("Patient", #""id":"1","gender":"m""#), to: "bad.json")
        try scratch.write(ValidateOptionTests.resource("Practitioner", #""id":"2""#), to: "d.json")
        let words: [String] = options.split(separator: " ").map(String.init)
        let run = try Tool.run(["validate", "-", "--format", "csv"] + words, input: input, in: scratch.path)
        let rows: [String] = run.out.split(separator: "\r\n").dropFirst().map { row in
            let cells = row.split(separator: ",", maxSplits: 7, omittingEmptySubsequences: false)
            return cells.count > 6 ? cells[3...6].joined(separator: ",") : String(row)
        }
        #expect(rows.sorted() == told.sorted(), "\(run.out) \(run.err)")
        let worst: Int32 = rows.contains { $0.hasPrefix("error") } ? 1 : 0
        #expect(rows.contains { $0.hasPrefix("fatal") } ? run.status > 1 : run.status == worst, "\(run.err)")
    }

    @Test(
        "with a value that is none the call is wrong",
        arguments: [
            "--check-references all", "--resolve Patient/1", "--bundle-rule Patient", "--bundle-rule Patient:-1=urn:x",
            "--best-practice fatal", "--wrong-displays never", "--fhir-version 5.0.0", "--jobs 0", "--max-messages -1",
            "--fail-on nothing", "--format yaml", "--for-publishing",
        ])
    func wrong(options: String) throws {
        let run = try Tool.run(["validate", "-"] + options.split(separator: " ").map(String.init), input: "{}")
        #expect(run.status == 2)
        #expect(run.out.isEmpty && run.err.hasPrefix("error: "), "\(run.err)")
    }
}
