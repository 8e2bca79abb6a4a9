import FoundationEssentials
import Testing

@testable import FHIRCore

@Suite("Libraries of definitions")
struct LibraryTests {
    private static func valueSet(_ url: String, version: String?, imports: String? = nil) -> String {
        let stated: String = version.map { #""version":"\#($0)","# } ?? ""
        let include: String = imports.map { #"{"valueSet":["\#($0)"]}"# } ?? #"{"system":"http://x.org/cs"}"#
        return #"{"resourceType":"ValueSet","url":"\#(url)",\#(stated)"status":"active","compose":{"include":[\#(include)]}}"#
    }

    private static func element(_ text: String) throws -> Element { try ElementTree.read(json: Array(text.utf8)).root }

    @Test(
        "of several versions the one that is asked for counts, else the newest",
        arguments: [
            ("http://x.org/vs", "1.10.0", "numbers are compared as numbers"),
            ("http://x.org/vs|1.9.0", "1.9.0", "the version named"),
            ("http://x.org/vs|1.9", "1.9.0", "the first parts of the version"),
            ("http://x.org/vs|2.0.0-draft", "2.0.0-draft", "a draft that is named"),
        ])
    func versions(asked: String, expected: String, reason: String) throws {
        let texts: [String] = ["1.9.0", "1.10.0", "1.2.0"].map { LibraryTests.valueSet("http://x.org/vs", version: $0) }
        var all: [Element] = try texts.map(LibraryTests.element)
        if asked.hasSuffix("draft") {
            all.append(try LibraryTests.element(LibraryTests.valueSet("http://x.org/vs", version: "2.0.0-draft")))
        }
        let found: Element? = ResourceLibrary(all).resource(asked)
        #expect(found?.child(named: "version")?.value == expected, "\(reason)")
    }

    @Test("a version that is not there is not replaced by another one")
    func noOtherVersion() throws {
        let library = ResourceLibrary([try LibraryTests.element(LibraryTests.valueSet("http://x.org/vs", version: "1.0.0"))])
        #expect(library.resource("http://x.org/vs|2.0.0") == nil)
        #expect(library.resource("http://x.org/vs|1.0.0") != nil)
    }

    @Test(
        "versions are put in order",
        arguments: [
            ("1.9.0", "1.10.0", true), ("1.10.0", "1.9.0", false), ("1.0.0-ballot", "1.0.0", true),
            ("1.0.0", "1.0.0-ballot", false),
            ("1.0", "1.0.1", true), ("2018-08-12", "2020-01-01", true), ("1.0.0", "1.0.0", false),
        ])
    func order(left: String, right: String, isOlder: Bool) { #expect(Canonical.isOlder(left, right) == isOlder) }

    // MARK: Packages

    /// A folder of packages: each with its files by name.
    private static func packages(_ packages: [String: [String: String]]) throws -> String {
        let root: String =
            FileManager.default.temporaryDirectory.path + "/casebridge-library-\(UInt64.random(in: 0...UInt64.max))"
        for (name, files) in packages {
            let folder: String = root + "/" + name + "/package"
            try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
            for (file, text) in files { try Data(text.utf8).write(to: URL(filePath: folder + "/" + file)) }
        }
        return root
    }

    private static func manifest(_ name: String, _ version: String, _ dependencies: String = "") -> String {
        #"{"name":"\#(name)","version":"\#(version)","fhirVersions":["4.0.1"],"dependencies":{\#(dependencies)}}"#
    }

    @Test("what a package refers to without a version comes from the packages it builds on")
    func pinned() throws {
        let base: (String) -> [String: String] = { version in
            [
                "package.json": LibraryTests.manifest("base", version),
                "vs.json": LibraryTests.valueSet("http://x.org/vs", version: version),
            ]
        }
        let root: String = try LibraryTests.packages([
            "base#1.0.0": base("1.0.0"), "base#2.0.0": base("2.0.0"),
            "top#1.0.0": [
                "package.json": LibraryTests.manifest("top", "1.0.0", #""base":"1.0.0""#),
                "vs.json": LibraryTests.valueSet("http://x.org/top", version: "1.0.0", imports: "http://x.org/vs"),
            ],
        ])
        defer { try? FileManager.default.removeItem(atPath: root) }
        var loader = LibraryLoader(packageFolder: root)
        try loader.loadPackage("base#2.0.0")
        try loader.loadPackage("top#1.0.0")
        let library: ResourceLibrary = try loader.library()
        #expect(library.packages.map { $0.name + "#" + $0.version } == ["base#2.0.0", "top#1.0.0", "base#1.0.0"])
        let include: Element? = library.resource("http://x.org/top")?.child(named: "compose")?.child(named: "include")
        #expect(include?.child(named: "valueSet")?.value == "http://x.org/vs|1.0.0")
        #expect(library.resource("http://x.org/vs")?.child(named: "version")?.value == "2.0.0")
    }

    @Test("a package that is built on and not there is noted")
    func missingDependency() throws {
        let root: String = try LibraryTests.packages([
            "top#1.0.0": ["package.json": LibraryTests.manifest("top", "1.0.0", #""gone":"1.0.0","hl7.fhir.r4.core":"4.0.1""#)]
        ])
        defer { try? FileManager.default.removeItem(atPath: root) }
        var loader = LibraryLoader(packageFolder: root)
        try loader.loadPackage("top")
        _ = try loader.library()
        #expect(loader.notes.count == 1)
        #expect(loader.notes.first?.contains("gone#1.0.0") == true)
    }

    @Test("definitions of another FHIR version stand behind those at hand")
    func foreign() throws {
        let root: String = try LibraryTests.packages([
            "five#1.0.0": [
                "package.json": #"{"name":"five","version":"1.0.0","fhirVersions":["5.0.0"]}"#,
                "vs.json": LibraryTests.valueSet("http://x.org/vs", version: "5.0.0"),
            ]
        ])
        defer { try? FileManager.default.removeItem(atPath: root) }
        var loader = LibraryLoader(packageFolder: root)
        try loader.loadPackage("five#1.0.0")
        let library: ResourceLibrary = try loader.library()
        #expect(library.resource("http://x.org/vs", schema: .r4, isForeign: false) == nil)
        #expect(library.resource("http://x.org/vs") != nil)
    }

    @Test(
        "a package that cannot be used says why",
        arguments: [
            (["package.json": "{}"], LibraryError.Code.brokenPackage, "a manifest without a name"),
            (["a.json": "{}"], .brokenPackage, "no manifest"),
            (["package.json": #"{"name":"p"}"#, "a.json": "{\"url\":"], .brokenPackage, "a file that is no JSON"),
        ])
    func broken(files: [String: String], code: LibraryError.Code, reason: String) throws {
        let root: String = try LibraryTests.packages(["p#1": files])
        defer { try? FileManager.default.removeItem(atPath: root) }
        #expect(throws: LibraryError.self, "\(reason)") {
            do {
                var loader = LibraryLoader(packageFolder: root)
                try loader.loadPackage("p#1")
            } catch let error as LibraryError {
                #expect(error.code == code)
                throw error
            }
        }
    }

    @Test("packed packages are read", .enabled(if: Shared.isThere, "needs ../shared"))
    func packed() throws {
        var loader = LibraryLoader(packageFolder: "/nowhere")
        try loader.loadPackage(Shared.root + "/fhir/packages/hl7.fhir.us.core-3.1.0.tgz")
        let library: ResourceLibrary = try loader.library()
        #expect(library.packages.first?.name == "hl7.fhir.us.core")
        #expect(
            library.resource("http://hl7.org/fhir/us/core/StructureDefinition/us-core-patient")?.typeName == "StructureDefinition"
        )
        #expect(loader.notes.isEmpty)
    }
}
