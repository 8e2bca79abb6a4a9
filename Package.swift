// swift-tools-version: 6.2
import PackageDescription

/// In CI every warning is an error; elsewhere a newer compiler's warning must not stop a user's build.
let swiftSettings: [SwiftSetting] =
    Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)]

/// A room round one C library that Debian (apt) and Homebrew (brew) carry.
func systemLibrary(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
    .systemLibrary(name: name, pkgConfig: pkgConfig, providers: [.apt([apt]), .brew([brew])])
}

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
    .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ room: String, _ more: [Target.Dependency] = []) -> Target {
    .testTarget(
        name: room + "Tests", dependencies: [.byName(name: room)] + more, swiftSettings: swiftSettings)
}

let package = Package(
    name: "CaseBridge",
    platforms: [.macOS(.v15)],
    products: [
        .library(name: "CaseBridge", targets: ["CaseBridge"]),
        // Reading and writing alone, for those who need no more; the fuzzers build it.
        .library(name: "FHIRCore", targets: ["FHIRCore"]),
        // Expressions alone, with the tree that they work on.
        .library(name: "FHIRPath", targets: ["FHIRCore", "FHIRPath"]),
        // Validation and its reports, without the typed models.
        .library(name: "FHIRValidation", targets: ["FHIRCore", "FHIRValidation"]),
        .executable(name: "casebridge", targets: ["CaseBridgeCommand"]),
    ],
    targets: [
        systemLibrary("CLibXML2", pkgConfig: "libxml-2.0", apt: "libxml2-dev", brew: "libxml2"),
        systemLibrary("CLibYAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
        systemLibrary("CLibArchive", pkgConfig: "libarchive", apt: "libarchive-dev", brew: "libarchive"),
        systemLibrary("CZlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
        systemLibrary("CPCRE2", pkgConfig: "libpcre2-8", apt: "libpcre2-dev", brew: "pcre2"),
        systemLibrary("CNettle", pkgConfig: "nettle", apt: "nettle-dev", brew: "nettle"),
        .target(
            name: "CDefinitions",
            exclude: [
                "INPUTS", "r4.definitions", "ucum.definitions", "languages", "currencies", "invariants", "profiles.json",
                "r4.profiles",
                "r4.search",
            ]),

        room("YAML", ["CLibYAML"]),
        room("Compression", ["CZlib", "CLibArchive"]),
        room("RegularExpressions", ["CPCRE2"]),
        room("Hashing", ["CNettle"]),
        room("ArgumentParsing", []),

        room("FHIRCore", ["CLibXML2", "CDefinitions", "Compression"]),
        room("UCUM", ["CDefinitions"]),
        room("FHIRPath", ["FHIRCore", "UCUM", "RegularExpressions"]),
        room("FHIRTerminology", ["CDefinitions", "FHIRCore", "UCUM", "RegularExpressions"]),
        room("FHIRValidation", ["FHIRTerminology", "FHIRPath", "RegularExpressions", "Hashing"]),
        .target(
            name: "FHIRModels", dependencies: ["FHIRCore"], exclude: ["Generated/RESOURCES"], swiftSettings: swiftSettings),
        room("CaseRecords", ["FHIRCore", "FHIRModels", "YAML", "RegularExpressions", "Hashing"]),
        room(
            "CaseBridge",
            ["FHIRCore", "FHIRPath", "FHIRModels", "FHIRValidation", "FHIRTerminology", "UCUM", "CaseRecords"]),
        .executableTarget(
            name: "CaseBridgeCommand", dependencies: ["CaseBridge", "ArgumentParsing"], swiftSettings: swiftSettings),
        .executableTarget(
            name: "DefinitionsCompiler",
            dependencies: ["CDefinitions", "FHIRCore", "FHIRPath", "UCUM", "Compression", "Hashing"],
            swiftSettings: swiftSettings),

        tests("YAML"), tests("Compression"), tests("RegularExpressions"), tests("Hashing"), tests("ArgumentParsing"),
        tests("UCUM"), tests("FHIRCore"), tests("FHIRPath"), tests("FHIRTerminology"), tests("FHIRValidation"),
        tests("FHIRModels"), tests("CaseRecords", ["FHIRValidation"]), tests("CaseBridge"),
        tests("CaseBridgeCommand"), tests("DefinitionsCompiler"),
        // What the README shows of the library: examples that run.
        .testTarget(
            name: "SwiftExamples", dependencies: ["CaseBridge"], path: "Examples/swift", swiftSettings: swiftSettings),
    ],
    swiftLanguageModes: [.v6]
)
