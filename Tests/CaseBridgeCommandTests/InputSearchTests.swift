import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the words of a call stand for: one that is not there does not stop the others.
struct InputSearchTests {
    private func folder() throws -> Scratch {
        let scratch = try Scratch()
        let script: String = """
            mkdir -p f/sub && cp a.json f/a.json && cp a.json f/sub/b.json && cp a.json "f/c d'\\".json"
            mkdir f/none && ln -s nowhere f/gone.json && ln -s .. f/sub/up && cp a.json "f/$(printf 'x\\377.json')"
            """
        try scratch.write(#"{"resourceType":"Patient",\#(Narrative.json)}"#, to: "a.json")
        let run = try Tool.runScript("/bin/sh", ["-c", script], in: scratch.path)
        try #require(run.status == 0, "\(run.err)")
        return scratch
    }

    @Test("a folder: links that lead nowhere, names that are no UTF-8 and links in a circle do not stop the others")
    func strangeFolder() throws {
        let scratch: Scratch = try folder()
        let run = try Tool.run(["validate", "f"], in: scratch.path)
        #expect(run.status == 3)
        for name in ["a.json", "sub/b.json", "c d'\".json"] {
            #expect(run.out.contains("f/\(name): valid, nothing to report\n"), "\(run.out)")
        }
        #expect(run.out.hasSuffix("5 inputs: nothing to report, 2 not readable\n"), "\(run.out)")
        #expect(run.err.contains("error: f/gone.json: cannot be read: No such file"), "\(run.err)")
        #expect(run.err.contains("its name is no UTF-8: rename it, or give its content to standard input (-)"), "\(run.err)")
    }

    @Test(
        "convert and path go on too",
        arguments: [(["convert"], ["--to", "xml", "--output-dir", "out"]), (["path", "'x'"], [])])
    func otherCommands(_ command: [String], _ options: [String]) throws {
        let scratch: Scratch = try folder()
        let run = try Tool.run(command + ["f"] + options, in: scratch.path)
        #expect(run.status == 3)
        #expect(run.err.split(separator: "\n").count == 2, "\(run.err)")
        #expect(options.isEmpty || Scratch.names(scratch.path + "/out") == ["a.xml", "c d'\".xml", "sub"])
    }

    @Test("a pattern: what leads nowhere does not stop the others, and an empty folder is nothing")
    func pattern() throws {
        let scratch: Scratch = try folder()
        let run = try Tool.run(["validate", "f/*", "--quiet"], in: scratch.path)
        #expect(run.status == 3)
        let report = try Tool.run(["validate", "f/*", "--format", "csv"], in: scratch.path)
        #expect(report.out.contains("f/gone.json,,,fatal") && report.out.contains("f/x\u{FFFD}.json,,,fatal"), "\(report.out)")
        let none = try Tool.run(["validate", "f/n*"], in: scratch.path)
        #expect(none.status == 3 && none.err == "error: f/n*: no file matches; check the pattern\n", "\(none.err)")
    }

    @Test("a name that is no UTF-8 says so where it is named itself")
    func named() throws {
        let scratch: Scratch = try folder()
        let run = try Tool.runScript(
            "/bin/sh", ["-c", #""$0" validate "f/$(printf 'x\377.json')"; echo "status $?""#, Tool.path], in: scratch.path)
        #expect(run.out.contains("status 3") && run.err.contains("its name is no UTF-8"), "\(run.out)\(run.err)")
    }
}
