import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One input: a file or standard input.
struct Input: Sendable {
    /// As reports name it: the path as given, or `-`.
    let name: String
    /// Its path below the folder that was named, without the last extension: the name of what is made from it.
    let stem: String

    /// Extensions of the files that a folder stands for.
    static let resourceExtensions: [String] = ["json", "xml"]

    /// Extensions of everything that `convert` reads.
    static let convertibleExtensions: [String] = ["json", "xml", "ndjson", "json.gz", "xml.gz", "ndjson.gz"]

    /// Its name says that it is NDJSON.
    var isNamedLines: Bool { [".ndjson", ".ndjson.gz", ".jsonl", ".jsonl.gz"].contains { name.hasSuffix($0) } }

    /// All its bytes, unpacked if they are gzip.
    func read() throws(CommandFailure) -> [UInt8] {
        do throws(StreamError) {
            return try open().readAll()
        } catch {
            throw failure(error)
        }
    }

    /// Its bytes as a stream, unpacked if they are gzip. Pipes are read as files are.
    func open() throws(StreamError) -> ByteInput {
        name == "-" ? try ByteInput(descriptor: STDIN_FILENO) : try ByteInput(path: name)
    }

    /// It is a file that can be opened again.
    var isRegular: Bool { size != nil }

    /// Its bytes as they stand on the disk; nil if it is no file.
    var size: Int? {
        var status = stat()
        return name != "-" && stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG ? Int(status.st_size) : nil
    }

    /// What a stream's error means for the run.
    func failure(_ error: StreamError, excerpt: SourceExcerpt? = nil) -> CommandFailure {
        switch error {
        case .unreadable(let reason):
            let advice: String = Input.advice(name, "check the path and its permissions")
            return CommandFailure(.cannotRun, "\(name): cannot be read: \(reason); \(advice)")
        case .compressed(let reason):
            return CommandFailure(.notInput, "\(name): \(reason)")
        case .content(let error):
            let place: String = error.position.map { "\(name):\($0)" } ?? name
            let shown: String = excerpt.map { $0.lines.map { "\n    " + $0 }.joined() } ?? ""
            return CommandFailure(
                .notInput, "\(place): \(error.message)" + (error.path.map { " (at \(PathText.shortened($0)))" } ?? "") + shown)
        }
    }

    /// What a person can do about a path that leads nowhere. Names are text here: bytes that are none have been replaced.
    static func advice(_ path: String, _ otherwise: String) -> String {
        path.unicodeScalars.contains("\u{FFFD}")
            ? "its name is no UTF-8: rename it, or give its content to standard input (-)" : otherwise
    }
}
