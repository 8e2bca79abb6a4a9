import FHIRCore
import Testing

@Suite struct StreamLineTests {
    private func convert(
        _ text: String, _ target: ConversionOptions.Target = .lines, block: Int = 4096, jobs: Int = 2, size: Int = 1 << 20
    ) throws -> (Converted, ConversionSummary) {
        let converted = Converted()
        var options = ConversionOptions(target: target, layout: .compact, limits: ReadLimits(size: size))
        options.jobs = jobs
        let summary = try StreamConversion(options, sink: converted.sink).convertLines(dripping(Array(text.utf8), block))
        return (converted, summary)
    }

    @Test("line ends, empty lines and a byte order mark", arguments: [1, 2, 3, 4096])
    func lineEnds(block: Int) throws {
        let text = "\u{FEFF}{\"resourceType\":\"Patient\"}\r\n\r\n  \n{\"id\":\"1\",\"resourceType\":\"Patient\"}"
        let (converted, summary) = try convert(text, block: block)
        #expect(converted.text == "{\"resourceType\":\"Patient\"}\n{\"resourceType\":\"Patient\",\"id\":\"1\"}\n")
        #expect(summary.written == 2 && summary.refused == 0)
    }

    @Test("all bad lines are told, with their places, and kept")
    func rejects() throws {
        let good = #"{"resourceType":"Patient"}"#
        let (converted, summary) = try convert(
            [good, #"{"a":}"#, good, "\u{9}{", #"{"resourceType":"Pat"}"#, #"{"resourceType":"Patient"}},{"a":1"#].joined(
                separator: "\n"))
        #expect(summary.written == 2 && summary.refused == 4)
        #expect(converted.reports.map { $0.position?.description ?? "" } == ["2:6", "4:3", "5:18", "6:27"])
        #expect(converted.rejects == [#"{"a":}"#, "\u{9}{", #"{"resourceType":"Pat"}"#, #"{"resourceType":"Patient"}},{"a":1"#])
    }

    @Test("a line over the limit is told and passed over", arguments: [1, 5, 4096])
    func limit(block: Int) throws {
        let long = #"{"resourceType":"Patient","id":""# + String(repeating: "x", count: 5000) + #""}"#
        let text = "{\"resourceType\":\"Patient\"}\n" + long + "\n{\"resourceType\":\"Patient\"}\n"
        let (converted, summary) = try convert(text, block: block, size: 100)
        #expect(summary.written == 2 && summary.refused == 1)
        #expect(converted.reports.first?.position?.description == "2:1")
    }

    @Test("order is kept on any number of threads")
    func order() throws {
        let lines: [String] = (0..<20_000).map { #"{"resourceType":"Patient","id":"\#($0)"}"# }
        let text: String = lines.joined(separator: "\n") + "\n"
        for jobs in [1, 2, 7] {
            let (converted, summary) = try convert(text, block: 1 << 20, jobs: jobs)
            #expect(converted.text == text)
            #expect(summary.written == lines.count)
        }
    }

    @Test("lines become a bundle and its entries the same lines again", arguments: ResourceFormat.allCases)
    func bundle(format: ResourceFormat) throws {
        let lines: [String] = (0..<3000).map { #"{"resourceType":"Patient","id":"\#($0)","active":true}"# }
        let text: String = lines.joined(separator: "\n") + "\n"
        for layout in Layout.allCases {
            let made = Converted()
            var options = ConversionOptions(target: .bundle(format), layout: layout)
            options.jobs = 2
            options.verifies = true
            _ = try StreamConversion(options, sink: made.sink).convertLines(ByteInput(Array(text.utf8)))
            let tree = try ElementTree.read(made.bytes)
            #expect(tree.written(as: format, layout).bytes == made.bytes)
            #expect(tree.root.child(named: "type")?.value == "collection")
            let back = Converted()
            let conversion = StreamConversion(ConversionOptions(target: .lines), sink: back.sink)
            _ = try conversion.convertBundle(format) { ByteInput(made.bytes) }
            #expect(back.text == text)
        }
    }

    @Test(
        "NDJSON is told from one document by its content",
        arguments: [
            ("{\"a\":1}\n{\"b\":2}\n", true, "two documents"),
            ("{\"a\":1}\n", false, "one document"),
            ("{\"a\":1}", false, "one document without a line end"),
            ("{\n  \"a\": 1\n}\n", false, "one document on several lines"),
            ("[\n{}]", false, "a list"),
            ("{\"a\":\n{}}", false, "a value on the next line"),
            ("{\"a\":[{},\n{}]}", false, "an item on the next line"),
            ("{\"a\":\r\n\r\n {\"b\":2}\n", false, "open-ended, though broken"),
            ("{\"a\":1\n{\"b\":2}\n", true, "the first is broken"),
            ("\u{FEFF}\n\n{\"a\":1}\r\n\r\n{\"b\":2}", true, "empty lines and a mark"),
            ("<a/>\n{}", false, "XML"),
            ("", false, "nothing"),
        ] as [(String, Bool, Comment)])
    func content(text: String, isLines: Bool, why: Comment) throws {
        for block in [1, 4096] {
            let content = try InputContent.find(in: dripping(Array(text.utf8), block), isNamedLines: false, reopen: nil)
            if case .lines(let input) = content {
                #expect(isLines, why)
                #expect(try input.readAll() == Array(text.utf8))
            } else {
                #expect(!isLines, why)
            }
        }
    }
}
