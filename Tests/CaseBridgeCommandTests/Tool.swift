import Testing

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// The built binary, which the tests of the command line run.
enum Tool {
    /// What a run gave.
    struct Run {
        let status: Int32
        let out: String
        let err: String
    }

    /// The package's folder.
    static let root: String = #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3).joined(separator: "/")
    /// Suites that the project does not carry lie beside it.
    static let shared: String =
        root.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/") + "/shared"
    static let hasShared: Bool = access(shared + "/README.md", R_OK) == 0

    /// `casebridge` in the folder that the test bundle was built to.
    static let path: String = {
        var folder: Substring = CommandLine.arguments[0][...]
        // The bundle, or the toolchain's helper with the bundle among its arguments.
        if let bundle = CommandLine.arguments.first(where: { $0.hasSuffix(".xctest") }) { folder = bundle[...] }
        while let slash = folder.lastIndex(of: "/") {
            folder = folder[..<slash]
            if access(folder + "/casebridge", X_OK) == 0 { return folder + "/casebridge" }
        }
        return root + "/.build/debug/casebridge"
    }()

    /// Runs the binary with arguments and standard input; the folder is where it runs.
    static func run(_ arguments: [String], input: String = "", in folder: String = root) throws -> Run {
        try runScript(path, arguments, input: input, in: folder)
    }

    /// Runs any program; a relative path is one in the package.
    static func runScript(_ program: String, _ arguments: [String], input: String = "", in folder: String = root) throws -> Run {
        let scratch = try Scratch()
        let files: [String] = ["in", "out", "err"].map { scratch.path + "/" + $0 }
        try scratch.write(input, to: "in")
        let words: [String] = [
            "sh", "-c", "cd \"$1\" && shift && exec \"$@\" <\"\(files[0])\" >\"\(files[1])\" 2>\"\(files[2])\"", "sh", folder,
            program,
        ]
        var argv: [UnsafeMutablePointer<CChar>?] = (words + arguments).map { strdup($0) } + [nil]
        defer { argv.forEach { free($0) } }
        var child: pid_t = 0
        let failure: Int32 = posix_spawn(&child, "/bin/sh", nil, nil, &argv, environ)
        try #require(failure == 0, "the binary could not be started")
        var status: Int32 = 0
        while waitpid(child, &status, 0) < 0 && errno == EINTR {}
        let code: Int32 = status & 0x7F == 0 ? status >> 8 & 0xFF : -(status & 0x7F)
        return Run(status: code, out: try scratch.read("out"), err: try scratch.read("err"))
    }
}

/// A folder of its own for a test, gone with it.
final class Scratch {
    let path: String

    init() throws {
        var template: [CChar] = Array("/tmp/casebridge-test-XXXXXX".utf8CString)
        let made: UnsafeMutablePointer<CChar> = try #require(mkdtemp(&template))
        path = String(cString: made)
    }

    deinit { Scratch.remove(path) }

    func write(_ text: String, to name: String) throws {
        let file = try #require(fopen(path + "/" + name, "w"))
        defer { fclose(file) }
        _ = Array(text.utf8).withUnsafeBytes { fwrite($0.baseAddress, 1, $0.count, file) }
    }

    func read(_ name: String) throws -> String { try Scratch.read(path + "/" + name) }

    static func read(_ path: String) throws -> String {
        let file = try #require(fopen(path, "r"), "no file \(path)")
        defer { fclose(file) }
        var bytes: [UInt8] = []
        var chunk: [UInt8] = Array(repeating: 0, count: 1 << 16)
        while true {
            let count: Int = fread(&chunk, 1, chunk.count, file)
            if count == 0 { return String(decoding: bytes, as: UTF8.self) }
            bytes += chunk[0..<count]
        }
    }

    /// Names of the files in a folder, hidden ones too, sorted.
    static func names(_ path: String) -> [String] {
        guard let folder = opendir(path) else { return [] }
        defer { closedir(folder) }
        var names: [String] = []
        while let entry = readdir(folder) {
            let name: String = withUnsafeBytes(of: &entry.pointee.d_name) {
                String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
            }
            if name != "." && name != ".." { names.append(name) }
        }
        return names.sorted()
    }

    private static func remove(_ path: String) {
        for name in names(path) { remove(path + "/" + name) }
        _ = Glibc.remove(path)
    }
}

/// A narrative, so that a resource follows the best practice of having one.
enum Narrative {
    static let json: String = #""text":{"status":"generated","div":"<div xmlns=\"http://www.w3.org/1999/xhtml\">x</div>"}"#
}
