extension UnsafeRawBufferPointer {
    /// The last place of a byte before an offset, looked for eight bytes at a time.
    @inline(__always)
    func lastIndex(of byte: UInt8, before end: Int) -> Int? {
        guard let base = baseAddress else { return nil }
        let pattern: UInt64 = UInt64(byte) &* 0x0101_0101_0101_0101
        let low: UInt64 = 0x7F7F_7F7F_7F7F_7F7F
        var index: Int = end
        while index >= 8 {
            let word: UInt64 = UInt64(littleEndian: base.loadUnaligned(fromByteOffset: index - 8, as: UInt64.self)) ^ pattern
            // The highest bit of every byte that is zero.
            let zeros: UInt64 = ~(((word & low) &+ low) | word | low)
            if zeros != 0 { return index - 1 - zeros.leadingZeroBitCount >> 3 }
            index -= 8
        }
        while index > 0 {
            index -= 1
            if self[index] == byte { return index }
        }
        return nil
    }
}

extension Array where Element == UInt8 {
    /// `withUnsafeBytes` with the readers' typed error.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws(ReadError) -> Result) throws(ReadError) -> Result {
        let result: Swift.Result<Result, ReadError> = withUnsafeBytes { buffer in
            do throws(ReadError) { return .success(try body(buffer)) } catch { return .failure(error) }
        }
        return try result.get()
    }
}
