import CaseRecords
import FHIRCore
import FHIRModels
import FHIRValidation
import Foundation
import Testing

/// The files of Profiles/ and the addresses that bundles of ours use are the same set.
@Suite struct ProfileFileTests {
    private static let base = "https://fhir.casebridge.example/"
    private static let folder = Repository.root.appending(path: "Profiles")
    private static let files =
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.filter { $0.hasSuffix(".json") } ?? []

    private func definitions() throws -> [Element] {
        try Self.files.map { try ElementTree.read(Repository.bytes(Self.folder.appending(path: $0))).root }
    }

    @Test("Each is sound FHIR R4 under the name of its file")
    func areSound() throws {
        #expect(Self.files.count > 70)
        let validator = try Validator()
        for file in Self.files {
            let tree = try ElementTree.read(Repository.bytes(Self.folder.appending(path: file)))
            let issues = validator.validate(tree).issues.filter { $0.severity >= .error }
            #expect(issues.map { "\(file) \($0.path): \($0.message)" } == [])
            let type = try #require(tree.root.typeName)
            let id = try #require(tree.root.child(named: "id")?.value)
            #expect(file == "\(type)-\(id).json")
            #expect(tree.root.child(named: "url")?.value == "\(Self.base)\(type)/\(id)")
        }
    }

    @Test("Every profile and extension is used, and every one that is used is defined")
    func areUsed() throws {
        var used: Set<String> = []
        for seed in 0..<60 {
            var generator = RecordGenerator(seed: seed)
            collect(try generator.record().bundle().element, &used)
            collect(try generator.series().bundle().element, &used)
        }
        let defined = try definitions().filter { $0.typeName == "StructureDefinition" }.compactMap {
            $0.child(named: "url")?.value
        }
        #expect(used.subtracting(defined) == [])
        #expect(Set(defined).subtracting(used) == [])
    }

    @Test("Every code of ours that a bundle has is in its code system")
    func codesAreDefined() throws {
        var codes: [String: Set<String>] = [:]
        for system in try definitions() where system.typeName == "CodeSystem" {
            let names = system.children(named: "concept").compactMap { $0.child(named: "code")?.value }
            codes[system.child(named: "url")?.value ?? ""] = Set(names)
        }
        for seed in 0..<20 {
            var generator = RecordGenerator(seed: seed)
            for coding in elements(try generator.record().bundle().element, type: "Coding") {
                guard let system = coding.child(named: "system")?.value, system.hasPrefix(Self.base) else { continue }
                let code = try #require(coding.child(named: "code")?.value)
                #expect(codes[system]?.contains(code) == true, "\(system) \(code)")
            }
        }
    }

    private func collect(_ element: Element, _ used: inout Set<String>) {
        for child in element.children {
            if child.name == "url" || child.name == "profile", let value = child.value, value.hasPrefix(Self.base) {
                used.insert(value)
            }
            collect(child, &used)
        }
    }

    private func elements(_ element: Element, type: String) -> [Element] {
        (element.typeName == type ? [element] : []) + element.children.flatMap { elements($0, type: type) }
    }
}
