/// A bundle without its entries, in the text of its source: small, so that it can be read and written as a whole.
struct BundleEnvelope {
    private enum Piece {
        case text([UInt8], SourcePosition)
        /// A list of entries stood here.
        case entries(SourcePosition)
    }

    let format: ResourceFormat
    private var pieces: [Piece] = []
    private(set) var size: Int = 0
    /// Number of lists of entries so far.
    private(set) var lists: Int = 0
    /// XML: the start tag of the root on one line, and its end tag.
    var startTag: [UInt8] = []
    var endTag: [UInt8] = []
    /// Place of the root.
    var position = SourcePosition(line: 1, column: 1, offset: 0)

    init(format: ResourceFormat) { self.format = format }

    mutating func append(_ text: UnsafeRawBufferPointer, at position: SourcePosition) {
        size += text.count
        pieces.append(.text(Array(text), position))
    }

    /// Notes that a list of entries stood here. XML's entries are one list as long as nothing but white space stands between them.
    mutating func appendEntries(at position: SourcePosition) {
        if format == .xml, case .entries = pieces.last { return }
        pieces.append(.entries(position))
        lists += 1
    }

    /// The envelope as a document of its own, an entry `{"id": marker}` in place of each list of entries.
    func source() -> Source {
        let key: String = freeKey()
        var source = Source(bytes: format == .json ? Array("{".utf8) : startTag, map: [], markers: [])
        source.map.append((0, position))
        for (index, piece) in pieces.enumerated() {
            if format == .json && index > 0 { source.bytes.append(0x2C) }
            switch piece {
            case .text(let text, let position):
                source.map.append((source.bytes.count, position))
                source.bytes += text
            case .entries(let position):
                let marker: String = key + String(source.markers.count)
                source.map.append((source.bytes.count, position))
                source.markers.append(marker)
                source.bytes +=
                    (format == .json ? "\"entry\":[{\"id\":\"\(marker)\"}]" : "<\(prefix)entry id=\"\(marker)\"/>").utf8
            }
        }
        source.bytes += format == .json ? Array("}".utf8) : endTag
        return source
    }

    /// XML: what stands before the colon in the root's name, with the colon.
    private var prefix: String {
        let name: ArraySlice<UInt8> = endTag.dropFirst(2).dropLast()
        return name.firstIndex(of: 0x3A).map { String(decoding: name[...$0], as: UTF8.self) } ?? ""
    }

    /// A text that occurs nowhere in the envelope.
    private func freeKey() -> String {
        var number: Int = 0
        while true {
            let key: String = "entries-\(number)-"
            let isFree: Bool = pieces.allSatisfy { piece in
                guard case .text(let text, _) = piece else { return true }
                return !BundleEnvelope.contains(text, Array(key.utf8))
            }
            if isFree { return key }
            number += 1
        }
    }

    static func contains(_ text: [UInt8], _ word: [UInt8]) -> Bool { firstIndex(of: word, in: text, from: 0) != nil }

    static func firstIndex(of word: [UInt8], in text: [UInt8], from start: Int) -> Int? {
        guard let first = word.first, text.count >= word.count else { return nil }
        var index: Int = start
        while index <= text.count - word.count {
            if text[index] == first, text[index..<(index + word.count)].elementsEqual(word) { return index }
            index += 1
        }
        return nil
    }

    /// The envelope's document, and where its parts come from.
    struct Source {
        var bytes: [UInt8]
        /// Where a part begins, and where that is in the stream.
        var map: [(start: Int, position: SourcePosition)]
        var markers: [String]

        /// The place in the stream of a place in the document.
        func position(_ inner: SourcePosition) -> SourcePosition {
            let offset: Int = min(inner.offset, bytes.count)
            guard let part = map.last(where: { $0.start <= offset }) else { return inner }
            return bytes.withUnsafeBytes {
                part.position.advanced(over: UnsafeRawBufferPointer(rebasing: $0[part.start...]), offset - part.start)
            }
        }
    }
}
