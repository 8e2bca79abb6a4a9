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

    /// The inputs that the words of a call stand for: files, `-`, and the files of folders with their subfolders, sorted by name.
    /// - Throws: nothing is there, or a folder without such files.
    static func inputs(_ words: [String], extensions: [String] = resourceExtensions) throws(CommandFailure) -> [Input] {
        var inputs: [Input] = []
        for word in words {
            if word == "-" {
                inputs.append(Input(name: "-", stem: "stdin"))
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

    /// All its bytes. Pipes are read as files are.
    func read() throws(CommandFailure) -> [UInt8] {
        let descriptor: Int32 = name == "-" ? STDIN_FILENO : open(name, O_RDONLY)
        if descriptor < 0 { throw unreadable() }
        defer { if name != "-" { close(descriptor) } }
        var status = stat()
        let known: Int = fstat(descriptor, &status) == 0 ? Int(status.st_size) : 0
        var bytes: [UInt8] = []
        while true {
            // The first piece holds a whole file and sees its end; a pipe comes in pieces that grow.
            let room: Int = max(bytes.isEmpty ? known + 1 : bytes.count, 1 << 16)
            var failed: Bool = false
            var ended: Bool = false
            let piece: [UInt8] = Array(unsafeUninitializedCapacity: room) { buffer, count in
                while count < room && !ended && !failed {
                    let got: Int = Glibc.read(descriptor, buffer.baseAddress.map { $0 + count }, room - count)
                    if got > 0 { count += got } else if got == 0 { ended = true } else if errno != EINTR { failed = true }
                }
            }
            if failed { throw unreadable() }
            if bytes.isEmpty { bytes = piece } else { bytes += piece }
            if ended { return bytes }
        }
    }

    private func unreadable() -> CommandFailure {
        CommandFailure(.cannotRun, "\(name): cannot be read: \(systemMessage()); check the path and its permissions")
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
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex, !name[dot...].contains("/") else { return name }
        return String(name[..<dot])
    }
}
