import FHIRCore
import Testing

private let odd: [(String, Comment)] = [
    (#"{"entry":[{"fullUrl":"a"}],"total":1,"id":"x","resourceType":"Bundle","type":"searchset"}"#, "entries first"),
    (#"{"resourceType":"Bundle"}"#, "no entries"),
    (#"{"resourceType":"Bundle","entry":[]}"#, "an empty list"),
    (#"{"resourceType":"Bundle","entry":{"fullUrl":"a"}}"#, "an object for the list"),
    (#"{"resourceType":"Bundle","entry":[{"fullUrl":"a"}],"total":1,"entry":[{"fullUrl":"b"},{"fullUrl":"c"}]}"#, "two lists"),
    (#"{"resourceType":"Bundle","entry":[3,null,"a]}",[{}],{}]}"#, "items that are no objects"),
    (#"{"resourceType":"Bundle","entry":[{"resource":{"resourceType":"Nothing","a":[1.10]}}],"foo":{"b":1}}"#, "unknown content"),
    (#"{"resourceType":"Bundle","id":"entries-0-0","entry":[{"id":"entries-1-0"}]}"#, "an id like the marker's"),
    (#"{"resourceType":"Bundle","entry":[{"fullUrl":"\"}]\\","resource":{"resourceType":"Patient"}}]}"#, "brackets in strings"),
    (#"{"resourceType":"Bundle","entry":[{"fullUrl":"é\u00e9😀\ud83d\ude00"}],"type":"batch"}"#, "characters beyond ASCII"),
    ("\u{FEFF} {\r\n\"resourceType\" :\t\"Bundle\" , \"entry\" : [ { } , { \"id\":\"1\" } ] } \n", "white space everywhere"),
]

@Suite struct StreamBundleTests {
    private func whole(_ bytes: [UInt8], _ format: ResourceFormat, _ options: ConversionOptions) throws -> Converted {
        let converted = Converted()
        _ = try StreamConversion(options, sink: converted.sink).convertResource(bytes, format)
        return converted
    }

    private func streamed(
        _ bytes: [UInt8], _ format: ResourceFormat, _ options: ConversionOptions, block: Int = 1 << 16
    ) throws -> Converted {
        let converted = Converted()
        let summary = try StreamConversion(options, sink: converted.sink).convertBundle(format) { dripping(bytes, block) }
        _ = try #require(summary)
        return converted
    }

    /// Every way of one bundle gives the bytes and reports of the whole tree.
    private func compare(_ bytes: [UInt8], _ format: ResourceFormat, blocks: [Int], _ what: Comment) throws {
        for target in ResourceFormat.allCases {
            for layout in Layout.allCases {
                var options = ConversionOptions(target: .resource(target), layout: layout)
                let expected = try whole(bytes, format, options)
                for block in blocks {
                    options.jobs = block % 2 + 1
                    let found = try streamed(bytes, format, options, block: block)
                    #expect(found.text == expected.text, what)
                    let places = expected.reports.map {
                        "\($0.kind) \($0.path ?? "") \($0.position?.description ?? "") \($0.message)"
                    }
                    let others = found.reports.map {
                        "\($0.kind) \($0.path ?? "") \($0.position?.description ?? "") \($0.message)"
                    }
                    #expect(Set(others) == Set(places), what)
                }
            }
        }
    }

    @Test("JSON bundles of every shape: streamed as the whole tree has it", arguments: odd)
    func oddJSON(json: String, why: Comment) throws {
        try compare(Array(json.utf8), .json, blocks: [1, 2, 7, 4096], why)
    }

    @Test(
        "XML bundles of every shape: streamed as the whole tree has it",
        arguments: [
            (#"<Bundle xmlns="http://hl7.org/fhir"/>"#, "an empty tag"),
            (#"<Bundle xmlns="http://hl7.org/fhir"><entry/><total value="1"/><entry id="a"/><id value="x"/></Bundle>"#, "order"),
            (
                "<?xml version='1.0'?><!-- a --><?p i?>\n<f:Bundle\n xmlns:f='http://hl7.org/fhir' ><f:entry><f:fullUrl value='>'/>"
                    + "</f:entry> <!-- <entry> -->\r\n<f:entry id=\"b\"></f:entry>\n</f:Bundle  >\n<!-- end -->", "a prefix"
            ),
            (#"<Bundle xmlns="http://hl7.org/fhir">text<entry/>more<unknown a="b"><entry/></unknown></Bundle>"#, "stray content"),
            (
                #"<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Patient><text><div xmlns="http://www.w3.org/1999/xhtml">"#
                    + #"<![CDATA[</entry>]]><b/></div></text></Patient></resource></entry></Bundle>"#, "markup in CDATA"
            ),
            (
                #"<Bundle xmlns="http://hl7.org/fhir"><entry><resource><Nothing/></resource></entry></Bundle>"#,
                "an unknown resource"
            ),
        ] as [(String, Comment)])
    func oddXML(xml: String, why: Comment) throws {
        try compare(Array(xml.utf8), .xml, blocks: [1, 2, 7, 4096], why)
    }

    @Test(
        "official and Synthea bundles: streamed as the whole tree has it", .enabled(if: Shared.isThere, "../shared is not here"))
    func official() throws {
        var count: Int = 0
        for folder in ["fhir/r4/examples", "bulk/synthea"] {
            for (suffix, format) in [(".json", ResourceFormat.json), (".xml", .xml)] {
                for file in try Shared.files(folder, suffix: suffix) {
                    let bytes: [UInt8] = try Shared.bytes(file)
                    let isLarge: Bool = bytes.count > 800_000
                    if isLarge || !StreamConversion.isBundle(bytes, format) { continue }
                    count += 1
                    try compare(bytes, format, blocks: [4097], Comment(rawValue: file))
                }
            }
        }
        #expect(count > 20)
    }

    @Test("what a bundle carries beside its resources is counted and told")
    func lines() throws {
        let json: String = """
            {"resourceType":"Bundle","type":"batch","entry":[
            {"fullUrl":"a","resource":{"resourceType":"Patient","id":"1"},"search":{"mode":"match"}},
            {"fullUrl":"b"}, {"resource":{"resourceType":"Nothing","id":"2"}}]}
            """
        let found = try streamed(Array(json.utf8), .json, ConversionOptions(target: .lines), block: 5)
        #expect(
            found.text == "{\"resourceType\":\"Patient\",\"id\":\"1\"}\n{\"resourceType\":\"Nothing\",\"id\":\"2\"}\n")
        #expect(
            found.reports.map { "\($0.kind) \($0.position?.description ?? "") \($0.path ?? "")" } == [
                "loss 3:30 Bundle.entry[2].resource", "loss 3:1 Bundle.entry[1]", "loss 2:12 Bundle.entry[0].fullUrl",
                "loss 2:72 Bundle.entry[0].search", "loss 1:1 Bundle",
            ])
    }

    @Test("a bundle that is none, or another resource")
    func noBundle() throws {
        let list = #"{"resourceType":"List","entry":[{"item":{}}]}"#
        let conversion = StreamConversion(ConversionOptions(target: .lines), sink: Converted().sink)
        #expect(try conversion.convertBundle(.json) { ByteInput(Array(list.utf8)) } == nil)
        #expect(try conversion.convertBundle(.xml) { ByteInput(Array("<List><entry/></List>".utf8)) } == nil)
    }

    @Test(
        "faults are found at their place",
        arguments: [
            (#"{"resourceType":"Bundle","entry":[{"fullUrl":tru}]}"#, "1:46", "a bad entry"),
            (
                "{\"resourceType\":\"Bundle\",\"entry\":[\n{},\n{\"resource\":{\"resourceType\":\"Patient\",\"name\":[}}]}",
                "3:47", "in"
            ),
            (#"{"resourceType":"Bundle","entry":[{}"#, "1:37", "the end is missing"),
            (#"{"resourceType":"Bundle","entry":[{},]}"#, "1:38", "a comma too many"),
            (#"{"resourceType":"Bundle","entry":[{}],}"#, "1:39", "a comma too many"),
            (#"{"resourceType":"Bundle","entry":[{}] "a":1}"#, "1:39", "a comma is missing"),
            (#"{"resourceType":"Bundle","entry":[{}]} {"#, "1:40", "more follows"),
            (#"{"resourceType":"Bundle","type":batch,"entry":[{}]}"#, "1:33", "a bad member"),
            (#"{"resourceType":"Bundle" "entry":[{}]}"#, "1:26", "a comma is missing"),
            (#"{"resourceType":"Bundle",entry:[{}]}"#, "1:26", "no quotes"),
            ("<Bundle xmlns='http://hl7.org/fhir'><entry></Bundle>", "1:53", "a tag that is not closed"),
            ("<Bundle xmlns='http://hl7.org/fhir'>\n <entry><a></b></entry></Bundle>", "2:16", "tags that do not match"),
            ("<Bundle xmlns='http://hl7.org/fhir'></Bundle><a/>", "1:46", "more follows"),
            ("<!DOCTYPE a><Bundle/>", "1:1", "a DTD"),
        ] as [(String, String, Comment)])
    func faults(text: String, place: String, why: Comment) throws {
        let format: ResourceFormat = text.hasPrefix("<") ? .xml : .json
        for block in [1, 3, 4096] {
            let converted = Converted()
            let conversion = StreamConversion(ConversionOptions(target: .resource(.json)), sink: converted.sink)
            do {
                let summary = try conversion.convertBundle(format) { dripping(Array(text.utf8), block) }
                #expect(summary?.refused == 1, why)
                #expect(converted.reports.last?.position?.description == place, why)
            } catch let error as StreamError {
                guard case .content(let fault) = error else { throw error }
                #expect(fault.position?.description == place, why)
            }
        }
    }
}
