import Testing

@Suite("validate: input")
struct ValidateInputTests {
    private static let good: String = "{\"resourceType\":\"Patient\",\"active\":true,\(Narrative.json)}"
    private static let bad: String = "{\"resourceType\":\"Patient\",\"x\":1,\(Narrative.json)}"

    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        _ = try Tool.runScript("/bin/mkdir", [scratch.path + "/sub"])
        try scratch.write(ValidateInputTests.good, to: "a.json")
        try scratch.write(ValidateInputTests.bad, to: "b.json")
        try scratch.write(#"<Patient xmlns="http://hl7.org/fhir"/>"#, to: "sub/c.xml")
        try scratch.write(ValidateInputTests.good + "\n" + ValidateInputTests.bad + "\n", to: "d.ndjson")
        try scratch.write("nothing", to: "e.txt")
        return scratch
    }

    @Test(
        "files, folders and patterns stand for inputs, in a fixed order",
        arguments: [
            (["."], ["./a.json", "./b.json", "./d.ndjson", "./sub/c.xml"]), (["*.json"], ["a.json", "b.json"]),
            (["**/*.xml"], ["sub/c.xml"]), (["sub/../**/c.xml"], ["sub/../sub/c.xml"]), (["{b,a}.json"], ["a.json", "b.json"]),
            (["[b].json", "a.json"], ["b.json", "a.json"]), (["?.ndjson"], ["d.ndjson"]), (["su*"], ["sub/c.xml"]),
        ])
    func inputs(words: [String], names: [String]) throws {
        let scratch: Scratch = try folder()
        let run = try Tool.run(["validate"] + words + ["--format", "junit"], in: scratch.path)
        let found: [String] = run.out.split(separator: "<testsuite name=\"").dropFirst(1).map {
            String($0.prefix { $0 != "\"" })
        }
        #expect(found == names, "\(run.out)")
    }

    @Test("a word for which nothing is there is one fatal issue; the others are checked", arguments: ["none*.json", "none.json"])
    func missing(word: String) throws {
        let scratch: Scratch = try folder()
        let run = try Tool.run(["validate", "a.json", word, "b.json", "--format", "ndjson"], in: scratch.path)
        #expect(run.status == 3)
        let lines = run.out.split(separator: "\n")
        #expect(lines.count == 3)
        #expect(lines[1].contains(#""severity":"fatal""#))
        #expect(lines[1].contains(word))
        #expect(lines[2].contains("Unrecognised_property_"))
        #expect(run.err.contains("error: \(word): "))
    }

    @Test("a bad line of NDJSON is a fatal issue with its line; the run goes on")
    func badLine() throws {
        let scratch = try Scratch()
        try scratch.write("\(ValidateInputTests.good)\n\n{\"resourceType\":\n\(ValidateInputTests.bad)\n", to: "x.ndjson")
        let run = try Tool.run(["validate", "x.ndjson", "--format", "csv"], in: scratch.path)
        #expect(run.status == 1)
        let rows = run.out.split(separator: "\r\n")
        #expect(rows.count == 3)
        #expect(rows[1].hasPrefix("x.ndjson,3,17,fatal,"), "\(run.out)")
        #expect(rows[2].hasPrefix("x.ndjson,4,27,error,"), "\(run.out)")
    }

    @Test("NDJSON without a good line, or without any, is no input", arguments: ["", "\n\n", "{\n", "1\n2\n"])
    func noLines(text: String) throws {
        let scratch = try Scratch()
        try scratch.write(text, to: "x.ndjson")
        let run = try Tool.run(["validate", scratch.path + "/x.ndjson", "--format", "json"])
        #expect(run.status == 4)
        #expect(run.out.contains(#""severity": "fatal""#))
        #expect(run.out.hasPrefix("{\n  \"resourceType\": \"Bundle\""))
    }

    @Test("NDJSON is known by its content too, from standard input and packed")
    func linesByContent() throws {
        let scratch = try Scratch()
        let text: String = ValidateInputTests.good + "\n" + ValidateInputTests.bad + "\n"
        try scratch.write(text, to: "x.json")
        for run in [
            try Tool.run(["validate", "x.json", "--format", "ndjson"], in: scratch.path),
            try Tool.run(["validate", "-", "--format", "ndjson"], input: text),
            try Tool.runScript(
                "/bin/sh", ["-c", "gzip -c x.json | '\(Tool.path)' validate - --format ndjson"], in: scratch.path),
        ] {
            #expect(run.status == 1)
            #expect(run.out.split(separator: "\n").count == 2, "\(run.out)")
        }
    }

    @Test("the report does not depend on the number of threads")
    func jobs() throws {
        let scratch = try Scratch()
        for number in 0..<40 {
            let text: String = number % 3 == 0 ? ValidateInputTests.bad : ValidateInputTests.good
            try scratch.write(number % 7 == 0 ? "{" : text, to: "\(number).json")
        }
        let lines: [String] = (0..<5000).map { $0 % 100 == 0 ? ValidateInputTests.bad : ValidateInputTests.good }
        try scratch.write(lines.joined(separator: "\n"), to: "z.ndjson")
        let one = try Tool.run(["validate", ".", "--jobs", "1"], in: scratch.path)
        let four = try Tool.run(["validate", ".", "--jobs", "4"], in: scratch.path)
        #expect(one.out == four.out)
        #expect(one.status == 4)
        #expect(four.status == 4)
        #expect(one.out.contains("z.ndjson:4901:27: error at Patient"))
        #expect(one.out.contains("z.ndjson: 5000 lines: 50 errors\n"))
    }
}
