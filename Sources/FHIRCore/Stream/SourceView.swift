/// What was given to a reader, as a part of a stream: brings the reader's places and paths into those of the stream.
struct SourceView {
    /// What the reader saw.
    let bytes: UnsafeRawBufferPointer
    /// Bytes of it that stand before the part, and behind it, and are not of the stream.
    var prefix: Int = 0
    var suffix: Int = 0
    /// Place of the part in the stream.
    var start = SourcePosition(line: 1, column: 1, offset: 0)
    /// A beginning of the reader's paths, and what the stream has in its place.
    var path: (reader: String, stream: String)?

    private var part: UnsafeRawBufferPointer { UnsafeRawBufferPointer(rebasing: bytes[prefix..<(bytes.count - suffix)]) }

    /// Whether a place of the reader lies in the part.
    func holds(_ offset: Int) -> Bool { offset >= prefix && offset <= bytes.count - suffix }

    /// The place in the stream of an offset of the reader.
    func position(_ offset: Int) -> SourcePosition {
        if start.offset == 0 && prefix == 0 { return SourcePosition(offset: offset, in: bytes) }
        let inner: Int = min(max(offset - prefix, 0), part.count)
        return start.advanced(over: part, inner)
    }

    /// The line round an offset of the reader.
    func excerpt(_ offset: Int) -> SourceExcerpt {
        SourceExcerpt(offset: min(max(offset - prefix, 0), part.count), in: part)
    }

    /// The path in the stream of a path of the reader.
    func path(_ text: String?) -> String? {
        guard let text, let path, text.hasPrefix(path.reader) else { return text }
        return path.stream + text.dropFirst(path.reader.count)
    }

    /// A report on a place of the reader.
    func report(_ kind: StreamReport.Kind, _ message: String, at offset: Int?, path: String?) -> StreamReport {
        StreamReport(
            kind, message, position: offset.map(position), path: self.path(path), excerpt: offset.map { excerpt($0) })
    }

    /// A reader's error as one of the stream.
    func error(_ error: ReadError) -> ReadError {
        error.moved(to: error.position.map { position($0.offset) }, path: path(error.path))
    }
}
