/// Gzip (RFC 1952) of bytes that are in memory; `GzipReader` and `GzipWriter` do streams.
public enum Gzip {
    /// Whether the bytes begin as a gzip stream does: the two magic bytes and the one method that there is.
    public static func isGzip(_ bytes: some Collection<UInt8>) -> Bool {
        bytes.starts(with: [0x1F, 0x8B, 0x08])
    }

    /// One gzip member with the bytes in it, the same for the same bytes: no time, no name, no operating system.
    ///
    /// - Parameter level: 1 (fast) to 9 (small); 0 stores.
    public static func compress(_ bytes: [UInt8], level: Int = 6) throws(CompressionError) -> [UInt8] {
        var result: [UInt8] = []
        let writer = try GzipWriter(level: level) { result.append(contentsOf: $0) }
        try writer.write(bytes)
        try writer.finish()
        return result
    }

    /// The bytes of all members of a gzip stream, one after the other.
    ///
    /// - Parameter maximumBytes: how many unpacked bytes are too many, as a guard against bombs.
    public static func decompress(_ bytes: [UInt8], maximumBytes: Int = .max) throws(CompressionError) -> [UInt8] {
        let reader = try GzipReader(source: ByteSource(bytes), maximumBytes: maximumBytes)
        var result: [UInt8] = []
        let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
        defer { block.deallocate() }
        while true {
            let count = try reader.read(into: block)
            if count == 0 { return result }
            result.append(contentsOf: block[..<count])
        }
    }
}
