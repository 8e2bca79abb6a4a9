import FHIRCore
import Testing

/// Bundles that another program has written in both formats.
@Suite(.enabled(if: Shared.isThere, "needs ../shared/bulk/synthea, which is not there"))
struct SyntheaPairsTests {
    private static let pairs: [(json: String, xml: String)] = {
        let files: [String] = (try? Shared.files("bulk/synthea", suffix: ".xml")) ?? []
        return files.map { (json: $0.dropLast(4) + ".json", xml: $0) }
    }()

    @Test("there are pairs")
    func found() { #expect(SyntheaPairsTests.pairs.count >= 2) }

    @Test("JSON -> XML is the given XML", arguments: pairs)
    func toXML(json: String, xml: String) throws {
        let written: Written = try ElementTree.read(json: Shared.bytes(json)).xml()
        #expect(written.losses.isEmpty)
        let found: [String] = try CanonicalForm.xml(written.bytes)
        let given: [String] = try CanonicalForm.xml(Shared.bytes(xml))
        #expect(given.count > 10_000)
        let first = zip(found, given).enumerated().first { $0.element.0 != $0.element.1 }
        #expect(first == nil && found.count == given.count, "\(found.count) and \(given.count) lines")
    }

    @Test("XML -> JSON is the given JSON", arguments: pairs)
    func toJSON(json: String, xml: String) throws {
        let written: Written = try ElementTree.read(xml: Shared.bytes(xml)).json()
        #expect(written.losses.isEmpty)
        let found: JSONValue = try canonical(written.bytes)
        let given: JSONValue = try canonical(Shared.bytes(json))
        #expect(firstDifference(found, given, "$") == nil)
    }

    @Test("the comparison sees a digit, a word of narrative, an item and a member")
    func canFail() throws {
        let given: JSONValue = try canonical(#"{"a":1.10,"b":[1],"div":"<div xmlns=\"u\">x <b>y</b></div>"}"#.utf8.map { $0 })
        for other in [
            #"{"a":1.1,"b":[1],"div":"<div xmlns=\"u\">x <b>y</b></div>"}"#,
            #"{"a":1.10,"b":[1,1],"div":"<div xmlns=\"u\">x <b>y</b></div>"}"#,
            #"{"a":1.10,"b":[1],"div":"<div xmlns=\"u\">x <b>z</b></div>"}"#,
            #"{"a":1.10,"b":[1],"c":1,"div":"<div xmlns=\"u\">x <b>y</b></div>"}"#,
        ] {
            #expect(firstDifference(try canonical(Array(other.utf8)), given, "$") != nil, "\(other)")
        }
        let same = #"{"div":"<p:div xmlns:p=\"u\">x\n <p:b>y</p:b> </p:div>","b":[1],"a":1.10}"#
        #expect(firstDifference(try canonical(Array(same.utf8)), given, "$") == nil)
    }

    private func canonical(_ bytes: [UInt8]) throws -> JSONValue {
        try CanonicalForm.json(JSONValue.read(bytes)) { try CanonicalForm.xml(Array($0.utf8)).joined(separator: "\n") }
    }

    /// Where two documents differ first, and how; nil if they do not.
    private func firstDifference(_ found: JSONValue, _ given: JSONValue, _ path: String) -> String? {
        switch (found, given) {
        case (.object(let one), .object(let other)):
            for (left, right) in zip(one, other) {
                if left.name != right.name { return "\(path): \(left.name) instead of \(right.name)" }
                if let inside = firstDifference(left.value, right.value, path + "." + left.name) { return inside }
            }
            return one.count == other.count ? nil : "\(path): \(one.count) members instead of \(other.count)"
        case (.array(let one), .array(let other)):
            for (index, (left, right)) in zip(one, other).enumerated() {
                if let inside = firstDifference(left, right, path + "[\(index)]") { return inside }
            }
            return one.count == other.count ? nil : "\(path): \(one.count) items instead of \(other.count)"
        default: return found == given ? nil : "\(path): \(found) instead of \(given)"
        }
    }
}
