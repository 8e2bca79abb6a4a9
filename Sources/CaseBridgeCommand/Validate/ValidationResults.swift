import CaseBridge

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// Takes the outcomes of a run in the order of the inputs: writes the report, keeps the baseline, and finds the exit status.
final class ValidationResults {
    private let arguments: ReportArguments
    private let options: ReportOptions
    private var acceptance: Acceptance?
    private var writer: any ReportWriter
    private var isBegun: Bool = false
    private var totals = ReportTotals()
    private var profileNotes = ProfileNotes()
    private var output: OutputFile?
    private var text: [UInt8] = []
    private(set) var status: ExitStatus = .done
    /// Good lines and all lines of the NDJSON input that is under way.
    private var lines: (good: Int, all: Int) = (0, 0)

    init(_ arguments: ReportArguments, _ options: ReportOptions) throws(CommandFailure) {
        self.arguments = arguments
        self.options = options
        writer = arguments.format.writer(options)
        if arguments.output != nil || !arguments.quiet {
            output = try OutputFile(path: arguments.output, gzip: arguments.output?.hasSuffix(".gz") == true)
        }
    }

    /// From now on findings may be accepted.
    func accept(_ acceptance: Acceptance) { self.acceptance = acceptance }

    func add(_ piece: CheckedPiece) throws(CommandFailure) {
        switch piece {
        case .input(let report, let failure):
            note(failure)
            if let issue = report.issues.first, failure != .done { tellFailure(issue, report.source) }
            try add(report, isWhole: true)
        case .lines(let reports):
            for report in reports {
                lines.all += 1
                if report.count(.fatal) == 0 { lines.good += 1 }
                try add(report, isWhole: false)
            }
        case .endOfLines(let source): try endLines(source)
        }
        if text.count > 1 << 16 { try flush() }
    }

    /// Ends the report.
    func finish() throws(CommandFailure) {
        begin(isMany: options.isMany)
        writer.end(totals, &text)
        try flush()
        try output?.finish()
        try acceptance?.finish(status)
    }

    private func note(_ status: ExitStatus) { self.status = max(self.status, status) }

    private func add(_ report: InputReport, isWhole: Bool) throws(CommandFailure) {
        var report: InputReport = report
        profileNotes.keepFirst(in: &report)
        acceptance?.accept(&report)
        if report.accepted > 0 { report.unfold() }
        if let worst = report.worst, worst >= options.failOn, status < .findings { note(.findings) }
        if isWhole { report.append(acceptance?.gone(from: report.source) ?? []) }
        write(report)
    }

    private func endLines(_ source: String) throws(CommandFailure) {
        if lines.all == 0 {
            let failure = CommandFailure(.notInput, "\(source): NDJSON without a line")
            begin(isMany: true)
            try add(PieceValidator.failed(Input(name: source, stem: source), failure, options))
        } else if lines.good == 0 {
            note(.notInput)
        }
        lines = (0, 0)
        let gone: [ValidationIssue] = acceptance?.gone(from: source) ?? []
        if !gone.isEmpty { write(InputReport(gone: gone, from: source)) }
    }

    private func write(_ report: InputReport) {
        begin(isMany: options.isMany || report.line != nil)
        totals.add(report)
        writer.add(report, &text)
    }

    /// Whether the report is one of many is known when the first outcome is there: an input may turn out to be NDJSON.
    private func begin(isMany: Bool) {
        if isBegun { return }
        isBegun = true
        var options: ReportOptions = self.options
        options.isMany = isMany
        writer = arguments.format.writer(options)
        writer.begin(&text)
    }

    private func flush() throws(CommandFailure) {
        if let output { try text.withCommandBytes { (bytes) throws(CommandFailure) in try output.write(bytes) } }
        text.removeAll(keepingCapacity: true)
    }

    /// A failure is told on standard error too, unless the person sees it in the report already.
    private func tellFailure(_ issue: ValidationIssue, _ source: String) {
        let isSeen: Bool = arguments.format == .text && arguments.output == nil && isatty(STDOUT_FILENO) == 1
        if arguments.quiet || isSeen { return }
        let place: String = source + (issue.position.map { (source.isEmpty ? "" : ":") + "\($0.line):\($0.column)" } ?? "")
        tell("error: " + (place.isEmpty ? "" : place + ": ") + issue.message)
    }
}
