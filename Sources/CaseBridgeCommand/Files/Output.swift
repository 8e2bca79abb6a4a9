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
    private var taken: [String: String] = [:]

    /// A folder is made if it is not there; without folder and file results go to standard output.
    init(folder: String?, file: String? = nil) throws(CommandFailure) {
        self.folder = folder
        self.file = file
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
        if let other = taken.updateValue(input, forKey: path) {
            throw CommandFailure(
                .cannotRun, "\(input): would write \(path), which is already made from \(other); convert them into two folders")
        }
        return path
    }

    /// Writes one result; nil is standard output.
    static func write(_ bytes: [UInt8], to path: String?) throws(CommandFailure) {
        guard let path else {
            let error: Int32 = CaseBridgeCommand.write(bytes, to: STDOUT_FILENO)
            if error != 0 { throw CommandFailure(.cannotRun, "standard output cannot be written: \(systemMessage(error))") }
            return
        }
        let temporary: String = "\(path).\(getpid()).part"
        let descriptor: Int32 = open(temporary, O_WRONLY | O_CREAT | O_TRUNC, 0o666)
        if descriptor < 0 { throw unwritable(path, errno) }
        var error: Int32 = CaseBridgeCommand.write(bytes, to: descriptor)
        if close(descriptor) != 0 && error == 0 { error = errno }
        if error == 0 && rename(temporary, path) != 0 { error = errno }
        if error != 0 {
            unlink(temporary)
            throw unwritable(path, error)
        }
    }

    private static func unwritable(_ path: String, _ error: Int32) -> CommandFailure {
        CommandFailure(.cannotRun, "\(path): cannot be written: \(systemMessage(error))")
    }

    private static func makeFolder(_ path: String) throws(CommandFailure) {
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
