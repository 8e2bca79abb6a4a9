import FHIRCore
import Hashing

/// A FHIR package: its name, and its definitions by file name.
struct Package {
    /// The archive or folder, as the caller named it.
    var path: String
    var name: String
    var version: String
    var fhirVersion: String
    /// Of the archive; of an unpacked folder, of the names and bytes of its files.
    var sha256: String
    /// Sorted by name, bytewise.
    var files: [PackageFile]

    /// - Parameter files: those of the folder `package` of the archive, by their name in it.
    init(path: String, files: [PackageFile], sha256: String = "") throws(DefinitionsError) {
        self.path = path
        self.sha256 = sha256
        guard let manifest = files.first(where: { $0.name == "package.json" }) else {
            throw DefinitionsError(path, "has no package.json: give a FHIR package (.tgz), or the folder that it unpacks to")
        }
        let json: JSONValue = try manifest.json()
        guard let name = json["name"]?.string, let version = json["version"]?.string else {
            throw DefinitionsError(path, at: "package.json", "has no `name` or no `version`")
        }
        let versions: [String] = json.strings("fhirVersions") + json.strings("fhir-version-list")
        guard let fhirVersion = versions.first else {
            throw DefinitionsError(path, at: "package.json", "has no `fhirVersions`")
        }
        self.name = name
        self.version = version
        self.fhirVersion = fhirVersion
        self.files = files.sorted { Array($0.name.utf8).lexicographicallyPrecedes(Array($1.name.utf8)) }
    }
}

/// One file of a package.
struct PackageFile {
    var name: String
    var bytes: [UInt8]

    func json() throws(DefinitionsError) -> JSONValue {
        do {
            return try JSONValue.read(bytes)
        } catch {
            throw DefinitionsError(name, "\(error)")
        }
    }
}

extension Package {
    /// Reads a package from a .tgz or from the folder that it unpacks to; both give the same files.
    static func read(at path: String) throws(DefinitionsError) -> Package {
        if Files.isFolder(path) {
            let files: [PackageFile] = try Files.package(at: path)
            return try Package(path: path, files: files, sha256: contentHash(files))
        }
        let bytes: [UInt8] = try Files.bytes(of: path)
        return try Package(
            path: path, files: try Archive.files(bytes, path: path), sha256: SHA256.digest(of: bytes).hex)
    }

    private static func contentHash(_ files: [PackageFile]) -> String {
        var hash = SHA256()
        for file in files {
            hash.update(Array("\(file.name) \(file.bytes.count)\n".utf8))
            hash.update(file.bytes)
        }
        return hash.finish().hex
    }
}
