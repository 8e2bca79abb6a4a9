import CaseRecords
import FHIRCore
import FHIRModels
import FHIRValidation
import Foundation
import Testing

@Suite("Case files to FHIR bundles and back")
struct BridgeFileTests {
    @Test("A case file comes back equal through JSON and XML", arguments: Repository.caseFiles, ResourceFormat.allCases)
    func comesBackEqual(file: String, format: ResourceFormat) throws {
        let record = try Repository.record(file)
        let written = try record.bundle().element.tree.written(as: format)
        #expect(written.losses.isEmpty)
        let (back, losses) = try CaseRecord.read(bundle: ElementTree.read(written.bytes).root)
        #expect(losses.map { "\($0.path): \($0.message)" } == [])
        #expect(differences(back, record) == [])
    }

    @Test("JSON to XML to JSON changes no byte", arguments: Repository.caseFiles)
    func throughXML(file: String) throws {
        let json = try Repository.record(file).bundle().element.tree.json(.pretty).bytes
        let xml = try ElementTree.read(json).xml(.pretty).bytes
        #expect(try ElementTree.read(xml).json(.pretty).bytes == json)
    }

    @Test("The bundle has no error, against base R4 and our profiles", arguments: Repository.caseFiles)
    func conforms(file: String) throws {
        let found = try errors(Repository.record(file).bundle().element.tree)
        #expect(found == [])
    }

    @Test("Bundles of generated records conform to our profiles", arguments: 0..<5)
    func generatedConform(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let found = try errors(generator.record().bundle().element.tree)
        #expect(found == [])
    }

    @Test("A bundle of a series conforms", arguments: 0..<5)
    func seriesConforms(seed: Int) throws {
        var generator = RecordGenerator(seed: seed)
        let found = try errors(generator.series().bundle().element.tree)
        #expect(found == [])
    }

    @Test("Without a patient, or with a finding that says neither present nor absent, a bundle does not conform")
    func faultsAreFound() throws {
        var bundle = try Repository.record(Repository.caseFiles[0]).bundle()
        bundle.entry.removeAll { $0.resource?.resourceType == "Patient" }
        #expect(try !errors(bundle.element.tree).isEmpty)

        bundle = try Repository.record(Repository.caseFiles[0]).bundle()
        let place = try #require(bundle.entry.firstIndex { $0.resource?.id?.text == "red-fingers" })
        var finding = try #require(bundle.entry[place].resource?.as(Observation.self))
        finding.value = .codeableConcept(CodeableConcept(coding: [Coding(system: "http://example.org", code: "maybe")]))
        bundle.entry[place].resource = AnyResource(finding)
        #expect(try !errors(bundle.element.tree).isEmpty)
    }

    @Test(
        "The XML is valid against the schema of R4",
        .enabled(if: XMLSchema.isHere, "xmllint or ../shared/fhir/r4/xsd is not here"),
        arguments: Repository.caseFiles)
    func isValidXML(file: String) throws {
        #expect(try XMLSchema.faults([Repository.record(file).bundle().element.tree.xml(.pretty).bytes]) == "")
    }

    @Test("Digits of the source stand in YAML, JSON and XML alike")
    func digits() throws {
        let record = try Repository.record(Repository.caseFiles[0])
        let tree = try record.bundle().element.tree
        #expect(String(decoding: tree.json(.pretty).bytes, as: UTF8.self).contains("\"value\": 2.30"))
        #expect(String(decoding: tree.xml(.pretty).bytes, as: UTF8.self).contains("<value value=\"2.30\"/>"))
        let back = try CaseRecord.read(bundle: ElementTree.read(tree.xml(.pretty).bytes).root).record
        #expect(String(decoding: try CaseFormat.yaml.write(back), as: UTF8.self).contains("2.30"))
    }

    private func errors(_ tree: ElementTree) throws -> [String] {
        // Read again, so that a finding has its line.
        let outcome = try Validator().validate(ElementTree.read(tree.json(.pretty).bytes))
        return outcome.issues.filter { $0.severity >= .error }.map { "\($0.path): \($0.message)" }
    }
}

/// `xmllint` with the XML schema of R4.
enum XMLSchema {
    private static let schema = Repository.root.appending(path: "../shared/fhir/r4/xsd/fhir-single.xsd").standardizedFileURL
    private static let tool = URL(filePath: "/usr/bin/xmllint")

    static var isHere: Bool {
        FileManager.default.fileExists(atPath: schema.path) && FileManager.default.isExecutableFile(atPath: tool.path)
    }

    /// What the schema says against documents; empty where it says nothing.
    static func faults(_ documents: [[UInt8]]) throws -> String {
        let folder = FileManager.default.temporaryDirectory.appending(path: "bridge-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let files = try documents.enumerated().map { index, bytes in
            let file = folder.appending(path: "\(index).xml")
            try Data(bytes).write(to: file)
            return file.path
        }
        let process = Process()
        let output = Pipe()
        process.executableURL = tool
        process.arguments = ["--noout", "--schema", schema.path] + files
        process.standardError = output
        try process.run()
        let text = String(decoding: output.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
        process.waitUntilExit()
        return process.terminationStatus == 0 ? "" : text
    }
}
