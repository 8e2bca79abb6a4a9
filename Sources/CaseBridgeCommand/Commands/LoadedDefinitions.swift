import CaseBridge

extension ResourceLibrary {
    /// The definitions that `--load` and `--package` name; nil where they name none.
    static func loaded(from paths: [String], packages: [String]) throws(CommandFailure) -> ResourceLibrary? {
        if paths.isEmpty && packages.isEmpty { return nil }
        var loader = LibraryLoader()
        do throws(LibraryError) {
            for path in paths { try loader.load(path) }
            for package in packages { try loader.loadPackage(package) }
            let library: ResourceLibrary = try loader.library()
            for note in loader.notes { tell("note: \(note)") }
            return library
        } catch {
            throw CommandFailure(error.code == .notAResource ? .notInput : .cannotRun, error.description)
        }
    }
}
