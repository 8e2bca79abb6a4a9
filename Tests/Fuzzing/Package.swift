// swift-tools-version: 6.2
import PackageDescription

// Built with `swift build --sanitize=fuzzer --sanitize=address`: libFuzzer brings the main function. See Scripts/fuzz.
let package = Package(
    name: "Fuzzing",
    platforms: [.macOS(.v15)],
    dependencies: [.package(name: "CaseBridge", path: "../..")],
    targets: [
        .target(name: "FuzzSupport", dependencies: [.product(name: "FHIRCore", package: "CaseBridge")]),
        .executableTarget(name: "FuzzJSON", dependencies: ["FuzzSupport"]),
        .executableTarget(name: "FuzzXML", dependencies: ["FuzzSupport"]),
        .executableTarget(
            name: "FuzzValidation", dependencies: ["FuzzSupport", .product(name: "FHIRValidation", package: "CaseBridge")]),
        .executableTarget(
            name: "FuzzFHIRPath", dependencies: ["FuzzSupport", .product(name: "FHIRPath", package: "CaseBridge")]),
    ],
    swiftLanguageModes: [.v6]
)
