#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// What the operating system says of its last refusal.
func systemMessage(_ code: Int32 = errno) -> String { String(cString: strerror(code)) }

/// Writes text to a file descriptor, all of it.
/// - Returns: 0, or the operating system's error number.
@discardableResult
func write(_ bytes: [UInt8], to descriptor: Int32) -> Int32 { bytes.withUnsafeBytes { write($0, to: descriptor) } }

/// Writes bytes to a file descriptor, all of them.
/// - Returns: 0, or the operating system's error number.
func write(_ bytes: UnsafeRawBufferPointer, to descriptor: Int32) -> Int32 {
    var offset: Int = 0
    while offset < bytes.count, let start = bytes.baseAddress {
        let count: Int = write(descriptor, start + offset, bytes.count - offset)
        if count < 0 {
            if errno == EINTR { continue }
            return errno
        }
        offset += count
    }
    return 0
}

/// Writes a line for the person at the terminal; results never go here.
func tell(_ line: String) { write(Array((line + "\n").utf8), to: STDERR_FILENO) }

/// Number of processors that are at hand.
func processorCount() -> Int { max(1, Int(sysconf(Int32(_SC_NPROCESSORS_ONLN)))) }
