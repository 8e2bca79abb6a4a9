import CaseRecords
import Foundation

/// Places in the source tree.
enum Repository {
    static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().deletingLastPathComponent()
    static let cases = root.appending(path: "Examples/cases")
    static let tables = root.appending(path: "Examples/tables")
    static let seeds = root.appending(path: "../shared/seeds").standardizedFileURL

    static let hasSeeds = FileManager.default.fileExists(atPath: seeds.path)

    static let caseFiles = [
        "000-cervical-and-lumbar-calcinosis.yaml", "001-tumoural-calcinosis-of-the-neck.yaml",
        "002-pseudotumoral-calcinosis-thoracolumbar.yaml", "004-intraspinal-calcinosis-lumbar.yaml",
    ]

    static func bytes(_ url: URL) throws -> [UInt8] { [UInt8](try Data(contentsOf: url)) }

    static func record(_ file: String) throws -> CaseRecord {
        try CaseFormat.yaml.read(from: bytes(cases.appending(path: file)))
    }

    /// The lines of a report, numbered as `cat -n` does.
    static func lines(ofSeed file: String) throws -> [String] {
        var lines = try String(decoding: bytes(seeds.appending(path: file)), as: UTF8.self).split(
            separator: "\n", omittingEmptySubsequences: false)
        if lines.last == "" { lines.removeLast() }
        return lines.map(String.init)
    }
}
