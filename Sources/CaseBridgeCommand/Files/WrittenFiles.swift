#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The files that a call reads and those that it writes: nothing that is written takes the place of something that is read, or of
/// another output of the same call. Names do not count, as links and `./` lead to the same file.
struct WrittenFiles {
    private let sources: [String]
    private var read: Set<FileIdentity>?
    private var written: [FileEntry: String] = [:]

    /// - Parameter sources: paths of what is read; `-` and what is no file are passed over.
    init(reading sources: [String]) { self.sources = sources }

    /// Takes a place for an output.
    /// - Parameter what: who asks for it: an option, or the input that the output is made from.
    /// - Throws: a file that is read stands there, or another output will.
    mutating func claim(_ path: String, for what: String) throws(CommandFailure) {
        if let identity = FileIdentity(path) {
            let read: Set<FileIdentity> = self.read ?? Set(sources.lazy.filter { $0 != "-" }.compactMap { FileIdentity($0) })
            self.read = read
            if read.contains(identity) {
                throw CommandFailure(
                    .cannotRun, "\(path): is read by this call, and would be written over (\(what)); name another place")
            }
        }
        guard let entry = FileEntry(path), let other = written.updateValue(what, forKey: entry) else { return }
        if what.hasPrefix("--") && other.hasPrefix("--") {
            throw CommandFailure(.usage, "\(other) and \(what) name the same file, \(path): name two")
        }
        throw CommandFailure(
            .cannotRun, "\(what): would write \(path), which is already made from \(other); convert them into two folders")
    }
}

/// A regular file, whatever its names.
private struct FileIdentity: Hashable {
    private let device: UInt64
    private let number: UInt64

    /// Nil where no regular file is.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}

/// A name in a folder, whether a file is there or not.
private struct FileEntry: Hashable {
    private let device: UInt64
    private let folder: UInt64
    private let name: String

    /// Nil where the folder is not there, or where a device or pipe is: several may write into that.
    init?(_ path: String) {
        var status = stat()
        if stat(path, &status) == 0, status.st_mode & S_IFMT != S_IFREG { return nil }
        guard stat(folderName(of: path), &status) == 0 else { return nil }
        device = UInt64(status.st_dev)
        folder = UInt64(status.st_ino)
        name = String(path[(path.lastIndex(of: "/").map { path.index(after: $0) } ?? path.startIndex)...])
    }
}

/// The folder that a path lies in.
func folderName(of path: String) -> String {
    path.lastIndex(of: "/").map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
}
