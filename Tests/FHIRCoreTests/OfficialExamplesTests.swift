import FHIRCore
import FoundationEssentials
import Testing

/// The folder `../shared` beside the package, where the suites lie; tests that need it say that they were skipped without it.
enum Shared {
    static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/") + "/shared"
    }()
    static let isThere: Bool = FileManager.default.fileExists(atPath: root + "/README.md")

    static func files(_ folder: String, suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).filter { $0.hasSuffix(suffix) }.sorted()
            .map { root + "/" + folder + "/" + $0 }
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

@Suite(.enabled(if: Shared.isThere, "needs ../shared/fhir/r4/examples, which is not there"))
struct OfficialExamplesTests {
    @Test("every official example is unchanged after JSON -> XML -> JSON and JSON -> JSON")
    func roundTrips() throws {
        let files: [String] = try Shared.files("fhir/r4/examples", suffix: ".json")
        #expect(files.count > 700)
        for file in files {
            // A line end in narrative is LF once it has been XML (XML 1.0, 2.11).
            let bytes: [UInt8] = Array(
                String(decoding: try Shared.bytes(file), as: UTF8.self).replacing("\\r\\n", with: "\\n").utf8)
            let tree: ElementTree = try ElementTree.read(json: bytes)
            let again: Written = tree.json()
            #expect(again.losses.isEmpty, "\(file)")
            #expect(try CanonicalForm.json(.read(again.bytes)) == CanonicalForm.json(.read(bytes)), "\(file): JSON -> JSON")
            let xml: Written = tree.xml()
            #expect(xml.losses.isEmpty, "\(file): \(xml.losses)")
            let back: ElementTree = try ElementTree.read(xml: xml.bytes)
            #expect(back.root == tree.root, "\(file): JSON -> XML -> tree")
            #expect(back.json().bytes == again.bytes, "\(file): JSON -> XML -> JSON")
            #expect(back.findings.isEmpty, "\(file): \(back.findings)")
        }
    }
}
