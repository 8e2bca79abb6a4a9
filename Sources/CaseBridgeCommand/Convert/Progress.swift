import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far the conversion of one input has come.
final class Progress {
    private let name: String
    private let line: ProgressLine
    private var stream: ByteInput
    /// Bytes of passes that are over.
    private var passed: Int = 0
    private var passes: Int = 1

    init(_ stream: ByteInput, name: String) {
        self.stream = stream
        self.name = name
        line = ProgressLine(isShown: isatty(STDERR_FILENO) == 1)
    }

    /// Another pass over the same input begins.
    func follow(_ next: ByteInput) -> ByteInput {
        // The first look at an input of two passes is only at its head.
        passes = 2
        if passes == 2 && stream.sourceTaken == stream.sourceSize { passed += stream.sourceTaken }
        stream = next
        return next
    }

    /// Shows where the work stands.
    func show() { line.show(name, taken: passed + stream.sourceTaken, size: stream.sourceSize.map { $0 * passes }) }

    /// Takes the line away, so that something else can be told.
    func clear() { line.clear() }

    /// The work is done.
    func end() { clear() }
}
