import Testing

/// US Core 3.1.0 as people use it: with `--package`, on patients that claim its profile.
@Suite("validate: US Core 3.1.0", .enabled(if: Tool.hasShared, "needs ../shared/fhir/packages, which is not there"))
struct USCoreTests {
    private static let package: String = Tool.shared + "/fhir/packages/hl7.fhir.us.core-3.1.0.tgz"
    private static let core: String = "http://hl7.org/fhir/us/core/StructureDefinition/"
    private static let races: String = "urn:oid:2.16.840.1.113883.6.238"

    /// A patient with all that the profile asks for.
    private static let patient: String = """
        {"resourceType":"Patient","meta":{"profile":["\(core)us-core-patient"]},\(Narrative.json),
        "extension":[{"url":"\(core)us-core-race","extension":[
        {"url":"ombCategory","valueCoding":{"system":"\(races)","code":"2106-3","display":"White"}},
        {"url":"text","valueString":"White"}]},
        {"url":"\(core)us-core-birthsex","valueCode":"F"}],
        "identifier":[{"system":"http://hospital.smarthealthit.org","value":"1032702"}],
        "name":[{"family":"Shaw","given":["Amy","V."]}],
        "telecom":[{"system":"phone","value":"555-555-5555"}],
        "gender":"female","birthDate":"2007-02-20",
        "communication":[{"language":{"coding":[{"system":"urn:ietf:bcp:47","code":"en-US"}]}}]}
        """

    private static let agent: String =
        #"{"who":{"reference":"http://a.b/Practitioner/2"},"onBehalfOf":{"reference":"http://a.b/Organization/3"}}"#

    /// Two agents have what the invariant that is no FHIRPath speaks of.
    private static let provenance: String =
        "{\"resourceType\":\"Provenance\",\"meta\":{\"profile\":[\"\(core)us-core-provenance\"]},\(Narrative.json),"
        + #""target":[{"reference":"http://a.b/Patient/1"}],"recorded":"2020-07-09T15:26:23Z","agent":[\#(agent),\#(agent)]}"#

    private func validate(_ text: String, _ more: [String] = []) throws -> Tool.Run {
        try Tool.run(["validate", "-", "--package", USCoreTests.package] + more, input: text)
    }

    @Test("a right patient has nothing to be told")
    func right() throws {
        let run = try validate(USCoreTests.patient, ["--fail-on", "information"])
        #expect(run.status == 0, "\(run.out)")
        #expect(run.err == "")
    }

    @Test(
        "a wrong patient is told what, where, and what would be right",
        arguments: [
            (
                #""gender":"female","#, "", "error at Patient",
                ["gender is required by the profile", "us-core-patient (Patient.gender)"]
            ),
            (
                #"{"family":"Shaw","given":["Amy","V."]}"#, #"{"text":"Amy"}"#, "error at Patient.name[0]",
                [
                    "us-core-8 is not met: Patient.name.given or Patient.name.family or both",
                    "(family.exists() or given.exists())",
                ]
            ),
            (
                #""system":"http://hospital.smarthealthit.org","#, "", "error at Patient.identifier[0]",
                ["system is required by the profile", "(Patient.identifier.system)"]
            ),
            (
                #""system":"phone","#, #""system":"telephone","#, "error at Patient.telecom[0].system",
                [#""telephone" is not in the value set"#, "its codes are phone, fax, email"]
            ),
            (
                #""2106-3","display":"White""#, #""2106-9""#, "error at Patient.extension[0].extension[0].value.ofType(Coding)",
                [#""2106-9" of urn:oid:2.16.840.1.113883.6.238 is not in the value set"#, "omb-race-category"]
            ),
            (
                #""url":"text""#, #""url":"txt""#, "error at Patient.extension[0]",
                ["the slice text is required by the profile", #"url is "txt" (must be "text")"#]
            ),
            (
                #""valueCode":"F""#, #""valueCode":"X""#, "error at Patient.extension[1].value.ofType(code)",
                [#""X" is not in the value set"#, "its codes are F, M, UNK"]
            ),
            (
                #""valueCode":"F""#, #""valueString":"F""#, "error at Patient.extension[1]",
                ["us-core-birthsex"]
            ),
        ])
    func wrong(part: String, other: String, place: String, words: [String]) throws {
        #expect(USCoreTests.patient.contains(part))
        let run = try validate(USCoreTests.patient.replacing(part, with: other))
        #expect(run.status == 1)
        for word in [place] + words { #expect(run.out.contains(word), "\(word): \(run.out)") }
    }

    @Test("the invariant that is no FHIRPath is told once in a run, as a fault of the profile", arguments: ["1", "2"])
    func fault(jobs: String) throws {
        let scratch = try Scratch()
        try scratch.write(String(repeating: USCoreTests.provenance.filter { $0 != "\n" } + "\n", count: 300), to: "a.ndjson")
        try scratch.write(USCoreTests.provenance, to: "b.json")
        let run = try Tool.run(
            ["validate", "a.ndjson", "b.json", "--package", USCoreTests.package, "--format", "csv", "--jobs", jobs],
            in: scratch.path)
        #expect(run.status == 0, "\(run.out)")
        let told: [Substring] = run.out.split(separator: "\r\n").filter { $0.contains("provenance-1") }
        #expect(told.count == 1)
        #expect(
            told.first?.contains("a fault of the profile \(USCoreTests.core)us-core-provenance, not of this resource") == true)
        #expect(told.first?.contains("the invariant provenance-1 is not checked, for its expression is no FHIRPath") == true)
        #expect(told.first?.hasPrefix("a.ndjson,1,1,information,") == true)
        let alone = try Tool.run(["validate", "b.json", "--package", USCoreTests.package, "--format", "csv"], in: scratch.path)
        #expect(alone.out.split(separator: "\r\n").filter { $0.contains("provenance-1") }.count == 1)
    }

    /// What is really wrong in Synthea's bundles, by the standard.
    private static let faults: [String: String] = [
        "Display_Name_for__should_be_one_of__instead_of": "displays that their code systems do not give",
        "Extension_EXT_Unknown_NotHere": "extensions of Synthea's own, whose definitions nobody has",
        "Reference_REF_CantMatchChoice": "results of a laboratory report that are vital signs or examinations",
    ]

    @Test("Synthea's bundles: no error that only a missing code list causes", .enabled(if: hasUnpacker, "needs bunzip2"))
    func codeLists() throws {
        let scratch = try Scratch()
        let smallest: String = "ls -S '\(Tool.shared)/bulk/synthea-bz2' | tail -4"
        let run = try shell(
            """
            for f in $(\(smallest)); do bunzip2 -c "\(Tool.shared)/bulk/synthea-bz2/$f" > "${f%.bz2}"; done
            "$TOOL" validate *.json --package '\(USCoreTests.package)' --format csv
            """, in: scratch)
        #expect(run.status == 1)
        let rows: [[Substring]] = run.out.split(separator: "\r\n").map {
            $0.split(separator: ",", maxSplits: 6, omittingEmptySubsequences: false)
        }
        #expect(rows.count > 1000)
        let errors = rows.filter { $0.count > 6 && ($0[3] == "error" || $0[3] == "fatal") }
        #expect(!errors.isEmpty)
        let others = errors.filter { USCoreTests.faults[String($0[5])] == nil }
        #expect(others.isEmpty, "\(others.prefix(5))")
        // The bundles hold what such errors would stand at.
        #expect(try shell("cat *.json", in: scratch).out.contains("\"currency\": \"USD\""))
        #expect(try shell("cat *.json", in: scratch).out.contains("\"contentType\": \"text/plain"))
    }

    private static let hasUnpacker: Bool = (try? Tool.runScript("/bin/sh", ["-c", "command -v bunzip2"]).status) == 0
}
