/// The C library's memory.
enum Memory {
    /// Keeps what is freed for what comes next: work on a stream takes and gives back the same amounts again and again, and
    /// fetching the pages anew took a fifth of the time.
    ///
    /// Glibc takes the size of a block that is given back as the measure of what to keep; the block itself is never touched.
    static func keepFreed() {
        UnsafeMutableRawPointer.allocate(byteCount: 31 << 20, alignment: 16).deallocate()
    }
}
