import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// One result while it is written: a file that takes its place only when it is complete, or standard output.
///
/// Where the file system can, the file has no name until then, so that nothing is left behind however the process ends.
final class OutputFile {
    private let path: String?
    private var descriptor: Int32
    /// The name under which the file is written; nil if it has none.
    private var temporary: String?
    /// Not renamed: standard output, devices and pipes.
    private let isDirect: Bool
    private var packer: GzipPacker?
    private var buffer: [UInt8] = []
    private static let pieceSize: Int = 1 << 15
    private var isOpen: Bool = true
    private let verifies: Bool
    private var checksum = Checksum()

    /// - Parameters:
    ///   - path: nil for standard output.
    ///   - gzip: the bytes are packed.
    ///   - verifies: `finish` reads the file again and compares it with what was written.
    init(path: String?, gzip: Bool = false, verifies: Bool = false) throws(CommandFailure) {
        self.path = path
        self.verifies = verifies
        // Over a limit on the size of files `write` is to say so, as on a full disk.
        signal(SIGXFSZ, SIG_IGN)
        if let path {
            var status = stat()
            let isThere: Bool = stat(path, &status) == 0
            if isThere && status.st_mode & S_IFMT == S_IFDIR {
                throw CommandFailure(.cannotRun, "\(path): is a folder; name a file in it")
            }
            isDirect = isThere && status.st_mode & S_IFMT != S_IFREG
            descriptor = -1
            try open(path)
        } else {
            isDirect = true
            descriptor = STDOUT_FILENO
        }
        if gzip { packer = try packed { () throws(StreamError) in try GzipPacker() } }
    }

    deinit {
        guard isOpen else { return }
        if path != nil { close(descriptor) }
        if let temporary { unlink(temporary) }
    }

    private var name: String { path ?? "standard output" }

    private func open(_ path: String) throws(CommandFailure) {
        if isDirect {
            descriptor = Glibc.open(path, O_WRONLY | O_CLOEXEC)
        } else {
            let folder: String = folderName(of: path)
            let unnamed: Int32 = 0o20000000 | O_DIRECTORY  // O_TMPFILE
            descriptor = Glibc.open(folder, O_RDWR | O_CLOEXEC | unnamed, 0o666)
            if descriptor < 0 {
                let name: String = "\(path).\(getpid()).part"
                descriptor = Glibc.open(name, O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
                if descriptor >= 0 { temporary = name }
            }
        }
        if descriptor < 0 { throw failure(errno) }
    }

    private func failure(_ error: Int32) -> CommandFailure {
        if error == ENOENT, let path {
            return CommandFailure(
                .cannotRun, "\(path): cannot be written: there is no folder \(folderName(of: path)); make it first")
        }
        return CommandFailure(.cannotRun, "\(name): cannot be written: \(systemMessage(error))")
    }

    private func packed<Result>(_ work: () throws(StreamError) -> Result) throws(CommandFailure) -> Result {
        do throws(StreamError) { return try work() } catch { throw CommandFailure(.cannotRun, "\(name): \(error)") }
    }

    // MARK: Writing

    /// Writes the next bytes.
    func write(_ bytes: UnsafeRawBufferPointer) throws(CommandFailure) {
        if verifies { checksum.add(bytes) }
        if let packer {
            buffer += try packed { () throws(StreamError) in try packer.pack(bytes) }
        } else if bytes.count >= OutputFile.pieceSize {
            // Large pieces go out as they are.
            try flush()
            let error: Int32 = CaseBridgeCommand.write(bytes, to: descriptor)
            if error != 0 { throw failure(error) }
        } else {
            buffer.append(contentsOf: bytes)
        }
        if buffer.count >= OutputFile.pieceSize { try flush() }
    }

    private func flush() throws(CommandFailure) {
        let error: Int32 = CaseBridgeCommand.write(buffer, to: descriptor)
        buffer.removeAll(keepingCapacity: true)
        if error != 0 { throw failure(error) }
    }

    /// Ends the result; a file takes its place.
    func finish() throws(CommandFailure) {
        if let packer { buffer += try packed { () throws(StreamError) in try packer.finish() } }
        try flush()
        guard let path, !isDirect else { return }
        if verifies { try verify(path) }
        if temporary == nil {
            let name: String = "\(path).\(getpid()).part"
            unlink(name)
            if linkat(AT_FDCWD, "/proc/self/fd/\(descriptor)", AT_FDCWD, name, AT_SYMLINK_FOLLOW) != 0 { throw failure(errno) }
            temporary = name
        }
        isOpen = false
        var error: Int32 = close(descriptor) == 0 ? 0 : errno
        if error == 0, let temporary, rename(temporary, path) != 0 { error = errno }
        if error == 0 { return }
        if let temporary { unlink(temporary) }
        throw failure(error)
    }

    /// Reads what stands on the disk and compares it with what was written.
    private func verify(_ path: String) throws(CommandFailure) {
        var found = Checksum()
        do throws(StreamError) {
            if lseek(descriptor, 0, SEEK_SET) != 0 { throw .unreadable(systemMessage()) }
            let input: ByteInput = packer == nil ? ByteInput(plain: descriptor) : try ByteInput(descriptor: descriptor)
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 16)
            defer { block.deallocate() }
            while true {
                let count: Int = try input.read(into: block)
                if count == 0 { break }
                found.add(UnsafeRawBufferPointer(rebasing: block[..<count]))
            }
        } catch {
            throw CommandFailure(.cannotRun, "\(path): what was written cannot be read again: \(error)")
        }
        if found != checksum {
            throw CommandFailure(.cannotRun, "\(path): the disk does not hold what was written; the file was not put in place")
        }
    }
}

/// Number and a hash (FNV-1a, 64 bits, by words) of bytes.
private struct Checksum: Equatable {
    private var count: Int = 0
    private var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    private var word: UInt64 = 0

    mutating func add(_ bytes: UnsafeRawBufferPointer) {
        for byte in bytes {
            word = word << 8 | UInt64(byte)
            count += 1
            if count & 7 == 0 { hash = (hash ^ word) &* 0x0000_0100_0000_01B3 }
        }
    }

    static func == (left: Checksum, right: Checksum) -> Bool {
        left.count == right.count && left.hash == right.hash && left.word == right.word
    }
}
