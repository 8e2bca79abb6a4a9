import Testing

@Suite struct PathTests {
    static let patient: String = #"{"resourceType":"Patient","id":"p","name":[{"family":"A","given":["B","C"]}]}"#

    @Test(
        "an expression without a file",
        arguments: [
            ("-3 != 3", "true\n"), ("--1", "1\n"), ("1.10 + 1", "2.10\n"), ("'--format'", "--format\n"), ("{}", ""),
        ])
    func alone(expression: String, out: String) throws {
        let run = try Tool.run(["path", expression])
        #expect(run.status == 0 && run.out == out, "\(run.out)\(run.err)")
    }

    @Test("text is a line an item, JSON an array of types and values")
    func formats() throws {
        #expect(try Tool.run(["path", "name.given", "-"], input: PathTests.patient).out == "B\nC\n")
        let json = try Tool.run(["path", "name | id | 1 'mg'", "-", "--format", "json"], input: PathTests.patient)
        #expect(
            json.out == """
                [
                  {"type":"HumanName","value":{"family":"A","given":["B","C"]}},
                  {"type":"id","value":"p"},
                  {"type":"Quantity","value":{"value":1,"unit":"mg"}}
                ]

                """)
        #expect(try Tool.run(["path", "{}", "--format", "json"]).out == "[]\n")
    }

    @Test("NDJSON and several files give a line a resource with its place")
    func many() throws {
        let lines: String = PathTests.patient + "\n\n" + PathTests.patient + "\n"
        let run = try Tool.run(["path", "id", "-", "--format", "json"], input: lines)
        let item: String = #""items":[{"type":"id","value":"p"}]}"#
        #expect(run.out == "{\"source\":\"-\",\"line\":1,\(item)\n{\"source\":\"-\",\"line\":3,\(item)\n")
        let scratch = try Scratch()
        try scratch.write(PathTests.patient, to: "a.json")
        try scratch.write(PathTests.patient, to: "b.json")
        let files = try Tool.run(["path", "id", "a.json", "b.json", "--format", "json"], in: scratch.path)
        #expect(files.out == "{\"source\":\"a.json\",\"line\":null,\(item)\n{\"source\":\"b.json\",\"line\":null,\(item)\n")
        #expect(try Tool.run(["path", "id", "a.json", "b.json"], in: scratch.path).out == "a.json: p\nb.json: p\n")
    }

    @Test("variables are strings by name")
    func variables() throws {
        let run = try Tool.run(["path", "name.where(family = %f).given.first()", "-", "--var", "f=A"], input: PathTests.patient)
        #expect(run.out == "B\n", "\(run.err)")
        #expect(try Tool.run(["path", "1", "--var", "x"]).status == 2)
    }

    @Test("the parsed tree on request")
    func explain() throws {
        #expect(try Tool.run(["path", "a = 1", "--explain"]).out == "operator =\n  step a\n  literal 1\n")
    }

    @Test(
        "exit codes",
        arguments: [
            (["name.gven", "-", "--strict"], 2, "did you mean given?"), (["name.", "-"], 2, "name."),
            (["id", "/nowhere.json"], 3, "/nowhere"),
            (["name.single()", "-"], 0, ""), (["name.given.single()", "-"], 4, "one item"), (["nofunction()"], 2, "no function"),
            (["name.given < 1", "-"], 4, "^"),
        ])
    func codes(arguments: [String], status: Int32, message: String) throws {
        let run = try Tool.run(["path"] + arguments, input: PathTests.patient)
        #expect(run.status == status, "\(run.err)")
        #expect(run.err.contains(message), "\(run.err)")
    }

    @Test("input that is no resource is told by its line; the other lines go on")
    func brokenLine() throws {
        let run = try Tool.run(["path", "id", "-"], input: PathTests.patient + "\n{\"x\":1}\n" + PathTests.patient + "\n")
        #expect(run.status == 1)
        #expect(run.err.contains("-:2"))
        #expect(run.out.split(separator: "\n").count == 2)
    }

    @Test("what the base definitions say of elements")
    func elementDefinitions() throws {
        let run = try Tool.run(["path", "name.given.elementDefinition().max", "-"], input: PathTests.patient)
        #expect(run.out == "*\n*\n", "\(run.err)")
    }

    @Test("conformance is the validator's answer")
    func conformance() throws {
        let base: String = "http://hl7.org/fhir/StructureDefinition/"
        let input: String = #"{"resourceType":"Patient","gender":"male"}"#
        #expect(try Tool.run(["path", "conformsTo('\(base)Patient')", "-"], input: input).out == "true\n")
        #expect(try Tool.run(["path", "conformsTo('\(base)Person')", "-"], input: input).out == "false\n")
        let broken: String = input.replacing("male", with: "neither")
        #expect(try Tool.run(["path", "conformsTo('\(base)Patient')", "-"], input: broken).out == "false\n")
        #expect(try Tool.run(["path", "conformsTo('http://nobody.example/x')", "-"], input: input).status == 4)
    }

    @Test("codes are answered from the embedded code systems")
    func services() throws {
        let gender: String = "http://hl7.org/fhir/ValueSet/administrative-gender"
        let input: String = #"{"resourceType":"Patient","gender":"male"}"#
        #expect(try Tool.run(["path", "gender.memberOf('\(gender)')", "-"], input: input).out == "true\n")
        #expect(try Tool.run(["path", "text.div.htmlChecks()", "-"], input: input).out == "")
        let narrative: String =
            #"{"resourceType":"Patient","text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">BODY</div>"}}"#
        for (body, isAllowed) in [
            ("<p>a</p>", "true"), ("<script>a</script>", "false"), (" ", "false"), ("<p onclick='x'>a</p>", "false"),
        ] {
            let text: String = narrative.replacing("BODY", with: body)
            #expect(try Tool.run(["path", "text.div.htmlChecks()", "-"], input: text).out == isAllowed + "\n", "\(body)")
        }
    }

    @Test("definitions from files: conformsTo, slice, memberOf")
    func load() throws {
        let scratch = try Scratch()
        _ = try Tool.runScript("/bin/mkdir", ["definitions"], in: scratch.path)
        try scratch.write(
            """
            {"resourceType":"StructureDefinition","url":"urn:named","name":"N","status":"draft","kind":"resource","abstract":false,
            "type":"Patient","baseDefinition":"http://hl7.org/fhir/StructureDefinition/Patient","derivation":"constraint","differential":
            {"element":[{"path":"Patient.name","slicing":{"discriminator":[{"type":"value","path":"use"}],"rules":"open"}},
            {"path":"Patient.name","sliceName":"usual","min":1},{"path":"Patient.name.use","fixedCode":"usual"}]}}
            """, to: "definitions/profile.json")
        try scratch.write(
            #"{"resourceType":"ValueSet","url":"urn:vs","status":"draft","compose":{"include":[{"system":"urn:s","concept":[{"code":"a"}]}]}}"#,
            to: "definitions/set.json")
        let input: String = #"{"resourceType":"Patient","name":[{"use":"usual","family":"U"},{"use":"old","family":"O"}]}"#
        for (expression, expected) in [
            ("conformsTo('urn:named')", "true\n"), ("name.slice('urn:named', 'usual').family", "U\n"),
            ("'a'.memberOf('urn:vs')", "true\n"), ("name[1].use.memberOf('urn:vs')", "false\n"),
        ] {
            let run = try Tool.run(["path", expression, "-", "--load", "definitions"], input: input, in: scratch.path)
            #expect(run.out == expected && run.status == 0, "\(expression): \(run.out)\(run.err)")
        }
        let unloaded = try Tool.run(["path", "conformsTo('urn:named')", "-"], input: input, in: scratch.path)
        #expect(unloaded.status == 4 && unloaded.err.contains("load it"), "\(unloaded.err)")
        #expect(try Tool.run(["path", "1", "--load", "nowhere"], in: scratch.path).status == 3)
    }

    @Test(
        "with --format json a failure is one fatal issue",
        arguments: [
            (["name.", "-"], 2, "expected a name"), (["id", "nowhere.json"], 3, "nowhere.json"),
            (["name.given.single()", "-"], 4, "one item"), (["id", "-", "--var", "x"], 2, "name=value"),
        ])
    func failures(arguments: [String], status: Int32, message: String) throws {
        let run = try Tool.run(["path"] + arguments + ["--format", "json"], input: PathTests.patient)
        #expect(run.status == status)
        #expect(
            run.out.contains(#""resourceType": "OperationOutcome""#) && run.out.contains(#""severity": "fatal""#), "\(run.out)")
        #expect(run.out.contains(message), "\(run.out)")
    }

    @Test("a line that fails says so in its place, and the others go on")
    func failingLine() throws {
        let lines: String = PathTests.patient + "\n{\"x\":1}\n" + PathTests.patient + "\n"
        let run = try Tool.run(["path", "id", "-", "--format", "json"], input: lines)
        let out: [Substring] = run.out.split(separator: "\n")
        #expect(run.status == 1 && out.count == 3, "\(run.out)")
        #expect(out[1].hasPrefix(#"{"source":"-","line":2,"outcome":{"resourceType":"OperationOutcome""#), "\(out[1])")
        #expect(out[2].hasPrefix(#"{"source":"-","line":3,"items":"#))
        let scratch = try Scratch()
        try scratch.write("[]", to: "a.json")
        try scratch.write(PathTests.patient, to: "b.json")
        let files = try Tool.run(["path", "id", "a.json", "b.json", "--format", "json"], in: scratch.path)
        #expect(files.status == 4 && files.out.split(separator: "\n").count == 2, "\(files.out)")
        let bad = try Tool.run(["path", "id", "-", "--format", "json"], input: "{\"x\":1}\n{\"x\":2}\n")
        #expect(bad.status == 4, "no line is a resource: \(bad.out)")
        let failing = try Tool.run(
            ["path", "name.single()", "-"], input: #"{"resourceType":"Patient","name":[{},{}]}"# + "\n" + lines)
        #expect(failing.status == 4, "an expression that fails is no bad line: \(failing.err)")
    }

    @Test("an input that is missing says so in its place, and the others go on")
    func missingInput() throws {
        let scratch = try Scratch()
        try scratch.write(PathTests.patient, to: "a.json")
        let run = try Tool.run(["path", "id", "none.json", "a.json", "*.xml", "--format", "json"], in: scratch.path)
        let out: [Substring] = run.out.split(separator: "\n")
        #expect(run.status == 3 && out.count == 3, "\(run.out)")
        #expect(out.first?.hasPrefix(#"{"source":"none.json","line":null,"outcome":"#) == true, "\(out)")
        #expect(out.dropFirst().first?.hasPrefix(#"{"source":"a.json","line":null,"items":"#) == true, "\(out)")
        #expect(
            run.err.contains("error: none.json: cannot be read") && run.err.contains("error: *.xml: no file matches"),
            "\(run.err)")
    }

    @Test(
        "variables: strings, and behind @ dates and times",
        arguments: [
            ("birthDate <= %v", "v=@2000-01-01", "true\n"), ("birthDate <= %v", "v=@1900", "false\n"), ("%v", "v=", "\n"),
            ("%v is String", "v=2000-01-01", "true\n"), ("%v is DateTime", "v=@2000-01-01T10:30:00Z", "true\n"),
            ("%v is Time", "v=@T10:30", "true\n"), ("%v", "v=a=b", "a=b\n"), ("%`a b`", "a b=c", "c\n"),
        ])
    func variables(_ expression: String, _ variable: String, _ out: String) throws {
        let patient: String = #"{"resourceType":"Patient","birthDate":"1974-12-25"}"#
        let run = try Tool.run(["path", expression, "-", "--var", variable], input: patient)
        #expect(run.status == 0 && run.out == out, "\(run.out)\(run.err)")
    }

    @Test("variables that cannot be", arguments: ["v", "=v", "v=@2000-13", "v=@peter", "v=@", "context=1", "rootResource=1"])
    func badVariables(_ variable: String) throws {
        let run = try Tool.run(["path", "1", "--var", variable])
        #expect(run.status == 2 && run.err.hasPrefix("error: --var \(variable): "), "\(run.err)")
    }

    @Test("compressed input, and a file of lines that holds one")
    func compressed() throws {
        let scratch = try Scratch()
        try scratch.write(PathTests.patient + "\n", to: "one.ndjson")
        _ = try Tool.runScript("/bin/gzip", ["-k", "one.ndjson"], in: scratch.path)
        for name in ["one.ndjson", "one.ndjson.gz"] {
            let run = try Tool.run(["path", "id", name, "--format", "json"], in: scratch.path)
            #expect(
                run.out == "{\"source\":\"\(name)\",\"line\":1,\"items\":[{\"type\":\"id\",\"value\":\"p\"}]}\n",
                "\(run.out)\(run.err)")
        }
    }
}
