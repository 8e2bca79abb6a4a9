import Testing

@testable import FHIRCore

/// What `convert --verify` finds in what was written.
@Suite struct VerificationTests {
    private static let json: String = """
        {"resourceType":"Observation","id":"1","text":{"status":"generated","div":"<div xmlns=\\"http://www.w3.org/1999/xhtml\\">a <b>b</b></div>"},\
        "status":"final","code":{"coding":[{"code":"c","display":"d"},{"code":"e","display":"f"}]},\
        "effectiveDateTime":"2020-01-01","_effectiveDateTime":{"id":"g"},"valueQuantity":{"value":1.10,"unit":"h"},"odd":[1]}
        """

    private func difference(_ format: ResourceFormat, _ part: String, _ other: String) throws -> String? {
        // XML cannot carry the unknown member.
        let source: String = VerificationTests.json.replacing(",\"odd\":[1]", with: format == .xml ? "" : ",\"odd\":[1]")
        let tree: ElementTree = try ElementTree.read(json: Array(source.utf8))
        let written: Written = tree.written(as: format, .compact)
        let text: String = String(decoding: written.bytes, as: UTF8.self)
        #expect(text.contains(part), "\(format): \(part)")
        let changed = Written(bytes: Array(text.replacing(part, with: other).utf8), losses: [])
        return Verification.difference(of: changed, format, from: tree)
    }

    @Test("what was written as it should be has no difference")
    func same() throws {
        #expect(try difference(.json, "1.10", "1.10") == nil)
        #expect(try difference(.json, "\"odd\":[1]", "\"odd\": [ 1 ]") == nil, "white space of unknown content says nothing")
    }

    @Test(
        "a byte that is lost or changed is found, with its path",
        arguments: [
            ("1.10", "1.1", "Observation.value.value"), ("\"c\"", "\"C\"", "Observation.code.coding[0].code"),
            ("<b>b</b>", "<b>c</b>", "Observation.text.div"), (",\"odd\":[1]", "", "Observation"),
            ("\"odd\":[1]", "\"odd\":[2]", "Observation.odd"),
            (
                "{\"code\":\"c\",\"display\":\"d\"},{\"code\":\"e\",\"display\":\"f\"}",
                "{\"code\":\"e\",\"display\":\"f\"},{\"code\":\"c\",\"display\":\"d\"}", "Observation.code.coding[0].code"
            ),
            (",\"_effectiveDateTime\":{\"id\":\"g\"}", "", "Observation.effective"),
            ("\"h\"}", "\"h\"", "cannot be read"),
        ])
    func json(part: String, other: String, path: String) throws {
        let found: String? = try difference(.json, part, other)
        #expect(found?.contains(path) == true, "\(found ?? "nothing")")
    }

    @Test(
        "in XML too",
        arguments: [
            ("value=\"1.10\"", "value=\"1.1\"", "Observation.value.value"), ("<b>b</b>", "<b>c</b>", "Observation.text.div"),
            (" id=\"g\"", "", "Observation.effective"), ("<status value=\"final\"/>", "", "Observation"),
        ])
    func xml(part: String, other: String, path: String) throws {
        let found: String? = try difference(.xml, part, other)
        #expect(found?.contains(path) == true, "\(found ?? "nothing")")
    }
}
