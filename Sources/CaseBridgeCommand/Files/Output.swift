#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Where results go: a folder, a file, or standard output. Files are written beside their place and renamed, so that no
/// half-written file ever stands under the output's name.
struct Output {
    private let folder: String?
    private let file: String?
    private var written: WrittenFiles

    /// A folder is made if it is not there; without folder and file results go to standard output.
    /// - Parameter written: what is read and written already, and must not be written over.
    init(folder: String?, file: String? = nil, beside written: WrittenFiles) throws(CommandFailure) {
        self.folder = folder
        self.file = file
        self.written = written
        if let file { try self.written.claim(file, for: "--output") }
        if let folder { try Output.makeFolder(folder) }
    }

    /// Without a folder there is room for one result only.
    /// - Throws: several results and no folder.
    func check(count: Int) throws(CommandFailure) {
        if count > 1 && folder == nil {
            throw CommandFailure(
                .usage, "\(count) results need a folder: give --output-dir; without it one result goes to standard output")
        }
    }

    /// Where the result of an input goes; refuses a second input that would write the same file.
    mutating func place(_ stem: String, _ suffix: String, of input: String) throws(CommandFailure) -> String? {
        guard let folder else { return file }
        let path: String = (folder.hasSuffix("/") ? folder : folder + "/") + stem + "." + suffix
        if let slash = path.lastIndex(of: "/") { try Output.makeFolder(String(path[..<slash])) }
        try written.claim(path, for: input)
        return path
    }

    /// Writes one result; nil is standard output.
    static func write(_ bytes: [UInt8], to path: String?) throws(CommandFailure) {
        let output = try OutputFile(path: path)
        try bytes.withCommandBytes { (buffer) throws(CommandFailure) in try output.write(buffer) }
        try output.finish()
    }

    static func makeFolder(_ path: String) throws(CommandFailure) {
        var status = stat()
        if stat(path, &status) == 0 {
            if status.st_mode & S_IFMT == S_IFDIR { return }
            throw CommandFailure(.cannotRun, "\(path): is no folder; name another one for the output")
        }
        if let slash = path.lastIndex(of: "/"), slash != path.startIndex { try makeFolder(String(path[..<slash])) }
        if mkdir(path, 0o777) != 0 && errno != EEXIST {
            throw CommandFailure(.cannotRun, "\(path): the folder cannot be made: \(systemMessage())")
        }
    }
}

extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with the commands' typed error.
    func withCommandBytes(_ body: (UnsafeRawBufferPointer) throws(CommandFailure) -> Void) throws(CommandFailure) {
        let result: Result<Void, CommandFailure> = withUnsafeBytes { buffer in
            do throws(CommandFailure) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        try result.get()
    }
}
