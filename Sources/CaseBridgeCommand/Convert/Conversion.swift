import CaseBridge

/// Converts one input after the other with the same options.
struct Conversion {
    let target: ConversionTarget
    let options: ConversionOptions
    let gzip: Bool
    let allowsLoss: Bool
    let rejects: OutputFile?

    /// Converts an input; what was found is told and noted.
    func run(_ input: Input, into results: inout Output, _ session: inout Session) throws {
        let suffix: String = target.suffix + (gzip ? ".gz" : "")
        let place: String? = try results.place(input.stem, suffix, of: input.name)
        let notes = ConversionNotes(input, allowsLoss: allowsLoss)
        do {
            let stream: ByteInput = try input.open()
            let progress = Progress(stream, name: input.name)
            defer { progress.end() }
            let content = try InputContent.find(
                in: stream, isNamedLines: isNamedLines(input), reopen: reopening(input, progress))
            let output = try OutputFile(path: place, gzip: gzip || place?.hasSuffix(".gz") == true, verifies: options.verifies)
            let conversion = StreamConversion(options, sink: sink(output, notes, progress))
            let summary: ConversionSummary = try convert(content, conversion, input)
            progress.end()
            try finish(summary, content, output, notes)
        } catch let error as StreamError {
            throw failure(error, of: input, notes)
        }
        session.note(notes.status)
    }

    private func failure(_ error: StreamError, of input: Input, _ notes: ConversionNotes) -> CommandFailure {
        let told: StreamError = if case .content(let fault) = error { .content(fault.advised) } else { error }
        return input.failure(told, excerpt: notes.excerpt(of: error))
    }

    /// A file can be read again from its start.
    private func reopening(_ input: Input, _ progress: Progress) -> LargeInput.Open? {
        guard input.isRegular else { return nil }
        return { () throws(StreamError) in progress.follow(try input.open()) }
    }

    private func isNamedLines(_ input: Input) -> Bool {
        input.isNamedLines && (target == .ndjson || target == .bundle)
    }

    private func sink(_ output: OutputFile, _ notes: ConversionNotes, _ progress: Progress) -> ConversionSink {
        ConversionSink(
            write: { try output.write($0) },
            report: {
                progress.clear()
                notes.tell($0)
            },
            reject: { line in
                guard let rejects else { return }
                try (line + [0x0A]).withCommandBytes { (bytes) throws(CommandFailure) in try rejects.write(bytes) }
            },
            progress: { progress.show() })
    }

    private func finish(
        _ summary: ConversionSummary, _ content: InputContent, _ output: OutputFile, _ notes: ConversionNotes
    ) throws(CommandFailure) {
        guard case .lines = content else {
            // The output is given up: it would lack something that nobody asked to leave out.
            if summary.refused > 0 { return notes.note(.notInput) }
            return try output.finish()
        }
        if summary.written == 0 {
            if summary.refused == 0 { tell("error: \(notes.name): NDJSON without a line") }
            return notes.note(.notInput)
        }
        if summary.refused > 0 {
            notes.note(.findings)
            let lines: String = summary.refused == 1 ? "1 line" : "\(summary.refused) lines"
            tell("\(notes.name): \(lines) rejected, \(summary.written) converted")
        }
        try output.finish()
    }

    // MARK: By content

    private func convert(_ content: InputContent, _ conversion: StreamConversion, _ input: Input) throws -> ConversionSummary {
        switch content {
        case .lines(let lines):
            if target == .json || target == .xml {
                throw CommandFailure(
                    .usage, "\(input.name): NDJSON holds many resources; convert it with --to ndjson or --to bundle")
            }
            return try conversion.convertLines(lines)
        case .resource(let bytes, let format):
            if bytes.count > options.limits.size { throw tooLarge() }
            if target == .ndjson, let summary = try entries(bytes, format, conversion) { return summary }
            try refuseBundle(input) { StreamConversion.isBundle(bytes, format) }
            return try conversion.convertResource(bytes, format)
        case .large(let large):
            if target == .ndjson, let once = large.once() { return try conversion.convertBundleOnce(large.format, once) }
            if target != .bundle, let summary = try conversion.convertBundle(large.format, open: large.open) { return summary }
            let bytes: [UInt8] = try large.open().readAll(limit: options.limits.size)
            try refuseBundle(input) { StreamConversion.isBundle(bytes, large.format) }
            return try conversion.convertResource(bytes, large.format)
        }
    }

    /// The entries of a bundle in memory as lines; nil if the resource is none, or no resource: then its reader says what is wrong.
    private func entries(_ bytes: [UInt8], _ format: ResourceFormat, _ conversion: StreamConversion) throws -> ConversionSummary?
    {
        if !StreamConversion.isBundle(bytes, format) { return nil }
        return try conversion.convertBundle(format) { ByteInput(bytes) }
    }

    private func refuseBundle(_ input: Input, _ isBundle: () -> Bool) throws(CommandFailure) {
        if target == .bundle && isBundle() {
            throw CommandFailure(.usage, "\(input.name): is a Bundle already; convert it with --to json or --to xml")
        }
    }

    private func tooLarge() -> StreamError {
        .content(ReadError(.limit, "the resource is larger than \(options.limits.size) bytes", limit: .size))
    }
}
