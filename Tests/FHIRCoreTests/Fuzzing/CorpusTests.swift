import FHIRCore
import Foundation
import Testing

/// What fuzzing ever found stays mended. `Laws.swift` here is a link to the fuzzers' own.
@Suite struct CorpusTests {
    private static let corpus: URL = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appending(path: "Fuzzing/Corpus")

    private static func inputs(_ format: ResourceFormat) throws -> [URL] {
        try FileManager.default.contentsOfDirectory(at: corpus.appending(path: format.rawValue), includingPropertiesForKeys: nil)
    }

    @Test("every input of the fuzzers' corpus keeps the laws of reading and writing", arguments: ResourceFormat.allCases)
    func laws(format: ResourceFormat) throws {
        let inputs: [URL] = try CorpusTests.inputs(format)
        #expect(inputs.contains { $0.lastPathComponent.hasPrefix("finding-") })
        for input in inputs {
            let bytes = [UInt8](try Data(contentsOf: input))
            do { try Laws.check(bytes, as: format) } catch { Issue.record("\(input.lastPathComponent): \(error)") }
        }
    }
}
