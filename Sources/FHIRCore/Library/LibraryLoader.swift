import Compression

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Gathers definitions from files, folders and packages into a library.
///
///     var loader = LibraryLoader()
///     try loader.loadPackage("hl7.fhir.us.core#3.1.0")
///     try loader.load("profiles/")
///     let validator = try Validator(library: try loader.library())
public struct LibraryLoader {
    /// The folder of packages that the FHIR tools share: `~/.fhir/packages`.
    public static var userPackages: String { FolderListing.home + "/.fhir/packages" }

    /// The folder in which packages are looked up by name and version.
    public let packageFolder: String
    /// What was not found but does not stop the work: packages that others build on.
    public private(set) var notes: [String] = []
    private var own: [LibraryEntry] = []
    private var packages: [LoadedPackage] = []

    /// A loader that looks packages up in a folder.
    public init(packageFolder: String = LibraryLoader.userPackages) { self.packageFolder = packageFolder }

    /// Takes the definitions of a file (JSON, XML, NDJSON, each also as .gz, a package as .tgz), of all files of a folder and its
    /// subfolders, or of standard input (`-`).
    public mutating func load(_ path: String) throws(LibraryError) {
        if PackageReader.isArchive(path) { return try add(try PackageReader.archive(path)) }
        switch FolderListing.kind(path) {
        case .folder where FolderListing.kind(path + "/package.json") == .file: try add(try PackageReader.folder(path))
        case .folder: try loadFolder(path.hasSuffix("/") ? String(path.dropLast()) : path)
        default: own += try LibraryLoader.entries(ofFile: path)
        }
    }

    /// Takes a package: a .tgz file or unpacked folder by its path, else by name and version (`hl7.fhir.us.core#3.1.0`) from the
    /// package folder; without a version the newest there.
    public mutating func loadPackage(_ word: String) throws(LibraryError) {
        if word.contains("/") || PackageReader.isArchive(word) || FolderListing.kind(word) != .nothing {
            return try add(try PackageReader.read(word))
        }
        let parts: [Substring] = word.split(separator: "#", maxSplits: 1)
        let name: String = parts.first.map(String.init) ?? word
        let wanted = LibraryPackage.Dependency(name: name, version: parts.count > 1 ? String(parts[1]) : "latest")
        guard let folder = PackageReader.folder(of: wanted, in: packageFolder) else {
            throw LibraryError(
                .unreadable, "the package \(word) is not in \(packageFolder): put it there, or name its .tgz file with its path")
        }
        try add(try PackageReader.folder(folder))
    }

    /// The library, with the packages that the loaded ones build on, as far as the package folder has them.
    public mutating func library() throws(LibraryError) -> ResourceLibrary {
        var next: Int = 0
        while next < packages.count {
            for dependency in packages[next].manifest.dependencies { try follow(dependency, of: packages[next].manifest) }
            next += 1
        }
        var entries: [LibraryEntry] = own
        for (number, package) in packages.enumerated() {
            entries += package.entries.map { LibraryEntry(head: $0.head, place: $0.place, package: number) }
        }
        return ResourceLibrary(entries, packages: packages.map(\.manifest))
    }

    private mutating func follow(_ dependency: LibraryPackage.Dependency, of package: LibraryPackage) throws(LibraryError) {
        // The base definitions are embedded; those of another FHIR version would only stand in their way.
        if dependency.name.hasPrefix("hl7.fhir.r"), dependency.name.contains(".core") { return }
        let isThere: Bool = packages.contains {
            $0.manifest.name == dependency.name && dependency.accepts($0.manifest.version)
        }
        if isThere { return }
        if let folder = PackageReader.folder(of: dependency, in: packageFolder) {
            return try add(try PackageReader.folder(folder))
        }
        notes.append(
            "the package \(package.name)#\(package.version) builds on \(dependency.name)#\(dependency.version), which is not in "
                + "\(packageFolder): its definitions are not at hand")
    }

    private mutating func add(_ package: LoadedPackage) throws(LibraryError) {
        let isThere: Bool = packages.contains {
            $0.manifest.name == package.manifest.name && $0.manifest.version == package.manifest.version
        }
        if !isThere { packages.append(package) }
    }

    // MARK: Files

    private static let suffixes: [String] = ["json", "xml", "ndjson", "json.gz", "xml.gz", "ndjson.gz", "tgz", "tar.gz"]

    private mutating func loadFolder(_ folder: String) throws(LibraryError) {
        let before: Int = own.count + packages.count
        try loadFiles(in: folder)
        if own.count + packages.count == before {
            throw LibraryError(.unreadable, "\(folder): a folder without definitions; name a folder that has some")
        }
    }

    private mutating func loadFiles(in folder: String) throws(LibraryError) {
        guard let names = FolderListing.names(in: folder) else {
            throw LibraryError(.unreadable, "\(folder): cannot be read; check the path and its permissions")
        }
        for name in names {
            let path: String = folder + "/" + name
            if FolderListing.kind(path) == .folder {
                try loadFiles(in: path)
            } else if LibraryLoader.suffixes.contains(where: { name.hasSuffix("." + $0) }) {
                try load(path)
            }
        }
    }

    private static func entries(ofFile path: String) throws(LibraryError) -> [LibraryEntry] {
        let bytes: [UInt8] = try read(path)
        if path.hasSuffix(".ndjson") || path.hasSuffix(".ndjson.gz") {
            return ResourceHead.sequence(bytes).filter { !$0.head.url.isEmpty }.map {
                LibraryEntry(head: $0.head, place: .text(bytes, $0.range), package: nil)
            }
        }
        do throws(ReadError) {
            return ResourceLibrary.entries(try ElementTree.read(bytes).root)
        } catch {
            let place: String = error.position.map { "\(path):\($0)" } ?? path
            throw LibraryError(.notAResource, "\(place): \(error.message)")
        }
    }

    /// A file's bytes, unpacked if they are gzip.
    static func read(_ path: String) throws(LibraryError) -> [UInt8] {
        do throws(StreamError) {
            return try (path == "-" ? ByteInput(descriptor: STDIN_FILENO) : ByteInput(path: path)).readAll()
        } catch {
            throw LibraryError(.unreadable, "\(path): cannot be read: \(error); check the path and its permissions")
        }
    }
}
