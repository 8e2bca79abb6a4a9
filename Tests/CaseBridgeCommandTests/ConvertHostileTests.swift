import Testing

@Suite struct ConvertHostileTests {
    @Test("a gigabyte of brackets on standard input: refused in bounded time and memory", .timeLimit(.minutes(5)))
    func brackets() throws {
        let scratch = try Scratch()
        let run = try shell(
            """
            ulimit -v 800000; brackets() { head -c 1073741824 /dev/zero | tr '\\0' '['; }
            brackets | "$TOOL" convert - --to xml; echo $?
            { printf '{"resourceType":"Bundle","entry":'; brackets; } | "$TOOL" convert - --to xml --max-resource-size 32M; echo $?
            """, in: scratch)
        #expect(run.out == "4\n4\n", "\(run.err)")
    }

    @Test("a file size limit, as a full disk: an error, and nothing under the output's name")
    func diskFull() throws {
        let scratch = try Scratch()
        try scratch.write(bundle(20_000), to: "a.json")
        try scratch.write(
            (0..<20_000).map { #"{"resourceType":"Patient","id":"\#($0)"}"# }.joined(separator: "\n"), to: "a.ndjson")
        let run = try shell(
            """
            ulimit -f 64
            "$TOOL" convert a.json --to xml -o a.xml; echo $?
            "$TOOL" convert a.ndjson --to bundle -o b.json; echo $?
            "$TOOL" convert a.ndjson --to ndjson --gzip --output-dir out; echo $?
            """, in: scratch)
        #expect(run.out.hasPrefix("3\n3\n"), "\(run.err)")
        #expect(run.err.contains("a.xml: cannot be written: File too large"), "\(run.err)")
        #expect(Scratch.names(scratch.path).filter { !$0.hasPrefix("shell") } == ["a.json", "a.ndjson", "out"])
    }

    @Test("killed in the middle: nothing under the output's name, nothing beside it", arguments: ["KILL", "TERM"])
    func killed(signal: String) throws {
        let scratch = try Scratch()
        try scratch.write(
            (0..<20_000).map { #"{"resourceType":"Patient","id":"\#($0)"}"# }.joined(separator: "\n"), to: "a.ndjson")
        let run = try shell(
            """
            mkfifo pipe; mkdir out; echo old > out/c.json
            { cat a.ndjson; sleep 2; } > pipe &
            bash -c 'exec "$0" convert - --to bundle -o out/b.json < pipe' "$TOOL" & tool=$!
            { cat a.ndjson; sleep 2; } > /dev/null
            kill -\(signal) $tool; wait $tool; echo status $?
            """, in: scratch)
        #expect(run.out.hasPrefix("status 1"), "\(run.out) \(run.err)")
        #expect(Scratch.names(scratch.path + "/out") == ["c.json"])
    }

    @Test("gzip that is cut short: an error, and no output")
    func truncated() throws {
        let scratch = try Scratch()
        try scratch.write(bundle(2000), to: "a.json")
        let run = try shell(
            "gzip -c a.json | head -c 3000 > b.json.gz; \"$TOOL\" convert b.json.gz --to xml -o b.xml; echo $?", in: scratch)
        #expect(run.out == "4\n")
        #expect(run.err.contains("breaks off"), "\(run.err)")
        #expect(!Scratch.names(scratch.path).contains("b.xml"))
    }

    @Test("a bundle with a bad entry is refused as a whole, with the entry's place")
    func badEntry() throws {
        let scratch = try Scratch()
        let good: String = bundle(180, length: 100_000)
        try scratch.write(good.dropLast(3) + ",\n{\"resource\":{\"resourceType\":\"Patient\",\"id\":tru}}]}", to: "a.json")
        let run = try shell("\"$TOOL\" convert a.json --to xml -o a.xml; echo $?", in: scratch)
        #expect(run.out == "4\n")
        #expect(run.err.contains("a.json:182:44: no JSON"), "\(run.err)")
        #expect(run.err.contains("Bundle.entry[180].resource"), "\(run.err)")
        #expect(Scratch.names(scratch.path).filter { !$0.hasPrefix("shell") } == ["a.json"])
    }

    @Test("on a terminal an error has an excerpt with a caret")
    func excerpt() throws {
        let scratch = try Scratch()
        try scratch.write("{\"resourceType\":\"Patient\",\n  \"id\": tru}", to: "a.json")
        let run = try shell("script -qec \"'$TOOL' convert a.json --to xml\" /dev/null | tr -d '\\r'", in: scratch)
        if run.err.contains("not found") { return }
        #expect(run.out.contains("      \"id\": tru}\n            ^"), "\(run.out)")
    }

    @Test("a member that XML writes as an attribute and that stands twice is written once, and told")
    func attributeTwice() throws {
        let text: String =
            #"{"resourceType":"Patient","extension":[{"url":"http://a.example/b","url":"http://a.example/c","valueCode":"d"}]}"#
        let run = try Tool.run(["convert", "-", "--to", "xml"], input: text)
        #expect(run.status == 1)
        #expect(run.out.contains(#"<extension url="http://a.example/b">"#), "\(run.out)")
        #expect(run.err.contains("stands once"), "\(run.err)")
    }

    @Test(
        "commands that need the whole resource refuse a gigabyte of brackets before they have read it", .timeLimit(.minutes(5)),
        arguments: ["path Patient.id -", "case from-fhir - --to yaml"])
    func wholeBrackets(command: String) throws {
        let run = try shell(
            """
            ulimit -v 800000; TMPDIR=/nowhere; export TMPDIR
            head -c 1073741824 /dev/zero | tr '\\0' '[' | "$TOOL" \(command); echo $?
            """, in: try Scratch())
        #expect(run.out.hasSuffix("4\n"), "\(run.out) \(run.err)")
        #expect(run.err.contains("-:1:257: objects and arrays are nested more than 256 deep"), "\(run.err)")
    }

    @Test("validate refuses a gigabyte of brackets before it has read them", .timeLimit(.minutes(5)))
    func validateBrackets() throws {
        let run = try shell(
            """
            ulimit -v 800000; TMPDIR=/nowhere; export TMPDIR
            brackets() { head -c 1073741824 /dev/zero | tr '\\0' '['; }
            brackets | "$TOOL" validate - --format csv; echo $?
            { printf '{"resourceType":"Bundle","entry":'; brackets; } | "$TOOL" validate - --format csv; echo $?
            """, in: try Scratch())
        #expect(run.out.contains("-,1,257,fatal,too-long,CaseBridge_Unreadable"), "\(run.out) \(run.err)")
        #expect(run.out.contains("-,1,290,fatal,too-long,CaseBridge_Unreadable"), "\(run.out) \(run.err)")
        #expect(run.out.split { $0.isNewline }.filter { $0 == "4" }.count == 2)
    }

    @Test("a full device: an error, for results, reports and rejects")
    func fullDevice() throws {
        let scratch = try Scratch()
        try scratch.write("{\n" + #"{"resourceType":"Patient"}"#, to: "a.ndjson")
        let run = try shell(
            """
            [ -e /dev/full ] || exit 0
            "$TOOL" convert a.ndjson --to bundle > /dev/full; echo $?
            "$TOOL" validate a.ndjson > /dev/full; echo $?
            "$TOOL" convert a.ndjson --to ndjson -o b.ndjson --rejects /dev/full; echo $?
            """, in: scratch)
        if run.out.isEmpty { return }
        #expect(run.out == "3\n3\n3\n", "\(run.err)")
        #expect(run.err.contains("standard output: cannot be written: No space left on device"), "\(run.err)")
        #expect(run.err.contains("/dev/full: cannot be written: No space left on device"), "\(run.err)")
    }

    @Test("a fault of encoding is told in our words, and nothing else", arguments: ["convert --to json", "validate"])
    func encoding(command: String) throws {
        let run = try shell(
            """
            tool() { "$TOOL" \(command) - > out; echo $?; }
            printf "<?xml version='1.0' encoding='EUC-JP'?><Patient>\\377\\377</Patient>" | tool
            printf "<?xml version='1.0' encoding='Shift_JIS'?><Patient>\\201\\000</Patient>" | tool
            { printf '\\377\\376'; printf '<Patient>' | sed 's/./&\\x00/g'; printf '\\000\\330<\\000'; } | tool
            printf '<Patient>\\377</Patient>' | tool
            """, in: try Scratch())
        #expect(run.out == "4\n4\n4\n4\n", "\(run.err)")
        let lines = run.err.split(separator: "\n")
        #expect(lines.count == 4 && lines.allSatisfy { $0.hasPrefix("error: -:1:") }, "\(run.err)")
    }
}
