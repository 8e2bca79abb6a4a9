import Testing

@testable import DefinitionsCompiler

/// Places that tests need.
enum Places {
    static let root: String = {
        let parts: [Substring] = #filePath.split(separator: "/")
        return "/" + parts.dropLast(3).joined(separator: "/")
    }()
    static let package = "\(root)/../shared/fhir/r4/hl7.fhir.r4.core-4.0.1.tgz"
    static let tables = "\(root)/Sources/CDefinitions"
    static let models = "\(root)/Sources/FHIRModels/Generated"

    static func exists(_ path: String) -> Bool { (try? Files.bytes(of: path)) != nil }
}

/// What is committed is what the compiler makes of the official package.
@Suite(.enabled(if: Places.exists(Places.package), "../shared with the official R4 package is not here"))
struct CompiledTableTests {
    static let official: Result<(package: Package, definitions: Definitions), DefinitionsError> = Result {
        () throws(DefinitionsError) in
        let package = try Package.read(at: Places.package)
        return (package, try DefinitionsReader.read(package))
    }

    @Test func `the table is not stale`() throws {
        let official = try Self.official.get()
        let table: [UInt8] = TableWriter.bytes(official.definitions)
        #expect(
            table == (try Files.bytes(of: "\(Places.tables)/r4.definitions")),
            "r4.definitions differs from what the compiler writes: run `make definitions`")
        #expect(table.count < 6_000_000)
        let line = Inputs.read(in: Places.tables).lines.first { $0.table == "r4.definitions" }
        #expect(line?.sha256 == official.package.sha256)
        #expect(line?.version == "4.0.1")
    }

    @Test func `the file of profiles is not stale`() throws {
        let package: Package = try Self.official.get().package
        #expect(
            try ProfilesFile.bytes(package) == (try Files.bytes(of: "\(Places.tables)/r4.profiles")),
            "r4.profiles differs from what the compiler writes: run `make definitions`")
        #expect(Inputs.read(in: Places.tables).lines.contains { $0.table == "r4.profiles" && $0.sha256 == package.sha256 })
    }

    @Test func `the order of the files does not count`() throws {
        let package: Package = try Self.official.get().package
        let backwards = try Package(path: package.path, files: package.files.reversed())
        #expect(backwards.files.map { $0.name } == package.files.map { $0.name })
    }

    @Test func `the typed models are not stale`() throws {
        let files = try ModelsCommand.files(
            try Self.official.get().definitions, resources: try ModelsCommand.resources(in: Places.models))
        for (name, bytes) in files {
            let committed: [UInt8]? = try? Files.bytes(of: "\(Places.models)/\(name)")
            #expect(committed == bytes, "\(name) differs from what the compiler writes: run `make definitions`")
        }
        let names = Set(files.map { $0.name })
        for name in try Files.names(in: Places.models) where name.hasSuffix(".swift") {
            #expect(names.contains(name), "\(name) is not written any more: run `make definitions`")
        }
    }
}
