internal import CZlib

/// Unpacks a gzip stream (RFC 1952) of any length in constant memory. Several members after one another count as one stream
/// (section 2.2); zero bytes after the last one are padding, anything else there is an error, and so is a wrong check sum.
public final class GzipReader {
    private let source: ByteSource
    private let maximumBytes: Int
    private let stream: UnsafeMutablePointer<z_stream>
    private var produced = 0
    private var membersRead = 0
    private var isInMember = true
    private var failure: CompressionError?

    /// Reads what `pull` gives.
    ///
    /// - Parameter maximumBytes: how many unpacked bytes are too many, as a guard against bombs.
    public convenience init(maximumBytes: Int = .max, pull: @escaping BytePull) throws(CompressionError) {
        try self.init(source: ByteSource(pull: pull), maximumBytes: maximumBytes)
    }

    init(source: ByteSource, maximumBytes: Int) throws(CompressionError) {
        self.source = source
        self.maximumBytes = maximumBytes
        // zlib keeps a pointer back to the stream, which therefore must not move.
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard inflateInit2_(stream, 15 + gzipOnly, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size)) == Z_OK else {
            throw CompressionError(.outOfMemory, "no memory for a gzip reader")
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Puts the next unpacked bytes into the buffer, which must not be empty, and gives their number; 0 at the end.
    ///
    /// After an error every further call throws it again.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        if let failure { throw failure }
        do {
            return try readMembers(into: buffer)
        } catch {
            failure = error
            throw error
        }
    }

    private func readMembers(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        while true {
            try source.fill(atLeast: 1)
            if !isInMember, try !startNextMember() { return 0 }
            let count = try inflate(into: buffer)
            guard count <= maximumBytes - produced else {
                throw CompressionError(
                    .tooManyBytes, "the gzip stream unpacks to more than the \(maximumBytes) bytes that are allowed",
                    offset: source.offset)
            }
            produced += count
            if count > 0 { return count }
        }
    }

    /// False when only padding, or nothing, follows.
    private func startNextMember() throws(CompressionError) -> Bool {
        while let byte = source.available.first {
            guard byte == 0 else {
                guard byte == 0x1F else {
                    throw CompressionError(
                        .trailingBytes, "after the end of the gzip stream other bytes follow, from byte \(source.offset) on",
                        offset: source.offset)
                }
                inflateReset(stream)
                isInMember = true
                return true
            }
            source.consume(1)
            try source.fill(atLeast: 1)
        }
        return false
    }

    private func inflate(into buffer: UnsafeMutableRawBufferPointer) throws(CompressionError) -> Int {
        let input = source.available
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        stream.pointee.next_out = buffer.bindMemory(to: UInt8.self).baseAddress
        stream.pointee.avail_out = UInt32(clamping: buffer.count)
        let room = stream.pointee.avail_out
        let status = CZlib.inflate(stream, Z_NO_FLUSH)
        source.consume(input.count - Int(stream.pointee.avail_in))
        switch status {
        case Z_OK:
            break
        case Z_STREAM_END:
            isInMember = false
            membersRead += 1
        case Z_BUF_ERROR where source.isAtEnd:
            throw CompressionError(
                .truncated, "the gzip stream breaks off after \(source.offset) bytes; get the file again", offset: source.offset)
        case Z_BUF_ERROR:
            break
        case Z_MEM_ERROR:
            throw CompressionError(.outOfMemory, "no memory for a gzip reader", offset: source.offset)
        default:
            throw dataError()
        }
        return Int(room - stream.pointee.avail_out)
    }

    private func dataError() -> CompressionError {
        let place = source.offset
        if membersRead == 0, stream.pointee.total_in <= 2 {
            return CompressionError(.notGzip, "the input is no gzip stream", offset: place)
        }
        let reason = stream.pointee.msg.map { String(cString: $0) } ?? "no reason given"
        return CompressionError(
            .corrupt, "the gzip stream is damaged near byte \(place): \(reason); get the file again", offset: place)
    }
}

/// Added to zlib's window bits: take the gzip format and no other.
let gzipOnly: Int32 = 16
