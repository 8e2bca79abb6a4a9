import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Nothing that a call writes takes the place of something that it reads, or of another of its outputs.
struct WrittenFilesTests {
    private static let patient: String = #"{"resourceType":"Patient",\#(Narrative.json),"gender":"mail"}"#

    @Test(
        "An output on an input is refused, and the input stays as it is",
        arguments: [
            (["validate", "a.json", "-o", "a.json"], "--output"), (["validate", "a.json", "-o", "./a.json"], "--output"),
            (["validate", ".", "--output", "a.json"], "--output"),
            (["validate", "link.json", "-o", "a.json"], "--output"),
            (["validate", "a.json", "-o", "link.json"], "--output"),
            (["validate", "a.json", "--write-baseline", "a.json"], "--write-baseline"),
            (["validate", "b.json", "--load", "a.json", "-o", "a.json"], "--output"),
            (["validate", "b.json", "--resolve", "Patient/a=a.json", "-o", "a.json"], "--output"),
            (["convert", "a.json", "--to", "xml", "-o", "a.json"], "--output"),
            (["convert", "a.json", "--to", "json", "--compact", "--output-dir", "."], "a.json"),
            (["convert", "lines.ndjson", "a.json", "--to", "ndjson", "--rejects", "a.json", "--output-dir", "out"], "--rejects"),
        ])
    func keepsInputs(_ arguments: [String], _ names: String) throws {
        let folder = try Scratch()
        for name in ["a.json", "b.json"] { try folder.write(WrittenFilesTests.patient, to: name) }
        try folder.write("x\n" + WrittenFilesTests.patient + "\n", to: "lines.ndjson")
        #expect(symlink("a.json", folder.path + "/link.json") == 0)
        let run = try Tool.run(arguments, in: folder.path)
        #expect(run.status == 3)
        #expect(run.err.contains("would be written over (\(names))"), "\(run.err)")
        #expect(try folder.read("a.json") == WrittenFilesTests.patient)
    }

    @Test(
        "Two options that name one file are refused",
        arguments: [
            ["convert", "lines.ndjson", "--to", "ndjson", "-o", "x", "--rejects", "./x"],
            ["validate", "a.json", "-o", "x", "--write-baseline", "x"],
        ])
    func keepsOutputsApart(_ arguments: [String]) throws {
        let folder = try Scratch()
        try folder.write(WrittenFilesTests.patient, to: "a.json")
        try folder.write("x\n" + WrittenFilesTests.patient + "\n", to: "lines.ndjson")
        let run = try Tool.run(arguments, in: folder.path)
        #expect(run.status == 2)
        #expect(run.err.contains("name the same file"))
        #expect(!Scratch.names(folder.path).contains("x"))
    }

    @Test("A baseline or report that is read is not the place of the other one's result")
    func keepsBaseline() throws {
        let folder = try Scratch()
        try folder.write(WrittenFilesTests.patient, to: "a.json")
        #expect(try Tool.run(["validate", "a.json", "--write-baseline", "b.json"], in: folder.path).status == 0)
        let baseline: String = try folder.read("b.json")
        #expect(try Tool.run(["validate", "a.json", "--baseline", "b.json", "-o", "b.json"], in: folder.path).status == 3)
        #expect(try folder.read("b.json") == baseline)
        // It may be written anew.
        let again: [String] = ["validate", "a.json", "--baseline", "b.json", "--write-baseline", "b.json"]
        let run = try Tool.run(again, in: folder.path)
        #expect(run.status == 0)
        #expect(run.out == "a.json: no other errors, 1 accepted\n")
        #expect(try folder.read("b.json") == baseline)
    }

    @Test("Devices may be named several times")
    func allowsDevices() throws {
        let folder = try Scratch()
        try folder.write("x\n" + WrittenFilesTests.patient + "\n", to: "lines.ndjson")
        let arguments: [String] = ["convert", "lines.ndjson", "--to", "ndjson", "-o", "/dev/null", "--rejects", "/dev/null"]
        #expect(try Tool.run(arguments, in: folder.path).status == 1)
    }

    @Test("A place in a folder that is not there says so", arguments: [["validate"], ["convert", "--to", "xml"]])
    func namesMissingFolder(_ words: [String]) throws {
        let folder = try Scratch()
        try folder.write(WrittenFilesTests.patient, to: "a.json")
        let run = try Tool.run(words + ["a.json", "-o", "none/x"], in: folder.path)
        #expect(run.status == 3)
        #expect(run.err.contains("there is no folder none; make it first"))
    }
}
