import FHIRCore
import Testing

@Suite struct JSONValueTests {
    @Test("members, order, duplicates and the text of numbers are kept")
    func keepsWhatStands() throws {
        let value = try JSONValue.read(
            Array(#" {"b": 1.10, "a": [true, false, null, -0e+5], "b": "x\u00e9\ud83d\ude00\n"} "#.utf8))
        #expect(value.members.map(\.name) == ["b", "a", "b"])
        #expect(value["b"] == .number("1.10"))
        #expect(value["a"]?.array == [.bool(true), .bool(false), .null, .number("-0e+5")])
        #expect(value.members[2].value == .string("xé😀\n"))
        #expect(value.duplicateNames == ["/b"])
    }

    @Test(
        "a fault has its kind and its place",
        arguments: [
            ("", ReadError.Code.empty, "1:1"), ("{\"a\" 1}", .syntax, "1:6"), ("[1,\n 2,]", .syntax, "2:4"),
            ("[01]", .syntax, "1:3"),
            ("[1.]", .syntax, "1:4"), ("\"a\tb\"", .syntax, "1:3"), ("\"\\ud800\"", .syntax, "1:2"), ("\"\\x\"", .syntax, "1:2"),
            ("{\"é\": tru}", .syntax, "1:7"), ("[1] x", .syntax, "1:5"), ("{", .syntax, "1:2"),
            ("[\"abcdefghijk", .syntax, "1:14"),
        ])
    func faults(text: String, code: ReadError.Code, place: String) {
        let error = #expect(throws: ReadError.self) { try JSONValue.read(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.position?.description == place)
    }

    @Test("ill-formed UTF-8 and depth are refused")
    func limits() {
        let encoding = #expect(throws: ReadError.self) { try JSONValue.read([0x22, 0xC3, 0x28, 0x22]) }
        #expect(encoding?.code == .encoding)
        let deep = #expect(throws: ReadError.self) { try JSONValue.read(Array(repeating: 0x5B, count: 1_000_000)) }
        #expect(deep?.code == .limit)
    }
}
