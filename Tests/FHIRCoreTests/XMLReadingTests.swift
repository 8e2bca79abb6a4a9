import FHIRCore
import Testing

private func read(_ xml: String) throws -> ElementTree { try ElementTree.read(xml: Array(xml.utf8)) }

@Suite struct XMLReadingTests {
    @Test("unknown elements are kept in XML, and are a loss in JSON")
    func unknown() throws {
        let tree = try read("<Patient xmlns='http://hl7.org/fhir'><foo a='1'>x<b/></foo><gender value='male'/></Patient>")
        #expect(String(decoding: tree.xml(.compact).bytes, as: UTF8.self).contains("<foo a='1'>x<b/></foo></Patient>"))
        #expect(tree.json().losses.map(\.path) == ["Patient.foo"])
    }

    @Test(
        "what no element can hold is a finding",
        arguments: [
            ("<Patient xmlns='http://hl7.org/fhir' a='1'/>", ReadFinding.Code.unknownAttribute),
            ("<Patient xmlns='http://hl7.org/fhir'><gender valu='male'/></Patient>", .unknownAttribute),
            ("<Patient xmlns='http://hl7.org/fhir'>text</Patient>", .strayText), ("<Patient/>", .wrongNamespace),
            ("<Patient xmlns='urn:x'/>", .wrongNamespace),
            ("<Patient xmlns='http://hl7.org/fhir'><contained/></Patient>", .resourceCount),
            ("<Patient xmlns='http://hl7.org/fhir'><text><div>x</div></text></Patient>", .wrongNamespace),
        ])
    func findings(xml: String, code: ReadFinding.Code) throws {
        #expect(try read(xml).findings.first?.code == code)
    }

    @Test("comments, instructions and a schema's place are no content")
    func nothing() throws {
        let tree = try read(
            """
            <?xml version="1.0"?><!-- a --><?b c?>
            <Patient xmlns="http://hl7.org/fhir" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="x y">
              <!-- c --><active value="true"/></Patient>
            """)
        #expect(tree.findings.isEmpty)
        #expect(String(decoding: tree.json(.compact).bytes, as: UTF8.self) == "{\"resourceType\":\"Patient\",\"active\":true}\n")
    }

    @Test(
        "narrative keeps its text to the letter",
        arguments: [
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><p>a  b<br/> &amp; &lt; &#160; é</p><!-- c --></div>",
            "<div xmlns='http://www.w3.org/1999/xhtml' lang='en'/>",
            "<div xmlns=\"http://www.w3.org/1999/xhtml\"><pre>\n a\n\tb</pre></div>",
        ])
    func narrative(div: String) throws {
        let tree = try read("<Patient xmlns='http://hl7.org/fhir'><text><status value='generated'/>\(div)</text></Patient>")
        #expect(tree.root.child(named: "text")?.child(named: "div")?.value == div)
        for layout in Layout.allCases {
            let back = try ElementTree.read(json: tree.json(layout).bytes)
            #expect(try ElementTree.read(xml: back.xml(layout).bytes).root == tree.root)
        }
    }

    @Test(
        "narrative from JSON becomes XHTML, or is told",
        arguments: [
            ("<div>a&nbsp;b</div>", "<div xmlns=\"http://www.w3.org/1999/xhtml\">a\u{A0}b</div>", 0),
            ("<div>a<br></div>", "<div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;div&gt;a&lt;br&gt;&lt;/div&gt;</div>", 1),
            ("<p>a</p>", "<div xmlns=\"http://www.w3.org/1999/xhtml\">&lt;p&gt;a&lt;/p&gt;</div>", 1),
        ])
    func narrativeFromJSON(div: String, expected: String, losses: Int) throws {
        let json = "{\"resourceType\":\"Patient\",\"text\":{\"status\":\"generated\",\"div\":\"\(div)\"}}"
        let written = try ElementTree.read(json: Array(json.utf8)).xml(.compact)
        #expect(String(decoding: written.bytes, as: UTF8.self).contains(expected))
        #expect(written.losses.count == losses)
    }

    @Test("positions are those of the start tags")
    func positions() throws {
        let tree = try read(
            "<Patient xmlns='http://hl7.org/fhir'>\n  <name>\n    <family\n value='é'/><given value='b'/>\n  </name></Patient>")
        let name = try #require(tree.root.child(named: "name"))
        #expect(name.position?.description == "2:3")
        #expect(name.child(named: "given")?.position?.description == "4:13")
        #expect(name.child(named: "given")?.path == "Patient.name[0].given[0]")
    }
}

@Suite struct ElementTests {
    @Test("a change has value semantics and takes nobody else's tree along")
    func valueSemantics() throws {
        let tree = try ElementTree.read(json: Array(#"{"resourceType":"Patient","name":[{"family":"A"},{"family":"B"}]}"#.utf8))
        var copy = tree.root
        var family = try #require(Element(type: "string"))
        family.setValue("C")
        var second = tree.root.children(named: "name")[1]
        second.setChildren(named: "family", to: [family])
        copy.setChildren(named: "name", to: [second, tree.root.children(named: "name")[0]])
        #expect(tree.root.children(named: "name").map { $0.child(named: "family")?.value } == ["A", "B"])
        #expect(copy.children(named: "name").map { $0.child(named: "family")?.value } == ["C", "A"])
        #expect(copy != tree.root)
    }

    @Test("setting one type of a choice removes the other")
    func choice() throws {
        var observation = try #require(Element(type: "Observation"))
        var text = try #require(Element(type: "string"))
        text.setValue("x")
        observation.setChildren(named: "valueString", to: [text])
        var truth = try #require(Element(type: "boolean"))
        truth.setValue("true")
        observation.setChildren(named: "valueBoolean", to: [truth])
        #expect(observation.children.map(\.name) == ["valueBoolean"])
        #expect(observation.child(named: "value")?.kind == .boolean)
        #expect(observation.child(named: "value")?.path == "Observation.value")
        #expect(observation.setChildren(named: "valueString", to: [truth]) == false)
        #expect(observation.setChildren(named: "valueFoo", to: []) == false)
    }

    @Test("equal content is equal whatever the order of members, and to the last digit only")
    func equality() throws {
        func patient(_ json: String) throws -> Element { try ElementTree.read(json: Array(json.utf8)).root }
        let one = try patient(#"{"resourceType":"Patient","id":"1","active":true}"#)
        let other = try patient(#"{"active":true,"id":"1","resourceType":"Patient"}"#)
        #expect(one == other)
        #expect(one.hashValue == other.hashValue)
        let observation = #"{"resourceType":"Observation","valueQuantity":{"value":1.1}}"#
        #expect(try patient(observation) != patient(observation.replacing("1.1", with: "1.10")))
    }
}
