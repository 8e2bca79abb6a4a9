import Testing

@Suite struct CaseTests {
    private static let mapping: String = "Examples/tables/table2-mapping.yaml"
    private static let table: String = "Examples/tables/table2-as-printed.csv"

    @Test("the demo shows what it promises, and a second run changes no byte")
    func demo() throws {
        let scratch = try Scratch()
        let first = try Tool.runScript("Examples/demo", [Tool.path, scratch.path + "/a"])
        #expect(first.status == 0, "\(first.out)\(first.err)")
        #expect(first.out.contains("80 inputs: 0 errors"))
        #expect(first.out.split(separator: "\n").count < 66, "under a page of output")
        _ = try Tool.runScript("Examples/demo", [Tool.path, scratch.path + "/b"])
        let same = try Tool.runScript("/usr/bin/env", ["diff", "-r", scratch.path + "/a", scratch.path + "/b"])
        #expect(same.status == 0, "\(same.out)")
    }

    @Test("a case record goes through a pipe to FHIR and back, equal")
    func pipe() throws {
        let scratch = try Scratch()
        let file = "Examples/cases/002-pseudotumoral-calcinosis-thoracolumbar.yaml"
        let bundle = try Tool.run(["case", "to-fhir", file, "--to", "xml"])
        #expect(bundle.status == 0)
        let back = try Tool.run(["case", "from-fhir", "-", "--to", "json"], input: bundle.out)
        #expect(back.status == 0)
        try scratch.write(back.out, to: "back.json")
        let equal = try Tool.run(["case", "compare", file, scratch.path + "/back.json"])
        #expect(equal.out == "equal\n")
    }

    @Test("one changed value in the bundle is the one difference of the case")
    func oneChange() throws {
        let file = "Examples/cases/000-cervical-and-lumbar-calcinosis.yaml"
        let bundle = try Tool.run(["case", "to-fhir", file, "--to", "json"]).out
        #expect(bundle.contains("\"value\": 2.30"))
        let changed = try Tool.run(
            ["case", "from-fhir", "-", "--to", "yaml"], input: bundle.replacing("\"value\": 2.30", with: "\"value\": 2.35"))
        let differences = try Tool.run(["case", "compare", file, "-"], input: changed.out)
        #expect(differences.status == 1)
        #expect(differences.out.split(separator: "\n").count == 1, "\(differences.out)")
        #expect(differences.out.contains(": 2.30 | 2.35"))
    }

    @Test("a table lacks a column: the call is wrong, and nothing is left behind")
    func missingColumn() throws {
        let scratch = try Scratch()
        try scratch.write("Authors,Year,Sexe,Age (years)\nA,1999,F,50\n", to: "t.csv")
        let run = try Tool.run(
            [
                "case", "to-fhir", scratch.path + "/t.csv", "--mapping", Self.mapping, "--to", "json", "--output-dir",
                scratch.path + "/out",
            ])
        #expect(run.status == 2)
        #expect(run.err.contains("Sex"), "\(run.err)")
        #expect(Scratch.names(scratch.path + "/out") == [])
    }

    @Test("a mapping with an unknown key is told with line, column and the near key")
    func unknownKey() throws {
        let scratch = try Scratch()
        try scratch.write(try Scratch.read(Tool.root + "/" + Self.mapping).replacing("columns:", with: "colums:"), to: "m.yaml")
        let run = try Tool.run([
            "case", "to-fhir", Self.table, "--mapping", scratch.path + "/m.yaml", "--to", "json", "--output-dir", scratch.path,
        ])
        #expect(run.status == 2)
        #expect(run.err.contains("m.yaml:"), "\(run.err)")
        #expect(run.err.contains("columns"), "\(run.err)")
    }

    @Test(
        "bad input has its exit code and says where",
        arguments: [
            (["to-fhir", "-", "--to", "json"], "", 4, "empty"),
            (["to-fhir", "-", "--to", "json"], "id: a\nsubjct: {}\n", 4, "subject"),
            (["to-fhir", "-", "--to", "json"], "id: [", 4, "-:"),
            (["to-fhir", "/nowhere.yaml", "--to", "json"], "", 3, "/nowhere.yaml"),
            (["to-fhir", "a.csv", "--mapping", "/nowhere.yaml", "--to", "json"], "", 3, "/nowhere.yaml"),
            (["from-fhir", "-", "--to", "yaml"], #"{"resourceType":"Patient"}"#, 4, "Bundle"),
            (["from-fhir", "-", "--to", "yaml"], "<", 4, "-:"), (["from-fhir", "-", "--to", "csv"], "", 2, "--mapping"),
            (["to-fhir", "Examples/cases", "--to", "json"], "", 2, "--output-dir"), (["compare", "a.yaml"], "", 2, "second"),
        ])
    func faults(arguments: [String], input: String, status: Int32, words: String) throws {
        let run = try Tool.run(["case"] + arguments, input: input)
        #expect(run.status == status)
        #expect(run.err.contains(words), "\(run.err)")
        #expect(run.out == "")
    }

    @Test("what a record cannot express is told, and the exit code shows it")
    func loss() throws {
        let bundle = #"""
            {"resourceType":"Bundle","type":"collection","entry":[{"fullUrl":"urn:uuid:9b2c1a4e-6a55-4c3e-9d5e-0c4b8e1f2a33",
            "resource":{"resourceType":"Patient","gender":"male","photo":[{"url":"http://a.example/p.png"}]}}]}
            """#
        let run = try Tool.run(["case", "from-fhir", "-", "--to", "yaml"], input: bundle)
        #expect(run.status == 1)
        #expect(run.err.contains("photo"), "\(run.err)")
        #expect(run.out.contains("sex: male"))
        #expect(try Tool.run(["case", "from-fhir", "-", "--to", "yaml", "--allow-loss"], input: bundle).status == 0)
    }

    @Test("rows of several tables that cannot be read stand in one rejects file")
    func rejects() throws {
        let scratch = try Scratch()
        let header: Substring = try Scratch.read(Tool.root + "/" + Self.table).split(separator: "\n")[0]
        try scratch.write(header + "\nA,B\n", to: "a.csv")
        try scratch.write(header + "\nC,D", to: "b.csv")
        let mapping: String = Tool.root + "/" + Self.mapping
        let call: [String] = ["case", "to-fhir", "a.csv", "b.csv", "--mapping", mapping, "--to", "json", "--output-dir", "out"]
        let run = try Tool.run(call + ["--rejects", "r.csv"], in: scratch.path)
        #expect(run.err.contains("b.csv:2:1: error: row 2: the row has 2 cells"), "\(run.err)")
        #expect(try scratch.read("r.csv").split(separator: "\n") == [header, "A,B", "C,D"])
        #expect(try Tool.run(call + ["--rejects", "b.csv"], in: scratch.path).status == 3)
        #expect(try scratch.read("b.csv") == header + "\nC,D")
        #expect(try Tool.run(["case", "to-fhir", "a.yaml", "--to", "json", "--rejects", "r.csv"], in: scratch.path).status == 2)
    }
}
