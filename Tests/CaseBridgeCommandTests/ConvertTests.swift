import Testing

@Suite struct ConvertTests {
    private let patient = #"{"resourceType":"Patient","birthDate":"1974-12","active":true}"#

    @Test("standard input to standard output, both ways")
    func pipes() throws {
        let xml = try Tool.run(["convert", "-", "--to", "xml"], input: patient)
        #expect(xml.status == 0)
        #expect(xml.err == "")
        #expect(xml.out.contains("  <birthDate value=\"1974-12\"/>\n"))
        let json = try Tool.run(["convert", "-", "--to", "json", "--compact"], input: xml.out)
        #expect(json.out == #"{"resourceType":"Patient","active":true,"birthDate":"1974-12"}"# + "\n")
    }

    @Test("a folder becomes a folder, with its subfolders")
    func folder() throws {
        let scratch = try Scratch()
        try scratch.write(patient, to: "a.json")
        try scratch.write(patient, to: "b.json")
        let run = try Tool.run(["convert", scratch.path, "--to", "xml", "--output-dir", scratch.path + "/out/deep"])
        #expect(run.status == 0)
        #expect(try scratch.read("out/deep/a.xml") == scratch.read("out/deep/b.xml"))
    }

    @Test(
        "a wrong call or input has its exit code and says where and what",
        arguments: [
            (["convert", "-", "--to", "xml"], "{\"a\":", 4, "-:1:6: no JSON"),
            (["convert", "-", "--to", "xml"], "<a><b></a>", 4, "-:1:"), (["convert", "-", "--to", "xml"], "", 4, "empty"),
            (["convert", "-", "--to", "json"], "<Patent xmlns='http://hl7.org/fhir'/>", 4, "did you mean Patient?"),
            (["convert", "-", "--to", "json"], "<!DOCTYPE a><a/>", 4, "DTD"),
            (["convert", "/nowhere/a.json", "--to", "xml"], "", 3, "/nowhere/a.json"),
            (["convert", "-", "--to", "xml", "-o", "/nowhere/a.xml"], #"{"resourceType":"Patient"}"#, 3, "/nowhere"),
            (["convert", "-"], "", 2, "--to"), (["convert", "-", "--to", "pdf"], "", 2, "pdf"),
            (["convert", "-", "--to", "xml", "--ouput", "x"], "", 2, "--output"),
            (["convert", "-", "-", "--to", "xml"], "", 2, "--output-dir"),
        ])
    func faults(arguments: [String], input: String, status: Int32, words: String) throws {
        let run = try Tool.run(arguments, input: input)
        #expect(run.status == status)
        #expect(run.err.contains(words), "\(run.err)")
        #expect(run.out == "")
    }

    @Test("what fails leaves no file behind, and the good inputs go on")
    func goesOn() throws {
        let scratch = try Scratch()
        try scratch.write("{", to: "bad.json")
        try scratch.write(patient, to: "good.json")
        let run = try Tool.run(["convert", scratch.path, "--to", "xml", "--output-dir", scratch.path + "/out"])
        #expect(run.status == 4)
        #expect(try Scratch.read(scratch.path + "/out/good.xml").contains("1974-12"))
        #expect(Scratch.names(scratch.path + "/out") == ["good.xml"])
    }

    @Test(
        "an input that is missing is told, and the others go on",
        arguments: [["none.json", "a.json"], ["a.json", "*.xml", "empty"]])
    func missing(_ inputs: [String]) throws {
        let scratch = try Scratch()
        #expect(try Tool.runScript("/bin/mkdir", ["empty"], in: scratch.path).status == 0)
        try scratch.write(patient, to: "a.json")
        let run = try Tool.run(["convert"] + inputs + ["--to", "xml", "--output-dir", "out"], in: scratch.path)
        #expect(run.status == 3)
        #expect(Scratch.names(scratch.path + "/out") == ["a.xml"], "\(run.err)")
        #expect(run.err.split(separator: "\n").count == inputs.count - 1, "\(run.err)")
        // Two are named, so that one alone does not go to standard output.
        #expect(try Tool.run(["convert"] + inputs + ["--to", "xml"], in: scratch.path).out.isEmpty)
    }

    @Test("a folder without resources, and two inputs for one output, cannot run")
    func cannotRun() throws {
        let scratch = try Scratch()
        try scratch.write("x", to: "notes.txt")
        #expect(try Tool.run(["convert", scratch.path, "--to", "xml", "--output-dir", scratch.path]).status == 3)
        try scratch.write(patient, to: "a.json")
        let file = scratch.path + "/a.json"
        let run = try Tool.run(["convert", file, file, "--to", "xml", "--output-dir", scratch.path])
        #expect(run.status == 3)
        #expect(run.err.contains("already made from"))
    }

    @Test("a loss is told with its place and makes the exit code 1, unless it is allowed")
    func loss() throws {
        let input = "{\"resourceType\":\"Patient\",\n\"foo\":1}"
        let run = try Tool.run(["convert", "-", "--to", "xml"], input: input)
        #expect(run.status == 1)
        #expect(run.err.hasPrefix("-:2:1: loss: Patient.foo"))
        #expect(run.out.contains("<Patient"))
        #expect(try Tool.run(["convert", "-", "--to", "xml", "--allow-loss"], input: input).status == 0)
    }
}

@Suite struct ToolTests {
    @Test("the tool says what it is and what it can do")
    func help() throws {
        #expect(try Tool.run(["--version"]).out.contains("(FHIR 4.0.1)"))
        for command in [["convert"], ["validate"], ["case", "to-fhir"], ["case", "from-fhir"], ["case", "compare"]] {
            let help = try Tool.run(command + ["--help"])
            #expect(help.status == 0)
            #expect(help.out.contains("Examples:"), "\(command)")
        }
        #expect(try Tool.run(["frobnicate"]).status == 2)
        #expect(try Tool.run(["convert", "--help"]).out.contains("256M"), "a default stands as a user writes it")
    }
}
