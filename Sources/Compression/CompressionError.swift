/// Why compressed bytes or an archive could not be read or written.
public struct CompressionError: Error, Sendable, CustomStringConvertible {
    /// What is wrong, for programs to tell apart.
    public enum Code: String, Sendable {
        /// The bytes do not begin as gzip does (RFC 1952, section 2.3.1).
        case notGzip
        /// The input ends before the compressed stream or the archive does.
        case truncated
        /// A check sum, a length or a block of the stream is wrong.
        case corrupt
        /// After the last gzip member something follows that is no member.
        case trailingBytes
        /// The bytes are neither a tar archive nor a gzip stream with one in it.
        case notAnArchive
        /// A limit on unpacked bytes was passed.
        case tooManyBytes
        /// A limit on the number of entries was passed.
        case tooManyEntries
        /// An entry's path is missing or is not UTF-8.
        case badPath
        /// The caller's source of bytes failed; `underlying` is its error.
        case sourceFailed
        /// The caller's taker of bytes failed; `underlying` is its error.
        case sinkFailed
        /// The writer had been finished already.
        case finished
        /// No memory was left for the compressor.
        case outOfMemory
    }

    /// What is wrong, for programs to tell apart.
    public let code: Code
    /// One sentence for a person: what is wrong, where, what to do.
    public let message: String
    /// How many bytes of input had been taken when it showed; 0 when writing.
    public let offset: Int
    /// The error of the caller's own closure, where that failed.
    public let underlying: (any Error)?

    init(_ code: Code, _ message: String, offset: Int = 0, underlying: (any Error)? = nil) {
        self.code = code
        self.message = message
        self.offset = offset
        self.underlying = underlying
    }

    /// The sentence for a person.
    public var description: String { message }
}
