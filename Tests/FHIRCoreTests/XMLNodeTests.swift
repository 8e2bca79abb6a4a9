import FHIRCore
import Testing

@Suite struct XMLNodeTests {
    @Test("names, namespaces, attributes and text are kept in order")
    func keepsWhatStands() throws {
        let node = try XMLNode.read(Array("<a xmlns='urn:x' b='1&amp;2' c=''>t<d/><![CDATA[<u>]]><d e=\"é\"/></a>".utf8))
        #expect(node.name == "a")
        #expect(node.namespace == "urn:x")
        #expect(node["b"] == "1&2")
        #expect(node.children("d").count == 2)
        #expect(node.children[1]["e"] == "é")
        #expect(node.text == "t<u>")
    }

    @Test("other encodings are read")
    func encodings() throws {
        let latin: [UInt8] = Array("<?xml version='1.0' encoding='ISO-8859-1'?><a b='".utf8) + [0xE9] + Array("'/>".utf8)
        #expect(try XMLNode.read(latin)["b"] == "é")
        let text = "<?xml version='1.0' encoding='UTF-16'?><a b='é'/>"
        let wide: [UInt8] = [0xFF, 0xFE] + text.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }
        #expect(try XMLNode.read(wide)["b"] == "é")
        // Only an XML declaration names an encoding.
        #expect(try XMLNode.read(Array("<a b='é'><?x encoding='klingon'?></a>".utf8))["b"] == "é")
    }

    @Test(
        "a fault has its kind and its line",
        arguments: [
            ("", ReadError.Code.empty, 1), ("<a>\n<b></a>", .syntax, 2),
            ("<!DOCTYPE a [<!ENTITY b 'c'>]>\n<a>&b;</a>", .documentType, 1),
            ("<a>\n&nbsp;</a>", .documentType, 2), ("<a/><b/>", .syntax, 1), ("<a b='1' b='2'/>", .syntax, 1),
            ("<x:a/>", .syntax, 1),
            ("{}", .syntax, 1), ("<a>", .syntax, 1), ("<?xml version='1.0' encoding='klingon'?><a/>", .encoding, 1),
        ])
    func faults(text: String, code: ReadError.Code, line: Int) {
        let error = #expect(throws: ReadError.self) { try XMLNode.read(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect((error?.position?.line ?? 1) == line)
    }

    @Test("depth has a limit") func depth() {
        let text = String(repeating: "<a>", count: 100_000)
        let error = #expect(throws: ReadError.self) { try XMLNode.read(Array(text.utf8)) }
        #expect(error?.code == .limit)
    }
}
