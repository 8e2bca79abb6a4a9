import Testing

@Suite("validate: reports")
struct ValidateReportTests {
    private static let formats: [String] = ["text", "json", "ndjson", "sarif", "junit", "csv", "html"]
    private static let bad: String = #"{"resourceType":"Patient","gender":"<script>alert(1)</script>&\"'"}"#

    @Test("every failure is one fatal issue in every format, with its code", arguments: formats)
    func failures(format: String) throws {
        let cases: [(arguments: [String], input: String, status: Int32)] = [
            (["-"], "{", 4), (["-"], "", 4), (["-"], "<!DOCTYPE a><a/>", 4), (["-"], #"{"resourceType":"Patent"}"#, 4),
            (["/nowhere.json"], "", 3), (["-", "--profile", "http://nobody.example/none"], #"{"resourceType":"Patient"}"#, 2),
            (["-", "--baseline", "/nowhere"], "{}", 3),
        ]
        for one in cases {
            let run = try Tool.run(["validate", "--format", format] + one.arguments, input: one.input)
            #expect(run.status == one.status, "\(one.arguments) \(one.input)")
            #expect(run.out.contains("CaseBridge_Unreadable"), "\(one.arguments): \(run.out)")
            #expect(run.err.hasPrefix("error: "), "\(run.err)")
        }
    }

    @Test("--quiet prints nothing, whatever happens; the exit code is the same")
    func quiet() throws {
        for (arguments, input, status) in [
            (["-"], "{", Int32(4)), (["-"], ValidateReportTests.bad, 1), (["-"], #"{"resourceType":"Patient","active":true}"#, 0),
            (["/nowhere.json"], "", 3), (["-", "--profile", "http://nobody.example/none"], #"{"resourceType":"Patient"}"#, 2),
            (["-", "-o", "/nowhere/report.json"], ValidateReportTests.bad, 3),
        ] {
            let run = try Tool.run(["validate", "--quiet"] + arguments, input: input)
            #expect(run.status == status, "\(arguments)")
            #expect(run.out.isEmpty && run.err.isEmpty, "\(run.out)\(run.err)")
        }
    }

    @Test("--quiet with --output writes the report")
    func quietOutput() throws {
        let scratch = try Scratch()
        let run = try Tool.run(
            ["validate", "-", "-q", "-o", scratch.path + "/r.txt"], input: ValidateReportTests.bad)
        #expect(run.status == 1)
        #expect(run.out.isEmpty && run.err.isEmpty)
        #expect(try scratch.read("r.txt").contains("error at Patient.gender"))
    }

    @Test(
        "--fail-on says what makes the code 1",
        arguments: [("information", 1), ("warning", 0), ("error", 0), ("fatal", 0)] as [(String, Int32)])
    func failOn(severity: String, status: Int32) throws {
        // An extension that is not at hand is information.
        let url: String = "http://hl7.org/fhir/StructureDefinition/operationoutcome-file"
        let text: String =
            "{\"resourceType\":\"Patient\",\(Narrative.json),\"extension\":[{\"url\":\"\(url)\",\"valueString\":\"c\"}]}"
        let run = try Tool.run(["validate", "-", "--fail-on", severity], input: text)
        #expect(run.status == status, "\(run.out)")
    }

    @Test("--max-messages and --show bound what people see; machines get everything")
    func bounds() throws {
        let text: String = "{\"resourceType\":\"Patient\",\(Narrative.json),\"a\":1,\"b\":1,\"c\":1,\"d\":1}"
        let run = try Tool.run(["validate", "-", "--max-messages", "2"], input: text)
        #expect(run.out.split(separator: "Unrecognised_property_").count == 3, "\(run.out)")
        #expect(run.out.contains("… and 2 more"))
        let csv = try Tool.run(["validate", "-", "--max-messages", "2", "--show", "fatal", "--format", "csv"], input: text)
        #expect(csv.out.split(separator: "\r\n").count == 5)
        let fatal = try Tool.run(["validate", "-", "--show", "fatal"], input: text)
        #expect(!fatal.out.contains("Unrecognised_property_"))
        #expect(fatal.status == 1)
    }

    @Test("where not all messages are shown, the gravest are", arguments: ["text", "html"])
    func gravest(format: String) throws {
        let text: String = "{\"resourceType\":\"Patient\",\"a\":1}"
        let run = try Tool.run(["validate", "-", "--max-messages", "1", "--format", format], input: text)
        #expect(run.out.contains("Unrecognised_property_"), "\(run.out)")
        #expect(!run.out.contains("#dom-6"), "\(run.out)")
        #expect(run.out.contains("… and 1 more"), "\(run.out)")
    }

    @Test("what the input holds cannot break out of html and junit, nor command the terminal")
    func escapes() throws {
        for format in ["html", "junit"] {
            let run = try Tool.run(["validate", "-", "--format", format], input: ValidateReportTests.bad)
            #expect(run.out.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), "\(run.out)")
            #expect(!run.out.contains("<script>alert"))
        }
        let text = try Tool.run(["validate", "-"], input: #"{"resourceType":"Patient","gender":"\u001b[31m"}"#)
        #expect(text.status == 1)
        #expect(!text.out.unicodeScalars.contains { $0.value == 0x1B })
    }

    @Test("the html page names nothing outside itself")
    func selfContained() throws {
        let run = try Tool.run(["validate", "-", "--format", "html"], input: ValidateReportTests.bad)
        #expect(!run.out.contains("src="))
        #expect(!run.out.contains("href="))
        #expect(!run.out.contains("url("))
        #expect(run.out.hasPrefix("<!DOCTYPE html>"))
        #expect(run.out.hasSuffix("</html>\n"))
    }

    @Test("sarif: results with rule, level, place and path")
    func sarif() throws {
        let scratch = try Scratch()
        try scratch.write(ValidateReportTests.bad, to: "a b.json")
        let run = try Tool.run(["validate", "a b.json", "--format", "sarif"], in: scratch.path)
        for part in [
            #""version":"2.1.0""#, #""ruleId":"Terminology_TX_NoValid_16""#, #""level":"error""#, #""uri":"a%20b.json""#,
            #""startLine":1,"startColumn":36"#, #""fullyQualifiedName":"Patient.gender""#, #""executionSuccessful":true"#,
            #"{"id":"Terminology_TX_NoValid_16"}"#,
        ] {
            #expect(run.out.contains(part), "\(part): \(run.out)")
        }
    }

    @Test("one input gives one OperationOutcome, a folder or pattern of one a Bundle")
    func shape() throws {
        let scratch = try Scratch()
        try scratch.write(ValidateReportTests.bad, to: "a.json")
        for (word, type) in [("a.json", "OperationOutcome"), (".", "Bundle"), ("*.json", "Bundle")] {
            let run = try Tool.run(["validate", word, "--format", "json"], in: scratch.path)
            #expect(run.out.hasPrefix("{\n  \"resourceType\": \"\(type)\""), "\(word): \(run.out)")
            let check = try Tool.run(["validate", "-"], input: run.out)
            #expect(check.status == 0, "\(check.out)")
        }
    }
}
