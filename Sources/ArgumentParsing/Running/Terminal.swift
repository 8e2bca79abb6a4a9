#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#else
    import Darwin
#endif

/// The process's surroundings.
enum Terminal {
    /// The width of a page on standard output: the terminal's, 80 where it is none.
    static var columns: Int {
        var size = winsize()
        guard isatty(STDOUT_FILENO) == 1, ioctl(STDOUT_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
        return Int(size.ws_col)
    }

    /// Writes the text and a line feed; a reader that is gone is no error.
    static func print(_ text: String, toStandardError: Bool) {
        let descriptor = toStandardError ? STDERR_FILENO : STDOUT_FILENO
        var bytes = Array((text + "\n").utf8)[...]
        while !bytes.isEmpty {
            let written = bytes.withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
            if written < 0, errno == EINTR { continue }
            guard written > 0 else { return }
            bytes.removeFirst(written)
        }
    }

    static func end(_ code: ExitCode) -> Never { exit(code.rawValue) }
}
