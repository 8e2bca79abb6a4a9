import FHIRCore
import FoundationEssentials

@testable import FHIRPath

/// The folder `../shared` beside the package, where the suites lie; tests that need it say that they were skipped without it.
enum Shared {
    static let package: String = {
        let parts = #filePath.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast(3).joined(separator: "/")
    }()
    static let root: String = {
        let parts = package.split(separator: "/", omittingEmptySubsequences: false)
        return parts.dropLast().joined(separator: "/") + "/shared"
    }()
    static let isThere: Bool = FileManager.default.fileExists(atPath: root + "/README.md")

    static func files(_ folder: String, suffix: String) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: root + "/" + folder).filter { $0.hasSuffix(suffix) }.sorted()
            .map { root + "/" + folder + "/" + $0 }
    }

    static func bytes(_ path: String) throws -> [UInt8] { [UInt8](try Data(contentsOf: URL(filePath: path))) }
}

/// Profiles as the official suite needs them: the base definitions by their addresses.
struct BaseProfiles: FHIRPathProfiles {
    func conforms(_ element: Element, to profile: String) throws(FHIRPathRefusal) -> Bool {
        guard let type = Schema.r4.allTypes.first(where: { $0.url == profile }) else { throw FHIRPathRefusal("not known") }
        return element.typeName == type.name
    }
    func elementDefinition(of element: Element) -> Element? { nil }
    func items(ofSlice name: String, of structure: String, in element: Element) -> [Element] { [] }
}

/// What an expression gives, each item as its text; an error as `error: code`.
func texts(
    _ expression: String, on element: Element? = nil, in environment: FHIRPathEnvironment = FHIRPathEnvironment(),
    isStrict: Bool = false
) -> [String] {
    do throws(FHIRPathError) {
        let path = try FHIRPath(expression, context: isStrict ? element?.typeName : nil, isStrict: isStrict)
        return try path.evaluate(on: element, in: environment).map { $0.text ?? "<\($0.typeName)>" }
    } catch {
        return ["error: \(error.code)"]
    }
}

func resource(_ json: String) throws -> Element { try ElementTree.read(json: Array(json.utf8)).root }
