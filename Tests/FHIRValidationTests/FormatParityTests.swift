import FHIRCore
import FHIRValidation
import FoundationEssentials
import Testing

/// The official examples with faults that JSON and XML can both carry: the findings are the same in both.
@Suite("JSON and XML of the same resource", .enabled(if: Shared.isThere, "../shared is not here"))
struct FormatParityTests {
    private static let names: [String] = {
        let folder: String = Shared.root + "/fhir/r4/examples"
        let all: [String] = (try? FileManager.default.contentsOfDirectory(atPath: folder))?.sorted() ?? []
        return all.enumerated().filter { $0.offset % 9 == 4 && $0.element.hasSuffix(".json") }.map(\.element)
    }()

    /// What a report has of a finding, without its place, which differs.
    private struct Found: Hashable, CustomStringConvertible {
        let severity: Severity
        let id: MessageID
        let path: String

        var description: String { "\(severity.rawValue) \(id) at \(path)" }
    }

    @Test("have the same findings, whatever is wrong", arguments: names)
    func same(name: String) throws {
        let bytes: [UInt8] = try Shared.bytes("fhir/r4/examples/" + name)
        if bytes.count > 100_000 { return }
        let document: JSONValue = try JSONValue.read(bytes)
        let validator = try Validator()
        for seed in 0..<4 {
            var fault = Fault(seed: seed, in: document)
            let changed: JSONValue = seed == 0 ? document : fault.put(document)
            let tree: ElementTree
            do throws(ReadError) { tree = try ElementTree.read(json: changed.bytes) } catch { continue }
            let json: [Found] = found(validator, try ElementTree.read(json: tree.json().bytes))
            let xml: [Found] = found(validator, try ElementTree.read(xml: tree.xml().bytes))
            let onlyJSON: [Found] = json.filter { !xml.contains($0) }
            let onlyXML: [Found] = xml.filter { !json.contains($0) }
            #expect(onlyJSON.isEmpty && onlyXML.isEmpty, "\(name), \(fault): JSON \(onlyJSON), XML \(onlyXML)")
            #expect(json.count == xml.count, "\(name), \(fault)")
        }
    }

    private func found(_ validator: Validator, _ tree: ElementTree) -> [Found] {
        validator.validate(tree).issues.map { Found(severity: $0.severity, id: $0.messageID, path: $0.path) }
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
