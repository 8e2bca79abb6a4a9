import FoundationEssentials

/// Material that lies outside the project, beside it.
enum Shared {
    static let root: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(4).joined(separator: "/") + "/shared"
    }()
    static let isThere: Bool = FileManager.default.fileExists(atPath: root + "/README.md")

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: root + "/" + path))) }

    static func lines(_ path: String) throws -> [Substring] {
        String(decoding: try bytes(path), as: UTF8.self).split(separator: "\n")
    }
}
