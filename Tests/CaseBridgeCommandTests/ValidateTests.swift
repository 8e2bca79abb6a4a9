import Testing

@Suite struct ValidateTests {
    @Test("a fault is told with place, path, message and excerpt; the exit code is 1")
    func text() throws {
        let run = try Tool.run(["validate", "-"], input: #"{"resourceType":"Patient","birthDate":"1974-02-30"}"#)
        #expect(run.status == 1)
        #expect(run.out.contains("-:1:39: error at Patient.birthDate"), "\(run.out)")
        #expect(run.out.contains("^"))
    }

    @Test("a right resource gives code 0")
    func right() throws {
        let run = try Tool.run(["validate", "-"], input: #"{"resourceType":"Patient","birthDate":"1974-02-28"}"#)
        #expect(run.status == 0)
    }

    @Test(
        "with --format json there is an OperationOutcome whatever happens",
        arguments: [
            (["-"], #"{"resourceType":"Patient","active":true}"#, 0, "information"),
            (["-"], #"{"resourceType":"Patient","x":1}"#, 1, "error"),
            (["-"], "{", 4, "fatal"), (["-"], "", 4, "fatal"), (["-"], "<a", 4, "fatal"), (["/nowhere.json"], "", 3, "fatal"),
            (["-", "--profile", "http://nobody.example/none"], #"{"resourceType":"Patient"}"#, 2, "fatal"),
            (["-"], #"{"resourceType":"Patent"}"#, 4, "fatal"),
        ])
    func json(arguments: [String], input: String, status: Int32, severity: String) throws {
        let run = try Tool.run(["validate"] + arguments + ["--format", "json"], input: input)
        #expect(run.status == status)
        #expect(run.out.contains(#""resourceType": "OperationOutcome""#))
        #expect(run.out.contains("\"severity\": \"\(severity)\""), "\(run.out)")
    }

    @Test("several inputs give a Bundle of outcomes in their order")
    func many() throws {
        let scratch = try Scratch()
        try scratch.write(#"{"resourceType":"Patient"}"#, to: "b.json")
        try scratch.write("<", to: "a.xml")
        let run = try Tool.run(["validate", scratch.path, "--format", "json"])
        #expect(run.status == 4)
        #expect(run.out.hasPrefix("{\n  \"resourceType\": \"Bundle\""))
        #expect(run.out.split(separator: "OperationOutcome\"").count == 3)
    }
}
