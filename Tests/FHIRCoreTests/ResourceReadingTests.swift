import FHIRCore
import Testing

/// Reads JSON and writes it again on one line.
private func again(_ json: String) throws -> String {
    var bytes = try ElementTree.read(json: Array(json.utf8)).json(.compact).bytes
    bytes.removeLast()
    return String(decoding: bytes, as: UTF8.self)
}

private func xml(_ json: String) throws -> Written { try ElementTree.read(json: Array(json.utf8)).xml(.compact) }

@Suite struct ResourceReadingTests {
    @Test(
        "content that no schema would allow is kept on the same format",
        arguments: [
            (#"{"resourceType":"Patient","gender":["male"]}"#, "a list where there is one value"),
            (#"{"resourceType":"Patient","name":{"family":"A"}}"#, "an object where there is a list"),
            (#"{"resourceType":"Patient","name":[{"family":"A"},"B",null]}"#, "other things among objects"),
            (#"{"resourceType":"Patient","birthDate":{"a":[1,2.50]}}"#, "an object for a primitive"),
            (#"{"resourceType":"Patient","active":"true","birthDate":1990}"#, "primitives in each other's form"),
            (#"{"resourceType":"Patient","name":[]}"#, "an empty list"),
            (#"{"resourceType":"Patient","name":[{"given":[]}]}"#, "an empty list of primitives"),
            (#"{"resourceType":"Patient","name":[{}]}"#, "an empty object"),
            (#"{"resourceType":"Patient","birthDate":null}"#, "a null"),
            (#"{"resourceType":"Patient","foo":{"b":1.10,"b":[true,{}]},"f\"oo":0}"#, "unknown members"),
            (#"{"resourceType":"Patient","gender":"male","gender":"female"}"#, "a member twice"),
            (#"{"resourceType":"Patient","contained":[{"resourceType":"Nothing","a":1}]}"#, "an unknown resource inside"),
            (#"{"resourceType":"Patient","_name":{"a":1},"_birthDate":7,"_gender":[]}"#, "second members that are none"),
        ])
    func wrongForms(json: String, why: Comment) throws {
        #expect(try again(json) == json, why)
    }

    @Test(
        "a primitive's two members become one element, whichever comes first",
        arguments: [
            #"{"resourceType":"Patient","_birthDate":{"id":"a"},"birthDate":"1990"}"#,
            #"{"resourceType":"Patient","birthDate":"1990","_birthDate":{"id":"a"}}"#,
        ])
    func companions(json: String) throws {
        let patient = try ElementTree.read(json: Array(json.utf8)).root
        #expect(patient.children.count == 1)
        #expect(patient.child(named: "birthDate")?.value == "1990")
        #expect(patient.child(named: "birthDate")?.child(named: "id")?.value == "a")
        #expect(try again(json) == #"{"resourceType":"Patient","birthDate":"1990","_birthDate":{"id":"a"}}"#)
    }

    @Test(
        "nulls keep a list and its second list in step",
        arguments: [
            #"{"resourceType":"Patient","name":[{"given":["A",null],"_given":[null,{"id":"b"}]}]}"#,
            #"{"resourceType":"Patient","name":[{"_given":[null,{"id":"b"}],"given":["A",null]}]}"#,
            #"{"resourceType":"Patient","name":[{"family":"F","_given":[{"id":"a"},{"id":"b"}]}]}"#,
            #"{"resourceType":"Patient","name":[{"given":["A"],"_given":[null,{"id":"b"}],"period":{}}]}"#,
        ])
    func nulls(json: String) throws {
        let tree = try ElementTree.read(json: Array(json.utf8))
        let given = try #require(tree.root.child(named: "name")).children(named: "given")
        #expect(given.count == 2)
        #expect(given[1].value == nil)
        #expect(given[1].child(named: "id")?.value == "b")
        #expect(try ElementTree.read(xml: tree.xml().bytes).root == tree.root)
        let back = try ElementTree.read(json: tree.json().bytes)
        #expect(back.root == tree.root)
    }

    @Test("members in any order are written in canonical order, and XML has its attributes")
    func order() throws {
        let json = #"{"gender":"male","extension":[{"valueDecimal":1.10,"url":"u"}],"id":"1","resourceType":"Patient"}"#
        #expect(
            try again(json)
                == #"{"resourceType":"Patient","id":"1","extension":[{"url":"u","valueDecimal":1.10}],"gender":"male"}"#)
        let written = try xml(json)
        #expect(
            String(decoding: written.bytes, as: UTF8.self) == """
                <?xml version="1.0" encoding="UTF-8"?><Patient xmlns="http://hl7.org/fhir"><id value="1"/>\
                <extension url="u"><valueDecimal value="1.10"/></extension><gender value="male"/></Patient>

                """)
    }

    @Test("what XML cannot carry is a loss with its path and place")
    func losses() throws {
        let json =
            "{\"resourceType\":\"Patient\",\"foo\":1,\n\"name\":[{\"family\":\"a\\u0001b\",\"text\":{\"x\":1}},{\"given\":[]}]}"
        let written = try xml(json)
        #expect(
            written.losses.map(\.path) == [
                "Patient.name[0].text", "Patient.name[0].family", "Patient.name[1].given[0]", "Patient.foo",
            ])
        #expect(written.losses[0].position?.line == 2)
    }

    @Test("text survives every escape, in both formats")
    func text() throws {
        let text = "é \u{1F600} \" \\ / < > & ' \t \n \r \u{85} \u{2028}"
        var patient = try #require(Element(type: "Patient"))
        var name = try #require(Element(type: "HumanName"))
        var family = try #require(Element(type: "string"))
        family.setValue(text)
        name.setChildren(named: "family", to: [family])
        patient.setChildren(named: "name", to: [name])
        for layout in Layout.allCases {
            for format in ResourceFormat.allCases {
                let back = try ElementTree.read(patient.tree.written(as: format, layout).bytes)
                #expect(back.root.child(named: "name")?.child(named: "family")?.value == text)
            }
        }
    }

    @Test(
        "a resource that is none is refused with its place",
        arguments: [
            ("[]", ReadError.Code.notAResource, "1:1"), ("{}", .notAResource, "1:1"), ("7", .notAResource, "1:1"),
            ("{\n\"resourceType\": \"Patent\"}", .notAResource, "2:18"),
            (#"{"resourceType": "DomainResource"}"#, .notAResource, "1:19"),
            (#"{"resourceType": "HumanName"}"#, .notAResource, "1:19"), ("", .empty, "1:1"), ("hello", .syntax, "1:1"),
            (#"{"resourceType":"Patient","name":[{"given":["a" "b"]}]}"#, .syntax, "1:49"),
        ])
    func refused(text: String, code: ReadError.Code, place: String) {
        let error = #expect(throws: ReadError.self) { try ElementTree.read(Array(text.utf8)) }
        #expect(error?.code == code)
        #expect(error?.position?.description == place)
    }

    @Test("an error inside names the path") func path() {
        let text = #"{"resourceType":"Patient","name":[{"family":"x"},{"given":["a" "b"]}]}"#
        let error = #expect(throws: ReadError.self) { try ElementTree.read(Array(text.utf8)) }
        #expect(error?.path == "Patient.name[1]")
    }

    @Test(
        "hostile depth ends in a limit, not in a crash",
        arguments: ["[", "{\"a\":", "{\"resourceType\":\"Bundle\",\"extension\":[{\"extension\":["])
    func depth(piece: String) {
        let text = "{\"resourceType\":\"Patient\",\"x\":" + String(repeating: piece, count: 200_000)
        let error = #expect(throws: ReadError.self) { try ElementTree.read(Array(text.utf8)) }
        #expect(error?.code == .limit)
    }

    @Test("an object with very many unknown members is read in linear time, its duplicates found")
    func manyMembers() throws {
        let members = (0..<20_000).map { "\"m\($0)\":1" }.joined(separator: ",")
        let tree = try ElementTree.read(json: Array("{\"resourceType\":\"Patient\",\(members),\"m7\":2}".utf8))
        #expect(tree.findings.map(\.detail) == ["m7"])
    }
}
