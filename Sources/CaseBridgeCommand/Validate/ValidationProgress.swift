import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// How far a validation has come, where the report does not scroll by at the same terminal.
final class ValidationProgress {
    private let inputs: ValidationInputs
    private let name: String
    private let size: Int?
    private let line: ProgressLine

    init(_ inputs: ValidationInputs, _ report: ReportArguments) {
        let isSeen: Bool = report.output == nil && isatty(STDOUT_FILENO) == 1
        let isShown: Bool = isatty(STDERR_FILENO) == 1 && !isSeen && !report.quiet
        self.inputs = inputs
        let names: [String] = isShown ? inputs.names : []
        name = names.count == 1 ? names[0] : "\(names.count) inputs"
        size = isShown ? inputs.size : nil
        line = ProgressLine(isShown: isShown)
    }

    /// The next piece of work; shows where the work stands.
    func next() -> ValidationPiece? {
        line.show(name, taken: inputs.taken, size: size)
        return inputs.next()
    }

    /// What is told of a failure gets a line of its own.
    func makeRoom(for pieces: [CheckedPiece]) {
        let isFailure: (CheckedPiece) -> Bool = { if case .input(_, let status) = $0 { status != .done } else { false } }
        if pieces.contains(where: isFailure) { line.clear() }
    }

    /// The work is done.
    func end() { line.clear() }
}
