/// How a writer lays out a bundle: what stands before, between and after its entries.
///
/// It is learnt from the writer itself, so that a bundle written in parts has the bytes of one written as a whole.
struct BundleFrame: Sendable {
    let format: ResourceFormat
    let layout: Layout
    /// Before the first and behind the last entry of a bundle that has nothing else.
    let before: Int
    let after: Int
    let separator: [UInt8]

    init(_ format: ResourceFormat, _ layout: Layout, schema: Schema) throws(ReadError) {
        self.format = format
        self.layout = layout
        let source: String = #"{"resourceType":"Bundle","entry":[{"id":"first"},{"id":"second"}]}"#
        let written: [UInt8] = try ElementTree.read(json: Array(source.utf8), schema: schema).written(as: format, layout).bytes
        let first: Range<Int> = BundleFrame.entry("first", in: written, format)
        let second: Range<Int> = BundleFrame.entry("second", in: written, format)
        before = first.lowerBound
        after = written.count - second.upperBound
        separator = Array(written[first.upperBound..<second.lowerBound])
    }

    /// The text of the entry in a written bundle that has one entry and nothing else; nil if the format could not carry the entry.
    func entry(of written: [UInt8]) -> ArraySlice<UInt8>? {
        written.count > before + after ? written[before..<(written.count - after)] : nil
    }

    /// Where the entry with nothing but that id stands.
    private static func entry(_ id: String, in written: [UInt8], _ format: ResourceFormat) -> Range<Int> {
        let quoted: [UInt8] = Array("\"\(id)\"".utf8)
        guard let place = BundleEnvelope.firstIndex(of: quoted, in: written, from: 0) else { return 0..<0 }
        let opening: UInt8 = format == .json ? 0x7B : 0x3C
        let closing: UInt8 = format == .json ? 0x7D : 0x3E
        let start: Int = written[..<place].lastIndex(of: opening) ?? 0
        let end: Int = written[(place + quoted.count)...].firstIndex(of: closing) ?? place
        return start..<(end + 1)
    }

    /// What stands around the lists of entries in a written envelope: one piece more than there are lists.
    func segments(of written: [UInt8], markers: [String]) -> [[UInt8]] {
        var segments: [[UInt8]] = []
        var start: Int = 0
        for marker in markers {
            let place: Range<Int> = BundleFrame.entry(marker, in: written, format)
            segments.append(Array(written[start..<place.lowerBound]))
            start = place.upperBound
        }
        segments.append(Array(written[start...]))
        return segments
    }
}
