internal import CZlib

/// Packs bytes into one gzip member (RFC 1952) in constant memory.
///
/// The header holds neither time nor name nor operating system, so the same bytes in give the same bytes out under the
/// same zlib, in whatever pieces they come.
public final class GzipWriter {
    private let sink: (UnsafeRawBufferPointer) throws -> Void
    private let stream: UnsafeMutablePointer<z_stream>
    private let header: UnsafeMutablePointer<gz_header>
    private let block = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: 1 << 16)
    private var isFinished = false

    /// Hands packed bytes to `sink` as they arise; the buffer that it gets is valid during the call only.
    ///
    /// - Parameter level: 1 (fast) to 9 (small); 0 stores.
    public init(level: Int = 6, sink: @escaping (UnsafeRawBufferPointer) throws -> Void) throws(CompressionError) {
        self.sink = sink
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        header = .allocate(capacity: 1)
        header.initialize(to: gz_header())
        let defaultMemoryLevel: Int32 = 8
        let status = deflateInit2_(
            stream, Int32(clamping: min(max(level, 0), 9)), Z_DEFLATED, 15 + gzipOnly, defaultMemoryLevel,
            Z_DEFAULT_STRATEGY, ZLIB_VERSION, Int32(MemoryLayout<z_stream>.size))
        guard status == Z_OK else {
            throw CompressionError(.outOfMemory, "no memory for a gzip writer")
        }
        // Left alone, zlib writes the system that it was built for.
        header.pointee.os = 255
        deflateSetHeader(stream, header)
    }

    deinit {
        deflateEnd(stream)
        stream.deallocate()
        header.deallocate()
        block.deallocate()
    }

    /// Packs the next bytes.
    public func write(_ bytes: UnsafeRawBufferPointer) throws(CompressionError) {
        var rest = bytes
        while !rest.isEmpty {
            let piece = UnsafeRawBufferPointer(rebasing: rest.prefix(1 << 30))
            try deflate(piece, flush: Z_NO_FLUSH)
            rest = UnsafeRawBufferPointer(rebasing: rest[piece.count...])
        }
    }

    /// Packs the next bytes.
    public func write(_ bytes: [UInt8]) throws(CompressionError) {
        try bytes.withUnsafeBufferPointer { (buffer) throws(CompressionError) in try write(UnsafeRawBufferPointer(buffer)) }
    }

    /// Writes what is left and the check sum. Without it the stream is cut short.
    public func finish() throws(CompressionError) {
        try deflate(UnsafeRawBufferPointer(start: nil, count: 0), flush: Z_FINISH)
        isFinished = true
    }

    private func deflate(_ input: UnsafeRawBufferPointer, flush: Int32) throws(CompressionError) {
        guard !isFinished else { throw CompressionError(.finished, "the gzip writer was finished before") }
        stream.pointee.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
        stream.pointee.avail_in = UInt32(input.count)
        repeat {
            stream.pointee.next_out = block.baseAddress
            stream.pointee.avail_out = UInt32(block.count)
            // With a valid stream and room to write this cannot fail (zlib.h, deflate).
            _ = CZlib.deflate(stream, flush)
            let packed = block[..<(block.count - Int(stream.pointee.avail_out))]
            guard !packed.isEmpty else { break }
            do {
                try sink(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(block)[..<packed.count]))
            } catch {
                throw CompressionError(.sinkFailed, "writing the packed bytes failed: \(error)", underlying: error)
            }
        } while stream.pointee.avail_out == 0
    }
}
