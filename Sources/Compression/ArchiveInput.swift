/// The bytes of a tar archive for libarchive, block by block: unpacked here where the input is gzip, because libarchive's
/// own gzip filter does not verify check sums.
final class ArchiveInput {
    private let source: ByteSource
    private let unpacker: GzipReader?
    private let maximumBytes: Int
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: ByteSource.blockSize, alignment: 16)
    private var bytesGiven = 0
    /// Why no more blocks come, if it is not the end: the C callback can only say that something failed.
    private(set) var failure: CompressionError?

    init(source: ByteSource, maximumBytes: Int) throws(CompressionError) {
        self.source = source
        self.maximumBytes = maximumBytes
        try source.fill(atLeast: 3)
        unpacker = Gzip.isGzip(source.available) ? try GzipReader(source: source, maximumBytes: maximumBytes) : nil
    }

    deinit {
        block.deallocate()
    }

    /// Bytes taken from the source so far.
    var offset: Int { source.offset }

    /// Points `start` to the next block and gives its size: 0 at the end, -1 after a failure.
    func nextBlock(_ start: UnsafeMutablePointer<UnsafeRawPointer?>) -> Int {
        do {
            let count = try read()
            start.pointee = UnsafeRawPointer(block.baseAddress)
            return count
        } catch {
            failure = error
            return -1
        }
    }

    /// Reads to the end of the input.
    func drain() throws(CompressionError) {
        while try read() > 0 {}
    }

    private func read() throws(CompressionError) -> Int {
        if let unpacker { return try unpacker.read(into: block) }
        try source.fill(atLeast: 1)
        let bytes = source.available
        guard bytes.count <= maximumBytes - bytesGiven else {
            throw CompressionError(
                .tooManyBytes, "the archive holds more than the \(maximumBytes) bytes that are allowed", offset: offset)
        }
        block.copyMemory(from: bytes)
        source.consume(bytes.count)
        bytesGiven += bytes.count
        return bytes.count
    }
}
