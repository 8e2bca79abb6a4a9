/// The part of a source line around a place, and where the place is in it: for a person at a terminal.
public struct SourceExcerpt: Sendable, Hashable {
    /// At most 140 characters of the line, control characters as spaces.
    public let line: String
    /// Characters before the place.
    public let caret: Int

    /// The line of an offset in a source.
    public init(offset: Int, in bytes: UnsafeRawBufferPointer) {
        let limit: Int = min(max(offset, 0), bytes.count)
        let isEnd: (UInt8) -> Bool = { $0 == 0x0A || $0 == 0x0D }
        var start: Int = limit
        while start > 0, limit - start < 70, !isEnd(bytes[start - 1]) { start -= 1 }
        while start < limit, bytes[start] & 0xC0 == 0x80 { start += 1 }
        var end: Int = limit
        while end < bytes.count, end - limit < 70, !isEnd(bytes[end]) { end += 1 }
        while end < bytes.count, end > limit, bytes[end] & 0xC0 == 0x80 { end -= 1 }
        let before: String = SourceExcerpt.plain(bytes[start..<limit])
        line = before + SourceExcerpt.plain(bytes[limit..<end])
        caret = before.unicodeScalars.count
    }

    /// The line of an offset in a document as it is read: XML in another encoding is brought into UTF-8 first.
    /// - Returns: nil if that cannot be done.
    package static func read(_ bytes: [UInt8], at offset: Int) -> SourceExcerpt? {
        bytes.withUnsafeBytes { buffer in
            if XMLEncoding.declared(buffer) == nil { return SourceExcerpt(offset: offset, in: buffer) }
            guard let text = try? XMLEncoding.utf8(of: buffer) else { return nil }
            return text.withUnsafeBytes { SourceExcerpt(offset: offset, in: $0) }
        }
    }

    /// The line, and below it a caret under the place.
    public var lines: [String] { [line, String(repeating: " ", count: caret) + "^"] }

    private static func plain(_ bytes: Slice<UnsafeRawBufferPointer>) -> String {
        let scalars = String(decoding: bytes, as: UTF8.self).unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
        return String(String.UnicodeScalarView(scalars))
    }
}
