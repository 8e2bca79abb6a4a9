import Testing

/// What a person at a terminal sees of long work. `script` gives the tool a terminal of its own.
@Suite(.enabled(if: hasScript, "needs the program script"))
struct TerminalTests {
    private func run(_ command: String) throws -> Tool.Run {
        let scratch = try Scratch()
        try scratch.write(
            (0..<5000).map { #"{"resourceType":"Patient","id":"\#($0)"}"# }.joined(separator: "\n") + "\n", to: "a.ndjson")
        try scratch.write(
            "{ cat a.ndjson; sleep 2; cat a.ndjson; sleep 1; cat a.ndjson; } | \"$TOOL\" \(command)\n", to: "long.sh")
        return try shell("export TOOL; script -qec 'sh long.sh' terminal > /dev/null < /dev/null; cat terminal", in: scratch)
    }

    @Test("progress: bytes and rate, and the line is taken away at the end")
    func progress() throws {
        let out: String = try run("convert - --to ndjson -o b.ndjson").out
        let line: Regex = /\r-: [0-9.]+ kB, [0-9.]+ kB\/s\u{1B}\[K/
        #expect(out.contains(line), "\(out.debugDescription)")
        let last: Substring? = out.split(separator: "\u{1B}[K", omittingEmptySubsequences: false).last
        #expect(last?.contains("kB") == false, "\(out.debugDescription)")
    }

    @Test("validate too, where the report goes elsewhere; a failure has a line of its own")
    func validation() throws {
        let out: String = try run("validate - /nowhere -o b.txt").out
        #expect(out.contains(/\r2 inputs: [0-9.]+ kB, [0-9.]+ kB\/s\u{1B}\[K/), "\(out.debugDescription)")
        #expect(out.contains("\r\u{1B}[Kerror: /nowhere: cannot be read"), "\(out.debugDescription)")
        #expect(try !run("validate - --show error").out.contains("kB"), "the report scrolls by")
        #expect(try !run("validate - --quiet").out.contains("kB"))
    }

    @Test("no progress without a terminal, nor for short work")
    func none() throws {
        #expect(try !run("convert - --to ndjson -o b.ndjson 2> err; cat err").out.contains("kB"))
        let short = try shell(
            "echo '{\"resourceType\":\"Patient\"}' > a.json; script -qec \"'$TOOL' convert a.json --to xml -o a.xml\" terminal < /dev/null",
            in: try Scratch())
        #expect(!short.out.contains("B/s"), "\(short.out)")
    }
}

private let hasScript: Bool = (try? Tool.runScript("/bin/sh", ["-c", "command -v script"]).status) == 0
