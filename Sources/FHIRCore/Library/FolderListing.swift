#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Folders of the file system.
enum FolderListing {
    /// What a path leads to.
    enum Kind { case file, folder, nothing }

    /// What a path leads to, links followed.
    static func kind(_ path: String) -> Kind {
        var status = stat()
        if stat(path, &status) != 0 { return .nothing }
        return status.st_mode & S_IFMT == S_IFDIR ? .folder : .file
    }

    /// The names in a folder that do not begin with a dot, sorted bytewise; nil if it cannot be read.
    static func names(in folder: String) -> [String]? {
        guard let directory = opendir(folder) else { return nil }
        defer { closedir(directory) }
        var names: [String] = []
        while let entry = readdir(directory) {
            let name: String = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if !name.hasPrefix(".") { names.append(name) }
        }
        return names.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    /// The home folder of the user.
    static var home: String { getenv("HOME").map { String(cString: $0) } ?? "." }
}
