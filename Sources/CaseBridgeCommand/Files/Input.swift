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

    /// The inputs that the words of a call stand for: files, `-`, and the files of folders with their subfolders, sorted by name.
    /// - Throws: nothing is there, or a folder without such files.
    static func inputs(_ words: [String], extensions: [String] = resourceExtensions) throws(CommandFailure) -> [Input] {
        var inputs: [Input] = []
        for word in words {
            if word == "-" {
                inputs.append(Input(name: "-", stem: "stdin"))
            } else if Glob.isPattern(word), !exists(word) {
                let paths: [String] = Glob.paths(word)
                if paths.isEmpty { throw CommandFailure(.cannotRun, "\(word): no file matches; check the pattern") }
                inputs += try Input.inputs(paths, extensions: extensions)
            } else if try isFolder(word) {
                let files: [String] = try files(in: word, below: "").filter { name in
                    extensions.contains { name.hasSuffix("." + $0) }
                }
                if files.isEmpty {
                    let kinds: String = extensions.map { "*." + $0 }.joined(separator: ", ")
                    throw CommandFailure(
                        .cannotRun, "\(word): a folder without resources (\(kinds)); name a folder that has some")
                }
                let base: String = word.hasSuffix("/") ? word : word + "/"
                inputs += files.map { Input(name: base + $0, stem: withoutExtension($0)) }
            } else {
                let last: Substring = word.split(separator: "/").last ?? Substring(word)
                inputs.append(Input(name: word, stem: withoutExtension(String(last))))
            }
        }
        return inputs
    }

    /// The inputs that the words stand for; a word that stands for none is told and noted, and the others go on.
    static func inputs(
        _ words: [String], extensions: [String] = resourceExtensions, noting session: inout Session
    ) -> [Input] {
        var inputs: [Input] = []
        for word in words { session.attempt { _ in inputs += try Input.inputs([word], extensions: extensions) } }
        return inputs
    }

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
    var isRegular: Bool {
        var status = stat()
        return name != "-" && stat(name, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }

    /// What a stream's error means for the run.
    func failure(_ error: StreamError, excerpt: SourceExcerpt? = nil) -> CommandFailure {
        switch error {
        case .unreadable(let reason):
            return CommandFailure(.cannotRun, "\(name): cannot be read: \(reason); check the path and its permissions")
        case .compressed(let reason):
            return CommandFailure(.notInput, "\(name): \(reason)")
        case .content(let error):
            let place: String = error.position.map { "\(name):\($0)" } ?? name
            let shown: String = excerpt.map { $0.lines.map { "\n    " + $0 }.joined() } ?? ""
            return CommandFailure(.notInput, "\(place): \(error.message)" + (error.path.map { " (at \($0))" } ?? "") + shown)
        }
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    private static func isFolder(_ path: String) throws(CommandFailure) -> Bool {
        var status = stat()
        if stat(path, &status) != 0 {
            throw CommandFailure(.cannotRun, "\(path): cannot be read: \(systemMessage()); check the path")
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// Paths of the files below a folder, relative to it, sorted bytewise.
    private static func files(in folder: String, below prefix: String) throws(CommandFailure) -> [String] {
        guard let directory = opendir(folder) else {
            throw CommandFailure(.cannotRun, "\(folder): cannot be read: \(systemMessage())")
        }
        defer { closedir(directory) }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name: String = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let path: String = folder + "/" + name
            if try isFolder(path) {
                found += try files(in: path, below: prefix + name + "/")
            } else {
                found.append(prefix + name)
            }
        }
        return found.sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    }

    private static func withoutExtension(_ name: String) -> String {
        if name.hasSuffix(".gz") && name.count > 3 { return withoutExtension(String(name.dropLast(3))) }
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") else { return name }
        return String(name[..<dot])
    }
}
