import FHIRCore
import Testing

/// XML in other encodings than UTF-8, as a whole and as a stream.
@Suite struct XMLEncodingTests {
    private static let document: String =
        "<?xml version='1.0' encoding='ENCODING'?><Bundle xmlns='http://hl7.org/fhir'><entry><resource><Patient>"
        + "<name><family value='é'/></name></Patient></resource></entry></Bundle>"

    /// The document in an encoding of one byte a character, or in one of wider units.
    private static func text(_ name: String) -> String { document.replacing("ENCODING", with: name) }
    private static func bytes(_ text: String) -> [UInt8] { text.unicodeScalars.map { UInt8(truncatingIfNeeded: $0.value) } }
    private static func little(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] } }
    private static func big(_ text: String) -> [UInt8] { text.utf16.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] } }
    private static func wide(_ text: String) -> [UInt8] {
        text.unicodeScalars.flatMap { [UInt8($0.value & 0xFF), UInt8($0.value >> 8 & 0xFF), 0, 0] }
    }

    private static let documents: [(name: String, bytes: [UInt8])] = [
        ("UTF-8 with a mark", [0xEF, 0xBB, 0xBF] + Array(text("UTF-8").utf8)),
        ("UTF-8 as lower case", Array(text("utf-8").utf8)),
        ("Latin 1", bytes(text("ISO-8859-1"))),
        ("Windows", bytes(text("windows-1252"))),
        ("UTF-16, little, with a mark", [0xFF, 0xFE] + little(text("UTF-16"))),
        ("UTF-16, big, with a mark", [0xFE, 0xFF] + big(text("UTF-16"))),
        ("UTF-16, little, without a mark", little(text("UTF-16LE"))),
        ("UTF-16, big, without a mark", big(text("UTF-16BE"))),
        ("UTF-16 with a mark and no declaration", [0xFF, 0xFE] + little(String(text("").drop { $0 != ">" }.dropFirst()))),
        ("UTF-32", wide(text("UTF-32"))),
    ]

    @Test("a document in each encoding is the same, as a whole and in blocks of every size", arguments: documents)
    func read(name: String, bytes: [UInt8]) throws {
        let tree: ElementTree = try ElementTree.read(bytes)
        let json: String = String(decoding: tree.json(.compact).bytes, as: UTF8.self)
        #expect(json.contains(#""family":"é""#), "\(name)")
        #expect(tree.findings.isEmpty)
        for block in [1, 3, 4096] {
            let converted = Converted()
            let conversion = StreamConversion(
                ConversionOptions(target: .resource(.json), layout: .compact), sink: converted.sink)
            _ = try conversion.convertBundle(.xml) { dripping(bytes, block) }
            #expect(converted.text == json, "\(name) in blocks of \(block)")
        }
    }

    @Test("the line of a fault is shown as it reads, in any encoding")
    func excerpt() throws {
        let text: String = "<?xml version='1.0' encoding='UTF-16'?>\n<Patient>\n <a é='x></Patient>"
        let place: Int = Array(text.utf8).count - 5
        let wide: [UInt8] = [0xFF, 0xFE] + XMLEncodingTests.little(text)
        // The mark is a character of three bytes in what is read.
        #expect(SourceExcerpt.read(wide, at: place + 3)?.lines == [" <a é='x></Patient>", "              ^"])
        #expect(SourceExcerpt.read(wide + [0], at: place) == nil)
        let plain: [UInt8] = Array("<Patient>\n <a é='x></Patient>".utf8)
        #expect(SourceExcerpt.read(plain, at: plain.count - 5)?.line == " <a é='x></Patient>")
    }

    private static let half: [UInt8] = [0xFF, 0xFE] + little("<Patient>\n<id value='") + [0x00, 0xD8] + little("'/></Patient>")

    @Test(
        "bytes that are not in the encoding are refused with their place",
        arguments: [
            ("half a pair in UTF-16", half, "2:12"),
            ("an odd number of bytes", [0xFF, 0xFE] + little("<Patient/>") + [0x20], "1:11"),
            (
                "a byte that is no EUC-JP", bytes("<?xml version='1.0' encoding='EUC-JP'?><Patient>\n\u{FF}\u{FF}</Patient>"),
                "2:1"
            ),
            ("Latin 1 without saying so", bytes("<Patient>\n <id value='é'/></Patient>"), "2:13"),
            ("UTF-16 that is none", Array(text("UTF-16").utf8), "1:1"),
            ("an encoding that nobody knows", Array(text("klingon").utf8), nil),
        ] as [(String, [UInt8], String?)])
    func refuse(name: String, bytes: [UInt8], place: String?) throws {
        let error: ReadError? = #expect(throws: ReadError.self, "\(name)") { try ElementTree.read(xml: bytes) }
        #expect(error?.code == .encoding, "\(name): \(String(describing: error))")
        #expect(error?.position?.description == place, "\(name)")
        #expect(error?.message.contains("\n") == false, "\(name)")
        #expect(throws: StreamError.self, "\(name)") {
            let conversion = StreamConversion(ConversionOptions(target: .resource(.json)), sink: Converted().sink)
            if let summary = try conversion.convertBundle(.xml, open: { dripping(bytes, 7) }), summary.refused > 0 {
                throw StreamError.content(ReadError(.encoding, "refused"))
            }
            // No Bundle: the whole is read.
            _ = try StreamConversion(ConversionOptions(target: .resource(.json)), sink: Converted().sink)
                .convertResource(bytes, .xml)
            throw StreamError.content(ReadError(.encoding, "refused"))
        }
    }
}
