import Compression

/// Reads the files of a package from its archive, in memory.
enum Archive {
    /// The JSON files of the folder `package`, not those of folders below.
    static func files(_ bytes: [UInt8], path: String) throws(DefinitionsError) -> [PackageFile] {
        do {
            let archive = try ArchiveReader(bytes)
            var files: [PackageFile] = []
            while let entry = try archive.next() {
                let parts: [Substring] = entry.path.split(separator: "/").filter { $0 != "." }
                guard entry.kind == .file, parts.count == 2, parts[0] == "package", parts[1].hasSuffix(".json") else { continue }
                files.append(PackageFile(name: String(parts[1]), bytes: try archive.contents()))
            }
            return files
        } catch {
            throw DefinitionsError(path, "\(error)")
        }
    }
}
