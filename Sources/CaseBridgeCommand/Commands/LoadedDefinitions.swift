import ArgumentParsing
import CaseBridge

/// The definitions beside those that are built in.
struct LoadedDefinitions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Profiles, extensions, value sets, code systems: a file (JSON, XML, NDJSON, .tgz), or a folder such as --load profiles/.",
            valueName: "file"))
    var load: [String] = []

    @Option(
        name: .customLong("package"),
        help: ArgumentHelp(
            "FHIR package: a .tgz file or folder, or name#version from ~/.fhir/packages, for example --package hl7.fhir.us.core#3.1.0.",
            valueName: "package"))
    var packages: [String] = []

    func validate() throws { try EmptyWords.refuse(["--load": load, "--package": packages]) }

    /// What the options name; nil where they name nothing.
    func library() throws(CommandFailure) -> ResourceLibrary? {
        if load.isEmpty && packages.isEmpty { return nil }
        var loader = LibraryLoader()
        do throws(LibraryError) {
            for path in load { try loader.load(path) }
            for package in packages { try loader.loadPackage(package) }
            let library: ResourceLibrary = try loader.library()
            for note in loader.notes { tell("note: \(note)") }
            return library
        } catch {
            throw CommandFailure(error.code == .notAResource ? .notInput : .cannotRun, error.description)
        }
    }
}
