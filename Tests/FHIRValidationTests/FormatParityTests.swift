import FHIRCore
import FHIRValidation
import FoundationEssentials
import Testing

/// The official examples with faults that JSON and XML can both carry: the findings are the same in both.
@Suite("JSON and XML of the same resource", .enabled(if: Shared.isThere, "../shared is not here"))
struct FormatParityTests {
    private static let all: [String] = {
        let folder: String = Shared.root + "/fhir/r4/examples"
        return (try? FileManager.default.contentsOfDirectory(atPath: folder))?.filter { $0.hasSuffix(".json") }.sorted() ?? []
    }()
    private static let parts: Int = 4
    private static let names: [String] = all.enumerated().filter { $0.offset % 9 == 4 }.map(\.element)

    /// What a report has of a finding, without its place, which differs.
    private struct Found: Hashable, CustomStringConvertible {
        let severity: Severity
        let id: MessageID
        let path: String
        let message: String

        var description: String { "\(severity.rawValue) \(id) at \(path): \(message)" }
    }

    @Test("have the same findings: all official examples as they are", arguments: 0..<parts)
    func asTheyAre(part: Int) throws {
        #expect(FormatParityTests.all.count > 700)
        var run = ValidationRun(try Validator())
        var count: Int = 0
        for (_, name) in FormatParityTests.all.enumerated().filter({ $0.offset % FormatParityTests.parts == part }) {
            let json: ElementTree = try ElementTree.read(json: try Shared.bytes("fhir/r4/examples/" + name))
            let xml: ElementTree = try ElementTree.read(xml: json.xml().bytes)
            let left: [Found] = found(&run, json)
            let right: [Found] = found(&run, xml)
            count += left.count
            #expect(
                counts(left) == counts(right),
                "\(name): JSON \(left.filter { !right.contains($0) }), XML \(right.filter { !left.contains($0) })")
        }
        #expect(count > 200)
    }

    private func counts(_ found: [Found]) -> [Found: Int] { Dictionary(found.map { ($0, 1) }, uniquingKeysWith: +) }

    @Test("have the same findings, whichever of two values of a choice comes first")
    func choice() throws {
        let url: String = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fmm"
        let head: String = #"{"resourceType":"ValueSet","status":"draft","extension":[{"url":"\#(url)","#
        var run = ValidationRun(try Validator())
        let trees: [ElementTree] = try [
            #""valueInteger":1,"valueDateTime":"2020-01-01"}]}"#, #""valueDateTime":"2020-01-01","valueInteger":1}]}"#,
        ].flatMap { (rest) throws in
            let tree: ElementTree = try ElementTree.read(json: Array((head + rest).utf8))
            return [tree, try ElementTree.read(xml: tree.xml().bytes)]
        }
        let all: [[Found: Int]] = trees.map { counts(found(&run, $0)) }
        #expect(all.allSatisfy { $0 == all[0] }, "\(all)")
        #expect(all[0].keys.contains { $0.id.rawValue == "Validation_VAL_Profile_Maximum" })
        #expect(!all[0].keys.contains { $0.id.rawValue == "Extension_EXT_Type" }, "one of the two is allowed")
    }

    @Test("have the same findings, whatever is wrong", arguments: names)
    func same(name: String) throws {
        let bytes: [UInt8] = try Shared.bytes("fhir/r4/examples/" + name)
        if bytes.count > 100_000 { return }
        let document: JSONValue = try JSONValue.read(bytes)
        var run = ValidationRun(try Validator())
        for seed in 0..<4 {
            var fault = Fault(seed: seed, in: document)
            let changed: JSONValue = seed == 0 ? document : fault.put(document)
            let tree: ElementTree
            do throws(ReadError) { tree = try ElementTree.read(json: changed.bytes) } catch { continue }
            let json: [Found] = found(&run, try ElementTree.read(json: tree.json().bytes))
            let xml: [Found] = found(&run, try ElementTree.read(xml: tree.xml().bytes))
            let onlyJSON: [Found] = json.filter { !xml.contains($0) }
            let onlyXML: [Found] = xml.filter { !json.contains($0) }
            #expect(onlyJSON.isEmpty && onlyXML.isEmpty, "\(name), \(fault): JSON \(onlyJSON), XML \(onlyXML)")
            #expect(json.count == xml.count, "\(name), \(fault)")
        }
    }

    private func found(_ run: inout ValidationRun, _ tree: ElementTree) -> [Found] {
        run.validate(tree).issues.map { Found(severity: $0.severity, id: $0.messageID, path: $0.path, message: $0.message) }
    }
}

/// A change at one place of a document, chosen by a number.
private struct Fault: CustomStringConvertible {
    private let kind: Int
    private let place: Int
    private var passed: Int = 0
    private(set) var description: String = "no fault"

    init(seed: Int, in document: JSONValue) {
        kind = seed
        let count: Int = Fault.count(document)
        place = (seed &* 7919 &+ 13) % max(1, count)
    }

    /// Number of members that can be changed.
    private static func count(_ value: JSONValue) -> Int {
        switch value {
        case .object(let members): members.reduce(0) { $0 + 1 + count($1.value) }
        case .array(let items): items.reduce(0) { $0 + count($1) }
        default: 0
        }
    }

    mutating func put(_ value: JSONValue) -> JSONValue {
        switch value {
        case .array(let items): return .array(items.map { put($0) })
        case .object(let members): return .object(members.compactMap { member in change(member) })
        default: return value
        }
    }

    private mutating func change(_ member: JSONMember) -> JSONMember? {
        passed += 1
        if passed - 1 != place || member.name == "resourceType" || member.name == "div" {
            return JSONMember(member.name, put(member.value))
        }
        switch (kind % 3, member.value) {
        case (0, .string):
            description = "\(member.name) has a value that fits nothing"
            return JSONMember(member.name, .string("no such #1"))
        case (1, .array(let items)) where !items.isEmpty:
            description = "\(member.name) has its first item twice"
            return JSONMember(member.name, .array([items[0]] + items))
        default:
            description = "\(member.name) is left out"
            return nil
        }
    }
}
