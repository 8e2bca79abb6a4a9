import Testing

/// What a person reads who gets it wrong: what, where, what to do.
struct WrongCallTests {
    private static let patient: String = #"{"resourceType":"Patient",\#(Narrative.json)}"#

    @Test(
        "a value or argument that is missing or wrong: the help of it stands beside",
        arguments: [
            (["validate"], "<file>: Files, folders, patterns in quotes"),
            (["validate", "-", "--jobs", "x"], "--jobs <n>: Threads, for example --jobs 4"),
            (["validate", "-", "--resolve", "x"], "--resolve <ref=file>: Where the target of a reference is"),
            (["validate", "-", "--baseline"], "--baseline <file>: File with accepted findings"),
            (["convert", "-", "--to", "xml", "--max-resource-size", "1X"], "for example --max-resource-size 64M"),
            (["validate", "-", "--bundle-rule", "Patiant:0=http://x"], "no resource type of FHIR 4.0.1; did you mean Patient?"),
        ])
    func help(_ arguments: [String], _ words: String) throws {
        let run = try Tool.run(arguments, input: WrongCallTests.patient)
        #expect(run.status == 2 && run.out.isEmpty)
        #expect(run.err.contains(words), "\(run.err)")
    }

    @Test(
        "an empty word, as an unset variable of the shell gives it",
        arguments: [
            ["validate", ""], ["convert", "", "--to", "xml"], ["path", "id", ""], ["validate", "-", "--profile", ""],
            ["validate", "-", "--load="], ["validate", "-", "-o", ""], ["convert", "-", "--to", "xml", "--output-dir", ""],
        ])
    func emptyWord(_ arguments: [String]) throws {
        let run = try Tool.run(arguments, input: WrongCallTests.patient)
        #expect(run.status == 2, "\(run.err)")
        #expect(run.err.contains("is a variable of the shell empty?"), "\(run.err)")
    }

    @Test(
        "a profile by its name alone, or nearly: its address is told",
        arguments: [
            ("vitalsigns", "http://hl7.org/fhir/StructureDefinition/vitalsigns"),
            ("http://example.org/vitalsign", "http://hl7.org/fhir/StructureDefinition/vitalsigns"),
            ("http://hl7.org/fhir/StructureDefinition/bodyheigth", "http://hl7.org/fhir/StructureDefinition/bodyheight"),
        ])
    func nearProfile(_ name: String, _ meant: String) throws {
        let run = try Tool.run(["validate", "-", "--profile", name], input: WrongCallTests.patient)
        #expect(run.status == 2)
        #expect(run.err.contains("did you mean \(meant)?"), "\(run.err)")
        let far = try Tool.run(["validate", "-", "--profile", "http://example.org/none"], input: WrongCallTests.patient)
        #expect(far.status == 2 && !far.err.contains("did you mean"), "\(far.err)")
    }

    @Test(
        "limits have options everywhere, and the message names them",
        arguments: [["validate", "-"], ["path", "true", "-"], ["convert", "-", "--to", "xml"]])
    func limits(_ call: [String]) throws {
        let deep: String =
            #"{"resourceType":"Patient","extension":["# + String(repeating: #"{"url":"x","extension":["#, count: 20)
            + #"{"url":"x","valueBoolean":true}"# + String(repeating: "]}", count: 20) + "]}"
        for (option, value, more) in [("--max-depth", "10", "100"), ("--max-resource-size", "200", "1K")] {
            let run = try Tool.run(call + [option, value], input: deep)
            #expect(run.status == 4 && run.err.contains("\(option) allows more"), "\(run.err)")
            #expect(try Tool.run(call + [option, more], input: deep).status < 2)
        }
        let attributes: String = #"<Patient xmlns="http://hl7.org/fhir" a="1" b="2"/>"#
        let run = try Tool.run(call + ["--max-attributes", "2"], input: attributes)
        #expect(run.status == 4 && run.err.contains("--max-attributes allows more"), "\(run.err)")
    }

    @Test("what --strict refuses is not said to be kept")
    func strict() throws {
        let run = try Tool.run(
            ["convert", "-", "--to", "json", "--strict"], input: #"{"resourceType":"Patient","id":"a","id":"b"}"#)
        #expect(run.status == 4)
        #expect(run.err.contains("the member \"id\" stands more than once in this object (--strict)"), "\(run.err)")
    }

    @Test("XML without a namespace is told once")
    func namespace() throws {
        let run = try Tool.run(
            ["convert", "-", "--to", "json"], input: #"<Patient><id value="x"/><active value="true"/></Patient>"#)
        #expect(run.status == 0)
        #expect(
            run.err == "-:1:1: warning: an element without a namespace; it is read as FHIR's, http://hl7.org/fhir (at Patient)\n")
        let inner = try Tool.run(
            ["convert", "-", "--to", "json"],
            input: #"<Patient xmlns="http://hl7.org/fhir"><id value="x"/><active xmlns="urn:x" value="true"/></Patient>"#)
        #expect(inner.err.contains("the wrong namespace urn:x"), "\(inner.err)")
    }

    @Test(
        "a path that nobody would read is shown by its ends", arguments: [["validate", "-"], ["convert", "-", "--to", "xml"]])
    func longPath(_ call: [String]) throws {
        let deep: String =
            #"{"resourceType":"Patient","extension":["# + String(repeating: #"{"url":"x","extension":["#, count: 300)
        let run = try Tool.run(call, input: deep)
        #expect(run.status == 4)
        #expect((run.out + run.err).contains("extension[0] … ") || (run.out + run.err).contains(" … "), "\(run.out)\(run.err)")
        #expect((run.out + run.err).split(separator: "\n").allSatisfy { $0.count < 400 }, "\(run.out)\(run.err)")
    }
}
