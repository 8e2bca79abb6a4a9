import Testing

@testable import FHIRCore

@Suite("Content that is neither JSON nor XML is told by what it is")
struct ForeignContentTests {
    @Test(
        "what it is",
        arguments: [
            ("PK\u{3}\u{4}rest", "a zip archive"), ("BZh91AY", "packed with bzip2"), ("%PDF-1.7", "a PDF document"),
            ("id,name\n1,2", "it begins with \"id,name\""), ("\u{FEFF}subject: x", "it begins with \"subject: x\""),
            (" \n\ttru", "it begins with \"tru\""), (String(repeating: "x", count: 100), "\"xxxxxxxxxxxxxxxxxxxxxxxx\""),
            (String(repeating: "a", count: 257) + "ustar  ", "a tar archive"),
        ])
    func foreign(_ text: String, _ message: String) {
        let error: ReadError? = #expect(throws: ReadError.self) { try ElementTree.read(Array(text.utf8)) }
        #expect(
            error?.message.contains("neither JSON nor XML") == true && error?.message.contains(message) == true, "\(error as Any)"
        )
        #expect(error?.position?.description == "1:1")
    }

    @Test(
        "JSON in wide characters is no UTF-8",
        arguments: [[0xFF, 0xFE, 0x7B, 0], [0xFE, 0xFF, 0, 0x7B], [0x7B, 0, 0x22, 0]] as [[UInt8]])
    func wide(_ bytes: [UInt8]) {
        let error: ReadError? = #expect(throws: ReadError.self) { try ElementTree.read(bytes) }
        #expect(error?.message.contains("save it as UTF-8") == true, "\(error as Any)")
    }

    @Test(
        "what may be JSON or XML is for its reader",
        arguments: ["", "  ", "{", "[", "\"a\"", "-1", "0", "// a comment", "<", "\u{FEFF}{", "\u{FEFF}"])
    func readers(_ text: String) {
        #expect(Array(text.utf8).withUnsafeBytes { ForeignContent.fault($0) } == nil)
    }

    @Test(
        "XML in wide characters is for its reader",
        arguments: [[0xFF, 0xFE, 0x3C, 0], [0, 0x3C, 0, 0x61], [0x3C, 0]] as [[UInt8]])
    func wideXML(_ bytes: [UInt8]) {
        #expect(bytes.withUnsafeBytes { ForeignContent.fault($0) } == nil)
    }
}
