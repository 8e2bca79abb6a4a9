import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Tells what a conversion finds in one input, and keeps the exit status that follows from it.
final class ConversionNotes {
    let name: String
    private let input: Input
    private let allowsLoss: Bool
    /// Excerpts are for people.
    private let showsExcerpts: Bool
    private(set) var status: ExitStatus = .done

    init(_ input: Input, allowsLoss: Bool) {
        self.input = input
        self.allowsLoss = allowsLoss
        name = input.name
        showsExcerpts = isatty(STDERR_FILENO) == 1
    }

    func note(_ status: ExitStatus) { self.status = max(self.status, status) }

    func tell(_ report: StreamReport) {
        let place: String = input.place(report.position)
        switch report.kind {
        case .error:
            let message: String = report.message + (report.limit?.advice ?? "")
            CaseBridgeCommand.tell("error: \(place): \(message)" + (report.path.map { " (at \(PathText.shortened($0)))" } ?? ""))
        case .warning:
            CaseBridgeCommand.tell(
                "\(place): warning: \(report.message)" + (report.path.map { " (at \(PathText.shortened($0)))" } ?? ""))
        case .loss:
            CaseBridgeCommand.tell(
                "\(place): loss: " + (report.path.map { PathText.shortened($0) + ": " } ?? "") + report.message)
            if !allowsLoss { note(.findings) }
        }
        if let excerpt = report.excerpt { show(excerpt) }
    }

    private func show(_ excerpt: SourceExcerpt) {
        if showsExcerpts { excerpt.lines.forEach { CaseBridgeCommand.tell("    " + $0) } }
    }

    /// The place of an error in a file, for a person at a terminal.
    func excerpt(of error: StreamError) -> SourceExcerpt? {
        guard showsExcerpts, case .content(let fault) = error, let position = fault.position, input.isRegular else { return nil }
        return input.excerpt(at: position)
    }
}

extension Input {
    /// The line round a place of a file.
    func excerpt(at position: SourcePosition) -> SourceExcerpt? {
        do throws(StreamError) {
            let stream: ByteInput = try open().utf8XML()
            let window: Int = 256
            var skipped: Int = 0
            let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)
            defer { block.deallocate() }
            let start: Int = max(0, position.offset - window)
            while skipped < start {
                let part = UnsafeMutableRawBufferPointer(rebasing: block[..<min(block.count, start - skipped)])
                let count: Int = try stream.read(into: part)
                if count == 0 { return nil }
                skipped += count
            }
            let count: Int = try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: block[..<(2 * window)]))
            return SourceExcerpt(offset: position.offset - start, in: UnsafeRawBufferPointer(rebasing: block[..<count]))
        } catch {
            return nil
        }
    }
}
