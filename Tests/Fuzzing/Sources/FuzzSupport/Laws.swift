import FHIRCore

/// What must hold for every input, however broken. The fuzzers check it, and the tests for every input that they ever found.
public enum Laws {
    /// A law that does not hold.
    public struct Broken: Error, CustomStringConvertible {
        /// Which one, and what was seen.
        public let description: String
    }

    /// Reads any bytes as a format in every way there is.
    public static func check(_ bytes: [UInt8], as format: ResourceFormat) throws(Broken) {
        let limits = ReadLimits(depth: 64, size: 1 << 20, attributes: 32)
        let tree: ElementTree? =
            switch format {
            case .json: try? ElementTree.read(json: bytes, limits: limits)
            case .xml: try? ElementTree.read(xml: bytes, limits: limits)
            }
        if let tree {
            for finding in tree.findings { try require(!finding.message.isEmpty, "a finding without words") }
            for target in ResourceFormat.allCases { try checkWritten(tree, as: target) }
        }
        if format == .json, let value = try? JSONValue.read(bytes, maximumDepth: 64) {
            try require((try? JSONValue.read(value.bytes)) == value, "JSON is another value after it was written")
        }
        if format == .json { checkLines(bytes, limits) }
        try checkStream(bytes, format, isReadable: tree != nil, limits)
    }

    /// What a writer gives can be read, and is written again the same.
    private static func checkWritten(_ tree: ElementTree, as format: ResourceFormat) throws(Broken) {
        let written: [UInt8] = tree.written(as: format).bytes
        let limits = ReadLimits(depth: 1024)
        let again: ElementTree? =
            switch format {
            case .json: try? ElementTree.read(json: written, limits: limits)
            case .xml: try? ElementTree.read(xml: written, limits: limits)
            }
        guard let again else {
            throw Broken(description: "what was written cannot be read: \(String(decoding: written, as: UTF8.self))")
        }
        try require(again.written(as: format).bytes == written, "not the same after it was read and written again")
        try require(tree.written(as: format, .compact).bytes.count <= written.count, "compact is longer than pretty")
    }

    private static func checkLines(_ bytes: [UInt8], _ limits: ReadLimits) {
        let conversion = StreamConversion(ConversionOptions(target: .lines, limits: limits), sink: ConversionSink { _ in })
        _ = try? conversion.convertLines(ByteInput(bytes))
    }

    /// A bundle gives the same bytes entry by entry as in one piece.
    private static func checkStream(
        _ bytes: [UInt8], _ format: ResourceFormat, isReadable: Bool, _ limits: ReadLimits
    ) throws(Broken) {
        var streamed: [UInt8] = []
        var whole: [UInt8] = []
        let options = ConversionOptions(target: .resource(format), limits: limits)
        let summary = try? StreamConversion(options, sink: ConversionSink { streamed += $0 })
            .convertBundle(format) { ByteInput(bytes) }
        guard let summary, summary.refused == 0, isReadable else { return }
        _ = try? StreamConversion(options, sink: ConversionSink { whole += $0 }).convertResource(bytes, format)
        try require(streamed == whole, "entry by entry is not as in one piece")
    }

    private static func require(_ condition: Bool, _ law: String) throws(Broken) {
        if !condition { throw Broken(description: law) }
    }
}
