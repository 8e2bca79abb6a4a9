/// Where a conversion's results go; called in the thread that runs it, in the order of the input.
public struct ConversionSink {
    /// Takes the next bytes of the output.
    public var write: (UnsafeRawBufferPointer) throws -> Void
    /// Takes a report.
    public var report: (StreamReport) -> Void
    /// Takes a line that was refused, without its line end.
    public var reject: ([UInt8]) throws -> Void
    /// Is told that work goes on.
    public var progress: () -> Void

    /// A sink; only `write` must be given.
    public init(
        write: @escaping (UnsafeRawBufferPointer) throws -> Void, report: @escaping (StreamReport) -> Void = { _ in },
        reject: @escaping ([UInt8]) throws -> Void = { _ in }, progress: @escaping () -> Void = {}
    ) {
        self.write = write
        self.report = report
        self.reject = reject
        self.progress = progress
    }
}

/// What a conversion came to.
public struct ConversionSummary: Sendable {
    /// Resources written.
    public var written: Int = 0
    /// Resources that were refused: lines of NDJSON; if it is not 0 for anything else, the output is not complete.
    public var refused: Int = 0
}

/// Converts bundles and NDJSON of any size in bounded memory, a resource at a time, on several threads.
public struct StreamConversion {
    let options: ConversionOptions
    let sink: ConversionSink

    /// A conversion with its options and where its results go.
    public init(_ options: ConversionOptions, sink: ConversionSink) {
        self.options = options
        self.sink = sink
    }

    // MARK: NDJSON

    /// Converts NDJSON to lines or to a bundle. Bad lines are reported, handed to `reject` and passed over.
    /// - Throws: `StreamError`, and what the sink throws. An input without one good line is written as what it is, nothing.
    public func convertLines(_ input: ByteInput) throws -> ConversionSummary {
        var segments: [[UInt8]] = [[], []]
        var frame: BundleFrame?
        if case .bundle(let format) = options.target {
            let made = try bundleFrame(format)
            segments = try collection(made)
            frame = made
        }
        let conversion = LineConversion(resource: ResourceConversion(options: options), frame: frame)
        let cutter = LineCutter(input, limit: options.limits.size)
        var joiner = Joiner(segments: segments, separator: frame?.separator ?? [])
        var summary = ConversionSummary()
        try OrderedWork.run(
            jobs: options.jobs, produce: { try cutter.batch() }, worker: { conversion.forThread.convert },
            consume: { try take($0, &joiner, &summary) })
        if summary.written > 0 { try write(joiner.end()) }
        return summary
    }

    private func bundleFrame(_ format: ResourceFormat) throws(StreamError) -> BundleFrame {
        do throws(ReadError) {
            return try BundleFrame(format, options.layout, schema: options.schema)
        } catch {
            throw .content(error)
        }
    }

    /// What stands before and behind the entries of a collection.
    private func collection(_ frame: BundleFrame) throws -> [[UInt8]] {
        var envelope = BundleEnvelope(format: .json)
        let start = SourcePosition(line: 1, column: 1, offset: 0)
        Array(#""resourceType":"Bundle","type":"collection""#.utf8).withUnsafeBytes { envelope.append($0, at: start) }
        envelope.appendEntries(at: start)
        let source: BundleEnvelope.Source = envelope.source()
        let written: Written = try ElementTree.read(json: source.bytes, schema: options.schema)
            .written(as: frame.format, frame.layout)
        return frame.segments(of: written.bytes, markers: source.markers)
    }

    // MARK: Bundles

    /// Converts a Bundle entry by entry, into the format or lines that the options name.
    ///
    /// - Parameter open: gives the same input from its start; called twice, for what stands around the entries must be known first.
    /// - Returns: nil, and nothing was written, if the resource is no Bundle.
    /// - Throws: `StreamError`, and what the sink throws.
    public func convertBundle(_ format: ResourceFormat, open: () throws -> ByteInput) throws -> ConversionSummary? {
        let first: any BundleCutter = try cutter(format, try open())
        var nothing = StreamBatch()
        while try first.next(into: &nothing) {
            if !nothing.isFull { continue }
            nothing = StreamBatch()
            sink.progress()
        }
        if first.resourceType != "Bundle" { return nil }
        return try convertEntries(format, try cutter(format, try open()), around: first.envelope)
    }

    /// Converts a Bundle to lines in one pass, for input that cannot be read twice. Only for XML, and JSON that names its type first.
    public func convertBundleOnce(_ format: ResourceFormat, _ input: ByteInput) throws -> ConversionSummary {
        try convertEntries(format, try cutter(format, input), around: nil)
    }

    private func cutter(_ format: ResourceFormat, _ input: ByteInput) throws(StreamError) -> any BundleCutter {
        switch format {
        case .json: JSONBundleCutter(input, limits: options.limits)
        case .xml: XMLBundleCutter(try input.utf8XML(), limits: options.limits)
        }
    }

    private func convertEntries(
        _ format: ResourceFormat, _ cutter: any BundleCutter, around envelope: BundleEnvelope?
    ) throws -> ConversionSummary {
        var segments: [[UInt8]] = []
        var frame: BundleFrame?
        if let envelope, case .resource(let target) = options.target {
            let made = try bundleFrame(target)
            segments = try self.segments(of: envelope, made)
            frame = made
        }
        var joiner = Joiner(segments: segments, separator: frame?.separator ?? [])
        var summary = ConversionSummary()
        var tally = EntryTally()
        var isRefused: Bool = false
        var pending: StreamBatch? = try cutter.batch()
        let conversion = EntryConversion(
            resource: ResourceConversion(options: options), format: format,
            before: format == .json ? Array(#"{"resourceType":"Bundle","entry":["#.utf8) : cutter.envelope.startTag,
            after: format == .json ? Array("]}".utf8) : cutter.envelope.endTag, frame: frame)
        try OrderedWork.run(
            jobs: options.jobs,
            produce: {
                if let batch = pending {
                    pending = nil
                    return batch
                }
                return isRefused ? nil : try cutter.batch()
            },
            worker: { conversion.forThread.convert },
            consume: { batch in
                // A bundle with a bad entry is refused as a whole, so that no entry is missing silently.
                if summary.refused > 0 { return }
                try take(batch, &joiner, &summary)
                tally.add(batch.tally)
                if batch.refused > 0 { isRefused = true }
            })
        if summary.refused > 0 { return summary }
        try write(joiner.end())
        if frame == nil {
            tally.reports.forEach(sink.report)
            try tellEnvelope(cutter.envelope)
        }
        return summary
    }

    /// What a bundle in the target's format has around its entries.
    private func segments(of envelope: BundleEnvelope, _ frame: BundleFrame) throws(StreamError) -> [[UInt8]] {
        let source: BundleEnvelope.Source = envelope.source()
        let tree: ElementTree = try read(source, envelope.format)
        let converted: ConvertedResource = source.bytes.withUnsafeBytes { bytes in
            ResourceConversion(options: options).convert(tree, to: frame.format, frame.layout, SourceView(bytes: bytes))
        }
        for report in converted.reports { sink.report(placed(report, source)) }
        if let refusal = converted.refusal {
            let place: SourcePosition? = refusal.position.map(source.position)
            throw .content(refusal.moved(to: place, path: refusal.path))
        }
        return frame.segments(of: converted.bytes, markers: source.markers)
    }

    private func placed(_ report: StreamReport, _ source: BundleEnvelope.Source) -> StreamReport {
        StreamReport(
            report.kind, report.message, position: report.position.map(source.position), path: report.path,
            excerpt: report.excerpt, limit: report.limit)
    }

    private func read(_ source: BundleEnvelope.Source, _ format: ResourceFormat) throws(StreamError) -> ElementTree {
        do throws(ReadError) {
            switch format {
            case .json: return try ElementTree.read(json: source.bytes, schema: options.schema, limits: options.limits)
            case .xml: return try ElementTree.read(xml: source.bytes, schema: options.schema, limits: options.limits)
            }
        } catch {
            throw .content(
                error.moved(to: error.position.map(source.position), path: error.path))
        }
    }

    /// Lines have no place for what stands around the entries.
    private func tellEnvelope(_ envelope: BundleEnvelope) throws(StreamError) {
        let source: BundleEnvelope.Source = envelope.source()
        let root: Element = try read(source, envelope.format).root
        var names: [String] = []
        for child in root.children where child.name != "entry" && !names.contains(child.name) { names.append(child.name) }
        if names.isEmpty { return }
        let message: String = "the bundle's own \(names.joined(separator: ", ")): NDJSON has no place for it"
        sink.report(StreamReport(.loss, message, position: envelope.position, path: "Bundle"))
    }

    // MARK: Output

    private func take(_ batch: ConvertedBatch, _ joiner: inout Joiner, _ summary: inout ConversionSummary) throws {
        for part in batch.parts {
            try write(joiner.before(part.list))
            try write(part.bytes)
        }
        batch.reports.forEach(sink.report)
        for line in batch.rejects { try sink.reject(line) }
        summary.written += batch.written
        summary.refused += batch.refused
        sink.progress()
    }

    func write(_ bytes: [UInt8]) throws {
        if bytes.isEmpty { return }
        let result: Result<Void, any Error> = bytes.withUnsafeBytes { buffer in Result { try sink.write(buffer) } }
        try result.get()
    }
}

/// Puts the parts of an output together: what stands around lists, and what between the items of one.
private struct Joiner {
    let segments: [[UInt8]]
    let separator: [UInt8]
    private var list: Int = -1

    init(segments: [[UInt8]], separator: [UInt8]) {
        self.segments = segments
        self.separator = separator
    }

    /// What comes before the next part.
    mutating func before(_ next: Int) -> [UInt8] {
        if next == list { return separator }
        var bytes: [UInt8] = []
        while list < next {
            list += 1
            if list < segments.count { bytes += segments[list] }
        }
        return bytes
    }

    /// What comes at the end.
    mutating func end() -> [UInt8] { before(max(segments.count - 1, list + 1)) }
}

/// Cuts a bundle and keeps what stands around its entries.
protocol BundleCutter: StreamCutter {
    var envelope: BundleEnvelope { get }
    var resourceType: String? { get }
}

extension JSONBundleCutter: BundleCutter {}
extension XMLBundleCutter: BundleCutter {}
