#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// Reads files with POSIX calls, so that pipes and `/dev/fd/3` serve as well.
enum Files {
    /// The JSON files of a folder (or of `package` in it), not those of folders below.
    static func package(at path: String) throws(DefinitionsError) -> [PackageFile] {
        let folder: String = isFolder("\(path)/package") ? "\(path)/package" : path
        var files: [PackageFile] = []
        for name in try names(in: folder) where name.hasSuffix(".json") {
            files.append(PackageFile(name: name, bytes: try bytes(of: "\(folder)/\(name)")))
        }
        return files
    }

    /// The names in a folder, sorted.
    static func names(in folder: String) throws(DefinitionsError) -> [String] {
        guard let handle = opendir(folder) else { throw DefinitionsError(folder, reason()) }
        defer { closedir(handle) }
        var names: [String] = []
        while let entry = readdir(handle) {
            names.append(
                withUnsafePointer(to: &entry.pointee.d_name) {
                    $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
                })
        }
        return names.sorted()
    }

    static func remove(_ path: String) throws(DefinitionsError) {
        guard unlink(path) == 0 else { throw DefinitionsError(path, reason()) }
    }

    /// Leaves a file with the same bytes untouched, so that a build does not compile it again.
    static func saveIfChanged(_ bytes: [UInt8], to path: String) throws(DefinitionsError) {
        if let old = try? Self.bytes(of: path), old == bytes { return }
        try save(bytes, to: path)
    }

    static func isFolder(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFDIR
    }

    static func bytes(of path: String) throws(DefinitionsError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY)
        guard descriptor >= 0 else { throw DefinitionsError(path, reason()) }
        defer { close(descriptor) }
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = read(descriptor, &buffer, buffer.count)
            if count < 0 { throw DefinitionsError(path, reason()) }
            if count == 0 { return bytes }
            bytes.append(contentsOf: buffer[..<count])
        }
    }

    /// Beside its place first, then renamed, so that a reader never sees half a file.
    static func save(_ bytes: [UInt8], to path: String) throws(DefinitionsError) {
        let temporary = "\(path).new"
        let descriptor = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o644)
        guard descriptor >= 0 else { throw DefinitionsError(path, reason()) }
        var written = 0
        let failed: Bool = bytes.withUnsafeBytes { buffer in
            while written < buffer.count {
                let count = write(descriptor, buffer.baseAddress! + written, buffer.count - written)
                if count < 0 { return true }
                written += count
            }
            return false
        }
        guard close(descriptor) == 0, !failed, rename(temporary, path) == 0 else {
            let reason = reason()
            unlink(temporary)
            throw DefinitionsError(path, reason)
        }
    }

    /// A line on standard error.
    static func report(_ message: String) {
        let line: [UInt8] = Array("\(message)\n".utf8)
        _ = line.withUnsafeBytes { write(STDERR_FILENO, $0.baseAddress, $0.count) }
    }

    private static func reason() -> String { String(cString: strerror(errno)) }
}
