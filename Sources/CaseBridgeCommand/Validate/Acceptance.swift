import CaseBridge

/// What findings do not count: those that an advisor file suppresses and those of a baseline.
final class Acceptance {
    private let arguments: ReportArguments
    private let advisor: Advisor?
    private var baseline: Baseline?
    /// The baseline that is written, with the reasons of the one that stands there.
    private var written: Baseline?
    private var known = Baseline()
    /// The place of the baseline that is written; it is found at the start whether it can be written.
    private var file: OutputFile?

    init(_ arguments: ReportArguments) throws(CommandFailure) {
        self.arguments = arguments
        advisor = try arguments.advisorFile.map { (path) throws(CommandFailure) in
            try Acceptance.read(path) { (bytes) throws(ReadError) in try Advisor(reading: bytes) }
        }
        if !arguments.quiet { advisor?.notes.forEach { tell("\(arguments.advisorFile ?? ""): \($0)") } }
        baseline = try arguments.baseline.map { (path) throws(CommandFailure) in try Acceptance.baseline(path) }
        if let path = arguments.writeBaseline {
            written = Baseline()
            if let baseline { known = baseline }
            if Input(name: path, stem: path).isRegular { known = try Acceptance.baseline(path) }
            file = try OutputFile(path: path)
        }
    }

    /// Takes out what does not count.
    func accept(_ report: inout InputReport) {
        advisor?.apply(to: &report)
        if written != nil {
            written?.add(report, least: min(arguments.failOn, .warning))
            written?.accept(all: &report, least: min(arguments.failOn, .warning))
        } else {
            baseline?.accept(&report)
        }
    }

    /// Notes on what the baseline accepts and is found no more in an input that is over.
    func gone(from source: String) -> [ValidationIssue] { written == nil ? baseline?.gone(from: source) ?? [] : [] }

    /// Writes the new baseline, unless an input could not be checked: what was accepted of that would be gone.
    func finish(_ status: ExitStatus) throws(CommandFailure) {
        if written == nil, let baseline, let path = arguments.baseline, let other = baseline.sourceIfNoneWasMet, !arguments.quiet
        {
            tell(
                "note: \(path) accepts nothing of these inputs; it is about \(other), as the input was named when it was written")
        }
        guard var written, let file, let path = arguments.writeBaseline else { return }
        if status > .findings {
            if !arguments.quiet { tell("note: \(path) is not written, as not all inputs could be checked") }
            return
        }
        written.takeReasons(from: known)
        try written.bytes.withCommandBytes { (bytes) throws(CommandFailure) in try file.write(bytes) }
        try file.finish()
    }

    private static func baseline(_ path: String) throws(CommandFailure) -> Baseline {
        try read(path) { (bytes) throws(ReadError) in try Baseline(reading: bytes) }
    }

    private static func read<Value>(
        _ path: String, _ make: ([UInt8]) throws(ReadError) -> Value
    ) throws(CommandFailure) -> Value {
        let input = Input(name: path, stem: path)
        let bytes: [UInt8] = try input.read()
        do throws(ReadError) {
            return try make(bytes)
        } catch {
            throw CommandFailure(.usage, "\(input.place(error.position)): \(error.message)")
        }
    }
}
