#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

extension Input {
    /// The inputs that the words of a call stand for: files, `-`, and the files of folders with their subfolders, sorted by name.
    /// - Throws: nothing is there, or a folder without such files.
    static func inputs(_ words: [String], extensions: [String] = resourceExtensions) throws(CommandFailure) -> [Input] {
        var inputs: [Input] = []
        for word in words {
            if word.isEmpty {
                throw CommandFailure(.usage, "an empty word stands where a file must; is a variable of the shell empty?")
            } else if word == "-" {
                inputs.append(Input(name: "-", stem: "stdin"))
            } else if Glob.isPattern(word), !exists(word) {
                let paths: [String] = Glob.paths(word)
                var found: [Input] = []
                for path in paths {
                    found += FolderIdentity(path) == nil ? [Input(path: path)] : try below(path, extensions)
                }
                if found.isEmpty { throw CommandFailure(.cannotRun, "\(word): no file matches; check the pattern") }
                inputs += found
            } else if try isFolder(word) {
                let found: [Input] = try below(word, extensions)
                if found.isEmpty {
                    let kinds: String = extensions.map { "*." + $0 }.joined(separator: ", ")
                    throw CommandFailure(
                        .cannotRun, "\(word): a folder without resources (\(kinds)); name a folder that has some")
                }
                inputs += found
            } else {
                inputs.append(Input(path: word))
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

    private init(name: String, below folder: String) {
        self.init(name: (folder.hasSuffix("/") ? folder : folder + "/") + name, stem: Input.withoutExtension(name))
    }

    private init(path: String) {
        let last: Substring = path.split(separator: "/").last ?? Substring(path)
        self.init(name: path, stem: Input.withoutExtension(String(last)))
    }

    /// The files of a folder and its subfolders.
    private static func below(_ folder: String, _ extensions: [String]) throws(CommandFailure) -> [Input] {
        let names: [String] = try files(in: folder, below: "") { name in extensions.contains { name.hasSuffix("." + $0) } }
        return names.map { Input(name: $0, below: folder) }
    }

    private static func exists(_ path: String) -> Bool {
        var status = stat()
        return stat(path, &status) == 0
    }

    private static func isFolder(_ path: String) throws(CommandFailure) -> Bool {
        var status = stat()
        if stat(path, &status) != 0 {
            throw CommandFailure(.cannotRun, "\(path): cannot be read: \(systemMessage()); \(advice(path, "check the path"))")
        }
        return status.st_mode & S_IFMT == S_IFDIR
    }

    /// Paths of the files below a folder that `isWanted`, relative to it, sorted bytewise. A link to a folder that it lies in is not
    /// followed; what leads nowhere, and a folder that cannot be read, stand among the files: they are told when they are read.
    /// - Parameter above: the folder and those that it lies in.
    private static func files(
        in folder: String, below prefix: String, above: [FolderIdentity] = [], _ isWanted: (String) -> Bool
    ) throws(CommandFailure) -> [String] {
        guard let directory = opendir(folder) else {
            if !prefix.isEmpty { return [String(prefix.dropLast())] }
            throw CommandFailure(.cannotRun, "\(folder): cannot be read: \(systemMessage()); check its permissions")
        }
        defer { closedir(directory) }
        guard let identity = FolderIdentity(folder), !above.contains(identity) else { return [] }
        var found: [String] = []
        while let entry = readdir(directory) {
            let name: String = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name.hasPrefix(".") { continue }
            let path: String = folder + "/" + name
            if FolderIdentity(path) != nil {
                found += try files(in: path, below: prefix + name + "/", above: above + [identity], isWanted)
            } else if isWanted(name) {
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

/// A folder, whatever its names.
private struct FolderIdentity: Equatable {
    private let device: UInt64
    private let number: UInt64

    /// Nil where no folder is.
    init?(_ path: String) {
        var status = stat()
        guard stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFDIR else { return nil }
        device = UInt64(status.st_dev)
        number = UInt64(status.st_ino)
    }
}
