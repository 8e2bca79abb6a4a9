#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A file descriptor that is closed with its last reference.
final class OpenFile {
    let descriptor: Int32
    private let isOwned: Bool
    /// Bytes read so far.
    private(set) var taken: Int = 0
    /// Size of a regular file; nil for pipes and the like.
    let size: Int?

    init(descriptor: Int32, isOwned: Bool) {
        self.descriptor = descriptor
        self.isOwned = isOwned
        var status = stat()
        let isRegular: Bool = fstat(descriptor, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
        size = isRegular ? Int(status.st_size) : nil
    }

    /// Opens a file for reading.
    convenience init(path: String) throws(StreamError) {
        let descriptor: Int32 = open(path, O_RDONLY | O_CLOEXEC)
        if descriptor < 0 { throw .unreadable(OpenFile.systemMessage()) }
        self.init(descriptor: descriptor, isOwned: true)
    }

    deinit {
        if isOwned { close(descriptor) }
    }

    /// Next bytes into the buffer; 0 at the end.
    func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        while true {
            #if canImport(Glibc)
                let count: Int = Glibc.read(descriptor, buffer.baseAddress, buffer.count)
            #else
                let count: Int = Darwin.read(descriptor, buffer.baseAddress, buffer.count)
            #endif
            if count >= 0 {
                taken += count
                return count
            }
            if errno != EINTR { throw .unreadable(OpenFile.systemMessage()) }
        }
    }

    static func systemMessage() -> String { String(cString: strerror(errno)) }
}
