import FHIRCore
import Testing

@Suite struct StreamHostileTests {
    private let gigabyte: Int = 1 << 30

    private func convert(
        _ format: ResourceFormat, _ input: () -> ByteInput, limits: ReadLimits = ReadLimits()
    ) throws -> ReadError? {
        let converted = Converted()
        let conversion = StreamConversion(ConversionOptions(target: .resource(.json), limits: limits), sink: converted.sink)
        do {
            _ = try conversion.convertBundle(format, open: input)
            return nil
        } catch let error as StreamError {
            guard case .content(let fault) = error else { throw error }
            return fault
        }
    }

    @Test("a gigabyte of brackets is refused at once", .timeLimit(.minutes(5)))
    func brackets() throws {
        #expect(try convert(.json) { generated("", "[", total: gigabyte) }?.code == .notAResource)
        let deep = try convert(.json) { generated(#"{"resourceType":"Bundle","entry":"#, "[", total: gigabyte) }
        #expect(deep?.code == .limit)
        #expect(deep?.message.contains("nested") == true)
        #expect(try convert(.json) { generated(#"{"a":"#, #"{"a":"#, total: gigabyte) }?.code == .limit)
        #expect(try convert(.xml) { generated("<Bundle>", "<a>", total: gigabyte) }?.code == .limit)
    }

    @Test("a gigabyte without an end is refused at the limit", .timeLimit(.minutes(5)))
    func endless() throws {
        let limits = ReadLimits(size: 1 << 18)
        #expect(try convert(.json, { generated(#"{"a":""#, "x", total: gigabyte) }, limits: limits)?.code == .limit)
        #expect(try convert(.json, { generated("", " ", total: 1 << 19) }, limits: limits)?.code == .empty)
        #expect(try convert(.xml, { generated("<Bundle><a b='", "x", total: gigabyte) }, limits: limits)?.code == .limit)
        #expect(try convert(.xml, { generated("<Bundle><!--", "x", total: gigabyte) }, limits: limits)?.code == .limit)
        #expect(try convert(.xml, { generated("<Bundle", " a=''", total: gigabyte) }, limits: limits)?.code == .limit)
    }

    @Test("a line of a gigabyte is passed over in bounded memory", .timeLimit(.minutes(5)))
    func line() throws {
        let converted = Converted()
        let options = ConversionOptions(target: .lines, limits: ReadLimits(size: 1 << 20))
        let input = generated("", "[", total: 1 << 26, "\n{\"resourceType\":\"Patient\"}")
        let summary = try StreamConversion(options, sink: converted.sink).convertLines(input)
        #expect(summary.refused == 1 && summary.written == 1)
    }

    @Test(
        "hostile documents are refused, each with its own code",
        arguments: [
            (String(repeating: "[", count: 100_000), .limit, "a list"),
            (#"{"resourceType":"Patient","x":"# + String(repeating: "[", count: 100_000), .limit, "depth in JSON"),
            (
                #"{"resourceType":"Patient","contact":"# + String(repeating: #"[{"extension":"#, count: 1000), .limit,
                "depth in known elements"
            ),
            (#"{"resourceType":"Patient","id":"\ud800"}"#, .syntax, "half a surrogate pair"),
            (#"{"resourceType":"Patient","id":"\udc00\ud800"}"#, .syntax, "a pair the wrong way round"),
            (#"{"resourceType":"Patient","id":"\ud800\u0041"}"#, .syntax, "half a pair and a letter"),
            (#"{"resourceType":"Patient","id":"a"#, .syntax, "an end in a string"),
            ("{\"resourceType\":\"Patient\",\"id\":\"\u{0}\"}", .syntax, "a NUL"),
            (
                "<!DOCTYPE l [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;\">]><Patient>&c;</Patient>",
                .documentType, "billion laughs"
            ),
            (
                "<!DOCTYPE l [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><Patient xmlns='http://hl7.org/fhir'>&x;</Patient>",
                .documentType, "an external entity"
            ),
            ("<Patient xmlns='http://hl7.org/fhir'><id value='&x;'/></Patient>", .documentType, "an unknown entity"),
            (String(repeating: "<a>", count: 100_000), .notAResource, "an unknown element"),
            (
                "<Patient xmlns='http://hl7.org/fhir'>" + String(repeating: "<contact>", count: 100_000), .limit,
                "depth in XML"
            ),
            (
                "<Patient xmlns='http://hl7.org/fhir'" + (0..<300_000).map { " a\($0)=''" }.joined() + "/>", .limit,
                "attributes"
            ),
            (
                "<Patient xmlns='http://hl7.org/fhir'" + (0..<300_000).map { " xmlns:a\($0)=''" }.joined() + "/>", .limit,
                "namespaces"
            ),
        ] as [(String, ReadError.Code, Comment)])
    func documents(text: String, code: ReadError.Code, why: Comment) throws {
        let start: ContinuousClock.Instant = .now
        do throws(ReadError) {
            _ = try ElementTree.read(Array(text.utf8))
            Issue.record("it was read")
        } catch {
            #expect(error.code == code, why)
            #expect(error.position != nil, why)
        }
        #expect(start.duration(to: .now) < .seconds(20), why)
    }

    @Test(
        "bytes that are no UTF-8 are refused with their place",
        arguments: [
            ([0xFF], "no lead byte"), ([0xC0, 0x80], "overlong"), ([0xED, 0xA0, 0x80], "a surrogate"),
            ([0xE2, 0x82], "cut short"),
            ([0xF4, 0x90, 0x80, 0x80], "beyond Unicode"),
        ] as [([UInt8], Comment)])
    func utf8(bytes: [UInt8], why: Comment) throws {
        let json: [UInt8] = Array(#"{"resourceType":"Patient","id":""#.utf8) + bytes + Array("\"}".utf8)
        let xml: [UInt8] = Array("<Patient xmlns='http://hl7.org/fhir'><id value='".utf8) + bytes + Array("'/></Patient>".utf8)
        #expect(throws: ReadError.self, why) { try ElementTree.read(json) }
        #expect(throws: ReadError.self, why) { try ElementTree.read(xml) }
        do throws(ReadError) {
            _ = try ElementTree.read(json)
        } catch {
            #expect(error.code == .encoding && error.position?.column == 33, why)
        }
    }

    @Test("gzip that is cut short or damaged is refused at every length")
    func gzip() throws {
        let text: [UInt8] = Array(String(repeating: "{\"resourceType\":\"Patient\"}\n", count: 500).utf8)
        let packer = try GzipPacker()
        let packed: [UInt8] = try text.withUnsafeBytes { try packer.pack($0) } + packer.finish()
        #expect(try ByteInput(unpacking: pull(packed)).readAll() == text)
        for length in 2..<packed.count {
            #expect(throws: StreamError.self, "\(length) bytes") {
                _ = try ByteInput(unpacking: pull(Array(packed[..<length]))).readAll()
            }
        }
        for place in stride(from: 10, to: packed.count, by: 3) {
            var damaged: [UInt8] = packed
            damaged[place] ^= 0x55
            #expect(throws: StreamError.self, "byte \(place)") { _ = try ByteInput(unpacking: pull(damaged)).readAll() }
        }
    }

    private func pull(_ bytes: [UInt8]) -> ByteInput.Pull {
        let input = dripping(bytes, 7)
        return { (buffer) throws(StreamError) in try input.read(into: buffer) }
    }

    @Test("what fuzzing found: an element without carried content, an unknown element whose prefix is declared outside")
    func findings() throws {
        let json = #"{"resourceType":"Patient","extension":[{"foo":1}]}"#
        let written = try ElementTree.read(json: Array(json.utf8)).xml(.compact)
        #expect(String(decoding: written.bytes, as: UTF8.self).contains("<extension/>"))
        let xml = "<f:Bundle xmlns:f='http://hl7.org/fhir'><f:foo id='b'/><bar xmlns:g='u'><g:x/></bar></f:Bundle>"
        let again = try ElementTree.read(xml: Array(xml.utf8)).xml()
        #expect(again.losses.map(\.path) == ["Bundle.foo"])
        #expect(try ElementTree.read(xml: again.bytes).xml().bytes == again.bytes)
        let empty = "<Patient xmlns='http://hl7.org/fhir'><name><given/><given/></name></Patient>"
        let once = try ElementTree.read(xml: Array(empty.utf8)).json(.compact)
        #expect(String(decoding: once.bytes, as: UTF8.self).contains(#""_given":[{},{}]"#))
        #expect(try ElementTree.read(json: once.bytes).json(.compact).bytes == once.bytes)
    }

    @Test("unknown names with escapes, however many: found, told apart and kept (fuzzing found a reader whose bytes had moved)")
    func escapedNames() throws {
        let members: [String] = (0..<500).map { "\"a\\u0062\($0)\":\($0)" }
        let json = "{\"resourceType\":\"Patient\"," + members.joined(separator: ",") + ",\"a\\u00627\":true}"
        let tree = try ElementTree.read(json: Array(json.utf8))
        #expect(tree.root.children.map(\.name) == (0..<500).map { "ab\($0)" } + ["ab7"])
        #expect(tree.findings.map(\.code) == [.duplicateMember])
    }

    @Test("a limit on attributes counts exactly", arguments: [1, 2, 3, 10])
    func attributes(most: Int) throws {
        for count in 1...12 {
            let text =
                "<Patient xmlns='http://hl7.org/fhir'" + (1..<count).map { " a\($0)=\"\"" }.joined()
                + "><id value='1'/></Patient>"
            let isRead: Bool = (try? ElementTree.read(xml: Array(text.utf8), limits: ReadLimits(attributes: most))) != nil
            #expect(isRead == (count <= most), "\(count) attributes")
        }
    }
}
