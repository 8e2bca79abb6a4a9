import Testing

@Suite("validate: baseline and advisor file")
struct ValidateAcceptanceTests {
    private static let bad: String =
        "{\"resourceType\":\"Patient\",\n\(Narrative.json),\n\"gender\":\"m\",\n\"birthDate\":\"1974-02-30\"}"

    private func accepted() throws -> Scratch {
        let scratch = try Scratch()
        try scratch.write(ValidateAcceptanceTests.bad, to: "p.json")
        let run = try Tool.run(["validate", "p.json", "--write-baseline", "b.json"], in: scratch.path)
        #expect(run.status == 0, "\(run.out)\(run.err)")
        #expect(run.out.contains("2 accepted"), "\(run.out)")
        return scratch
    }

    @Test("accepted findings do not count, though their lines moved; new ones do")
    func moved() throws {
        let scratch: Scratch = try accepted()
        try scratch.write("\n\n" + ValidateAcceptanceTests.bad, to: "p.json")
        let same = try Tool.run(["validate", "p.json", "--baseline", "b.json"], in: scratch.path)
        #expect(same.status == 0, "\(same.out)")
        let fresh: String = ValidateAcceptanceTests.bad.dropLast() + ",\"x\":1}"
        try scratch.write(fresh, to: "p.json")
        let more = try Tool.run(["validate", "p.json", "--baseline", "b.json"], in: scratch.path)
        #expect(more.status == 1)
        #expect(more.out.contains("Unrecognised_property_"))
        #expect(!more.out.contains("Type_Specific_Checks_DT_Date_Valid"))
    }

    @Test("what is gone is told and does not fail the run")
    func gone() throws {
        let scratch: Scratch = try accepted()
        try scratch.write("{\"resourceType\":\"Patient\",\(Narrative.json),\"gender\":\"m\"}", to: "p.json")
        let run = try Tool.run(["validate", "p.json", "--baseline", "b.json", "--fail-on", "information"], in: scratch.path)
        #expect(run.status == 0, "\(run.out)")
        #expect(run.out.contains("CaseBridge_Baseline_Gone"), "\(run.out)")
        #expect(run.out.contains("information at Patient.birthDate"), "\(run.out)")
    }

    @Test("reasons stay when the baseline is written again")
    func reasons() throws {
        let scratch: Scratch = try accepted()
        let text: String = try scratch.read("b.json")
        #expect(text.split(separator: "\"reason\":\"\"").count == 3, "\(text)")
        let parts = text.split(separator: "\"reason\":\"\"", maxSplits: 1, omittingEmptySubsequences: false)
        try scratch.write(parts.joined(separator: "\"reason\":\"the old system\""), to: "b.json")
        try scratch.write(ValidateAcceptanceTests.bad.dropLast() + ",\"x\":1}", to: "p.json")
        let run = try Tool.run(["validate", "p.json", "--write-baseline", "b.json"], in: scratch.path)
        #expect(run.status == 0)
        let again: String = try scratch.read("b.json")
        #expect(again.contains("\"reason\":\"the old system\""))
        #expect(again.contains("Unrecognised_property_"))
    }

    @Test("findings that are equal are counted, and those of NDJSON lines too")
    func counted() throws {
        let scratch = try Scratch()
        let line: String = "{\"resourceType\":\"Patient\",\(Narrative.json),\"gender\":\"m\"}" + "\n"
        try scratch.write(line + line, to: "p.ndjson")
        _ = try Tool.run(["validate", "p.ndjson", "--write-baseline", "b.json"], in: scratch.path)
        #expect(try scratch.read("b.json").contains("\"count\":2"))
        try scratch.write(line + line + line, to: "p.ndjson")
        #expect(try Tool.run(["validate", "p.ndjson", "--baseline", "b.json"], in: scratch.path).status == 1)
        try scratch.write(line, to: "p.ndjson")
        let fewer = try Tool.run(["validate", "p.ndjson", "--baseline", "b.json"], in: scratch.path)
        #expect(fewer.status == 0)
        #expect(fewer.out.contains("CaseBridge_Baseline_Gone"), "\(fewer.out)")
    }

    @Test("what could not be read is never accepted; a broken baseline is told")
    func broken() throws {
        let scratch = try Scratch()
        try scratch.write("{", to: "p.json")
        #expect(try Tool.run(["validate", "p.json", "--write-baseline", "b.json"], in: scratch.path).status == 4)
        for text in ["", "{}", "[]", #"{"accepted":[{"source":1}]}"#] {
            try scratch.write(text, to: "b.json")
            let run = try Tool.run(["validate", "p.json", "--baseline", "b.json"], in: scratch.path)
            #expect(run.status == 2, "\(text)")
            #expect(run.err.contains("b.json"), "\(run.err)")
        }
    }

    @Test("an advisor file suppresses messages")
    func advisor() throws {
        let scratch = try Scratch()
        try scratch.write(ValidateAcceptanceTests.bad, to: "p.json")
        try scratch.write(#"{"suppress":["Terminology_TX_NoValid_16@Patient.gender"]}"#, to: "a.json")
        let one = try Tool.run(["validate", "p.json", "--advisor-file", "a.json"], in: scratch.path)
        #expect(one.status == 1)
        #expect(!one.out.contains("Terminology_TX_NoValid_16"))
        try scratch.write("# known\n- Terminology_TX_NoValid_16\n- Type_Specific_Checks_DT_Date_*  # old dates\n", to: "a.txt")
        let both = try Tool.run(["validate", "p.json", "--advisor-file", "a.txt"], in: scratch.path)
        #expect(both.status == 0, "\(both.out)")
        try scratch.write(#"{"suppress":[],"rules":[{"type":"coded","options":[]}]}"#, to: "c.json")
        let told = try Tool.run(["validate", "p.json", "--advisor-file", "c.json"], in: scratch.path)
        #expect(told.err.contains("rules on \"coded\" are not followed"), "\(told.err)")
    }

    @Test("a baseline with its reasons stays where an input could not be checked", arguments: ["none.json", "broken.json"])
    func keptOnFailure(_ input: String) throws {
        let scratch: Scratch = try accepted()
        try scratch.write("{", to: "broken.json")
        let baseline: String = try scratch.read("b.json")
        let run = try Tool.run(["validate", "p.json", input, "--write-baseline", "b.json"], in: scratch.path)
        #expect(run.status >= 3)
        #expect(run.err.contains("b.json is not written"), "\(run.err)")
        #expect(try scratch.read("b.json") == baseline)
    }

    @Test("an input may be named in another way", arguments: ["./p.json", ".//p.json", "./././p.json"])
    func sameInput(_ name: String) throws {
        let scratch: Scratch = try accepted()
        let run = try Tool.run(["validate", name, "--baseline", "b.json"], in: scratch.path)
        #expect(run.status == 0)
        #expect(run.out.contains("2 accepted"), "\(run.out)")
    }

    @Test("a baseline that is about none of the inputs is told")
    func otherInputs() throws {
        let scratch: Scratch = try accepted()
        try scratch.write(ValidateAcceptanceTests.bad, to: "q.json")
        let run = try Tool.run(["validate", "q.json", "--baseline", "b.json"], in: scratch.path)
        #expect(run.status == 1)
        #expect(run.err.contains("b.json accepts nothing of these inputs; it is about p.json"), "\(run.err)")
        let both = try Tool.run(["validate", "p.json", "q.json", "--baseline", "b.json"], in: scratch.path)
        #expect(both.err.isEmpty, "\(both.err)")
    }

    @Test("what is new has its excerpt, however much graver was accepted")
    func excerpts() throws {
        let scratch = try Scratch()
        let names: String = Array(repeating: "{\"famly\":\"x\"}", count: 5).joined(separator: ",\n")
        let text: String = "{\"resourceType\":\"Patient\",\(Narrative.json),\n\"name\":[\(names)]"
        try scratch.write(text + "}", to: "p.json")
        #expect(try Tool.run(["validate", "p.json", "--write-baseline", "b.json"], in: scratch.path).status == 0)
        try scratch.write(text + ",\n\"gender\":\"m\"}", to: "p.json")
        let run = try Tool.run(["validate", "p.json", "--baseline", "b.json", "--max-messages", "2"], in: scratch.path)
        #expect(run.out.contains("| \"gender\":\"m\"}"), "\(run.out)")
    }
}
