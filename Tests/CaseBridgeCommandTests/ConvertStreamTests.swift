import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Runs a line of shell in a folder; `$TOOL` is the built binary.
func shell(_ line: String, in scratch: Scratch) throws -> Tool.Run {
    let script: String = "cd '\(scratch.path)' && TOOL='\(Tool.path)' && { \(line)\n} >shell.out 2>shell.err"
    let words: [String] = ["sh", "-c", script]
    var argv: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    defer { argv.forEach { free($0) } }
    var child: pid_t = 0
    try #require(posix_spawn(&child, "/bin/sh", nil, nil, &argv, environ) == 0, "the shell could not be started")
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    let run = Tool.Run(
        status: status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F), out: try scratch.read("shell.out"),
        err: try scratch.read("shell.err"))
    unlink(scratch.path + "/shell.out")
    unlink(scratch.path + "/shell.err")
    return run
}

/// A bundle of many patients with a name as long as wanted; `entries first` has its type behind them.
func bundle(_ count: Int, length: Int = 1, entriesFirst: Bool = false) -> String {
    let name: String = String(repeating: "x", count: length)
    let entries: String = (0..<count)
        .map { #"{"resource":{"resourceType":"Patient","id":"\#($0)","name":[{"text":"\#(name)"}]}}"# }
        .joined(separator: ",\n")
    let type: String = #""resourceType":"Bundle","type":"collection""#
    return entriesFirst ? "{\"entry\":[\n\(entries)],\(type)}\n" : "{\(type),\"entry\":[\n\(entries)]}\n"
}

@Suite struct ConvertStreamTests {
    private let patient = #"{"resourceType":"Patient","id":"1"}"#

    @Test("gzip in and out, by content and by name")
    func gzip() throws {
        let scratch = try Scratch()
        try scratch.write(patient + "\n", to: "a.json")
        let run = try shell(
            """
            gzip -k a.json && mv a.json.gz packed && "$TOOL" convert packed --to xml -o a.xml.gz &&
            gzip -t a.xml.gz && zcat a.xml.gz | "$TOOL" convert - --to json --compact --gzip | zcat &&
            mkdir in && gzip -c a.json > in/b.json.gz && "$TOOL" convert in --to xml --gzip --output-dir out && ls out
            """, in: scratch)
        #expect(run.status == 0, "\(run.err)")
        #expect(run.out == patient + "\nb.xml.gz\n")
    }

    @Test("bad lines are all told and kept, the good ones go on")
    func rejects() throws {
        let scratch = try Scratch()
        try scratch.write("\(patient)\r\n{\"a\":\n\n\(patient)\n{\"resourceType\":\"Pat\"}\n", to: "a.ndjson")
        let run = try shell("\"$TOOL\" convert a.ndjson --to ndjson -o b.ndjson --rejects bad.ndjson", in: scratch)
        #expect(run.status == 1)
        #expect(try scratch.read("b.ndjson") == patient + "\n" + patient + "\n")
        #expect(try scratch.read("bad.ndjson") == "{\"a\":\n{\"resourceType\":\"Pat\"}\n")
        #expect(run.err.contains("a.ndjson:2:6: no JSON") && run.err.contains("a.ndjson:5:"), "\(run.err)")
        #expect(run.err.contains("2 lines rejected, 2 converted"))
        let none = try shell("printf 'x\\n{\\n' > c.ndjson; \"$TOOL\" convert c.ndjson --to bundle -o d.json", in: scratch)
        #expect(none.status == 4)
        #expect(Scratch.names(scratch.path) == ["a.ndjson", "b.ndjson", "bad.ndjson", "c.ndjson"])
    }

    @Test("NDJSON to a bundle, JSON or XML by the output's name, and back")
    func bundles() throws {
        let scratch = try Scratch()
        try scratch.write((0..<50).map { #"{"resourceType":"Patient","id":"\#($0)"}"# }.joined(separator: "\n"), to: "a.ndjson")
        let run = try shell(
            """
            "$TOOL" convert a.ndjson --to bundle -o b.json --verify && "$TOOL" convert a.ndjson --to bundle -o b.xml --verify &&
            "$TOOL" convert b.xml --to json -o c.json && cmp b.json c.json &&
            "$TOOL" convert b.xml --to ndjson --allow-loss 2>loss | cmp - a.ndjson 2>/dev/null; wc -l < loss
            """, in: scratch)
        #expect(try scratch.read("b.json").contains("\"type\": \"collection\""))
        #expect(run.out.contains("1"), "\(run.out) \(run.err)")
        #expect(try scratch.read("loss").contains("the bundle's own type"))
        #expect(try shell("\"$TOOL\" convert b.json --to bundle", in: scratch).status == 2)
        #expect(try shell("\"$TOOL\" convert a.ndjson --to xml", in: scratch).status == 2)
    }

    @Test("a bundle that is large is the same from a file, from standard input, packed, and in any order of members")
    func large() throws {
        let scratch = try Scratch()
        // 18 MB: more than is held as a whole.
        let count: Int = 180
        try scratch.write(bundle(count, length: 100_000), to: "a.json")
        try scratch.write(bundle(count, length: 100_000, entriesFirst: true), to: "b.json")
        let run = try shell(
            """
            "$TOOL" convert a.json --to xml -o a.xml && "$TOOL" convert b.json --to xml -o b.xml && cmp a.xml b.xml &&
            "$TOOL" convert - --to xml --jobs 1 < b.json | cmp - a.xml && gzip -1 -c b.json | "$TOOL" convert - --to xml | cmp - a.xml &&
            "$TOOL" convert a.xml --to ndjson --allow-loss > a.ndjson && "$TOOL" convert - --to ndjson --allow-loss < b.json | cmp - a.ndjson &&
            "$TOOL" convert a.xml --to json --compact | "$TOOL" convert - --to xml | cmp - a.xml && wc -l < a.ndjson
            """, in: scratch)
        #expect(run.status == 0, "\(run.err)")
        #expect(run.out.trimmed == "\(count)")
    }

    @Test("strict refuses what is kept else")
    func strict() throws {
        let inputs: [String] = [
            #"{"resourceType":"Patient","foo":1}"#, #"{"resourceType":"Patient","id":"1","id":"2"}"#,
            #"{"resourceType":"Patient","active":"true"}"#, #"{"resourceType":"Patient","name":{}}"#,
            "<Patient xmlns='http://hl7.org/fhir'><foo/></Patient>", "<Patient xmlns='http://hl7.org/fhir'>x</Patient>",
            "<Patient><id value='1'/></Patient>",
        ]
        for input in inputs {
            let run = try Tool.run(["convert", "-", "--to", "json", "--strict"], input: input)
            #expect(run.status == 4 && run.out == "", "\(input): \(run.err)")
            #expect(run.err.contains("-:1:"), "\(input): \(run.err)")
        }
        #expect(try Tool.run(["convert", "-", "--to", "json", "--strict"], input: patient).status == 0)
    }

    @Test("comments of DSTU2 and duplicates are warnings")
    func warnings() throws {
        let run = try Tool.run(
            ["convert", "-", "--to", "json", "--compact"],
            input: #"{"resourceType":"Patient","fhir_comments":["a"],"id":"1","id":"2"}"#)
        #expect(run.status == 0)
        #expect(run.err.contains("warning: fhir_comments") && run.err.contains("more than once"), "\(run.err)")
        #expect(run.out.contains("fhir_comments"))
    }

    @Test(
        "limits have options and clear errors",
        arguments: [
            (
                ["--max-depth", "2"], #"{"resourceType":"Patient","name":[{"period":{"start":"2000"}}]}"#,
                "nested more than 2 deep; --max-depth allows more"
            ),
            (
                ["--max-resource-size", "20"], #"{"resourceType":"Patient"}"#,
                "larger than 20 bytes; --max-resource-size allows more"
            ),
            (
                ["--max-attributes", "1"], "<Patient xmlns='http://hl7.org/fhir' xmlns:x='u'/>",
                "more than 1 attributes; --max-attributes allows more"
            ),
            (
                ["--max-depth", "4"],
                "<Patient xmlns='http://hl7.org/fhir'><name><extension url='u'><extension url='v'><valueCode/></extension></extension></name></Patient>",
                "nested more than 4 deep; --max-depth allows more"
            ),
        ])
    func limits(options: [String], input: String, words: String) throws {
        let run = try Tool.run(["convert", "-", "--to", "json"] + options, input: input)
        #expect(run.status == 4)
        #expect(run.err.contains(words), "\(run.err)")
        let checked = try Tool.run(["validate", "-"] + options, input: input)
        #expect(checked.status == 4)
        #expect(checked.out.contains(words), "\(checked.out)")
        #expect(try Tool.run(["convert", "-", "--to", "json"], input: input).status == 0)
        #expect(try Tool.run(["convert", "-", "--to", "json", options[0], "0"], input: input).status == 2)
    }

    @Test("a line over a limit is told with the option, and the others go on")
    func lineLimits() throws {
        let deep: String = #"{"resourceType":"Patient","name":[{"period":{"start":"2000"}}]}"#
        let scratch = try Scratch()
        try scratch.write("\(patient)\n\(deep)\n\(patient)\n", to: "a.ndjson")
        for (option, words) in [
            (["--max-depth", "2"], "a.ndjson:2:45: objects and arrays are nested more than 2 deep; --max-depth allows more"),
            (["--max-resource-size", "50"], "a.ndjson:2:1: the line is larger than 50 bytes"),
        ] {
            let run = try Tool.run(["convert", "a.ndjson", "--to", "ndjson"] + option, in: scratch.path)
            #expect(run.status == 1)
            #expect(run.out == patient + "\n" + patient + "\n")
            #expect(run.err.contains(words) && run.err.contains("\(option[0]) allows more"), "\(run.err)")
        }
    }

    @Test("the deepest nesting that may be asked for is read")
    func depth() throws {
        let input: String =
            #"{"resourceType":"Patient""# + String(repeating: #","extension":[{"url":"u""#, count: 990)
            + String(repeating: "}]", count: 990) + "}"
        #expect(try Tool.run(["convert", "-", "--to", "json"], input: input).status == 4)
        for target in ["json", "xml", "ndjson", "bundle"] {
            let run = try Tool.run(["convert", "-", "--to", target, "--max-depth", "1000", "--verify"], input: input)
            #expect(run.status == 0, "\(target): \(run.err)")
        }
    }
}

extension String {
    fileprivate var trimmed: String { String(filter { $0 != " " && $0 != "\n" }) }
}
