import Testing

/// The scripts of Examples/pipelines do what they say.
@Suite struct PipelineExampleTests {
    @Test("what was accepted passes, what is new fails, and both reports are there")
    func checkIncoming() throws {
        let scratch = try Scratch()
        let folder = scratch.path + "/in"
        let reports = scratch.path + "/reports"
        _ = try Tool.runScript("/bin/mkdir", [folder])
        try scratch.write(#"{"resourceType":"Patient","birthDate":"1974-02-30"}"#, to: "in/old.json")
        let first = try Tool.runScript("Examples/pipelines/check-incoming", [Tool.path, folder, reports])
        #expect(first.status == 0, "\(first.out)\(first.err)")
        try scratch.write(#"{"resourceType":"Patient","gender":"malee"}"#, to: "in/new.json")
        let second = try Tool.runScript("Examples/pipelines/check-incoming", [Tool.path, folder, reports])
        #expect(second.status == 1, "\(second.out)\(second.err)")
        let sarif = try scratch.read("reports/findings.sarif")
        #expect(sarif.contains("malee"))
        #expect(!sarif.contains("Type_Specific_Checks_DT_Date_Valid"), "accepted")
        #expect(try scratch.read("reports/findings.html").contains("malee"))
    }

    @Test("the table becomes one checked bundle a line")
    func shareTable() throws {
        let scratch = try Scratch()
        let output = scratch.path + "/cases.ndjson.gz"
        let run = try Tool.runScript(
            "Examples/pipelines/share-table",
            [Tool.path, "Examples/tables/table2-as-printed.csv", "Examples/tables/table2-mapping.yaml", output])
        #expect(run.status == 0, "\(run.out)\(run.err)")
        let bundles = try Tool.run(["path", "Bundle.id", output, "--format", "json"])
        #expect(bundles.out.split(separator: "\n").count == 36, "35 rows and what the table says of all of them")
    }
}
