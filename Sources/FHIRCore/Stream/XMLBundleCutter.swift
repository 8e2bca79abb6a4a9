/// Cuts an XML Bundle in UTF-8 into its entries, wherever they stand; what stands around them becomes the envelope.
///
/// Only tags are looked for; the XML reader checks every piece afterwards.
final class XMLBundleCutter: StreamCutter {
    private let window: ByteWindow
    private let limits: ReadLimits
    private var isStarted: Bool = false
    private var isEnded: Bool = false
    private var index: Int = 0
    private var isEmptyRoot: Bool = false
    /// What stands around the entries; complete at the end of the stream.
    private(set) var envelope = BundleEnvelope(format: .xml)
    /// The local name of the root, once that has come.
    private(set) var resourceType: String?

    init(_ input: ByteInput, limits: ReadLimits) {
        window = ByteWindow(input, limit: limits.size)
        self.limits = limits
    }

    func next(into batch: inout StreamBatch) throws(StreamError) -> Bool {
        if !isStarted { try root() }
        while !isEnded {
            guard try window.passSpace() != nil else { throw unexpectedEnd() }
            if try !startsTag(at: 0) {
                try stray()
            } else {
                let second: UInt8? = try window.byte(1)
                if second == 0x2F {
                    try end()
                } else if second == 0x21 || second == 0x3F {
                    try keep(try markupEnd(from: 0), isComment: try window.byte(2) == 0x2D)
                } else if try child(into: &batch) {
                    return true
                }
            }
        }
        return false
    }

    // MARK: The root

    private func root() throws(StreamError) {
        isStarted = true
        try window.passMark()
        while true {
            guard try window.passSpace() == 0x3C else { throw fault("no well-formed XML: an element was expected") }
            guard let second = try window.byte(1), second == 0x21 || second == 0x3F else { break }
            if second == 0x21, try window.byte(2) != 0x2D { throw documentType() }
            window.consume(try markupEnd(from: 0))
        }
        let end: Int = try markupEnd(from: 0)
        var tag: [UInt8] = window.bytes(0..<end).map { $0 == 0x0A || $0 == 0x0D || $0 == 0x09 ? 0x20 : $0 }
        let name: ArraySlice<UInt8> = tag[1...].prefix { $0 != 0x20 && $0 != 0x3E && $0 != 0x2F }
        resourceType = XMLBundleCutter.localName(name)
        isEmptyRoot = tag.count > 2 && tag[tag.count - 2] == 0x2F
        if isEmptyRoot { tag.remove(at: tag.count - 2) }
        envelope.startTag = tag
        envelope.endTag = [0x3C, 0x2F] + name + [0x3E]
        envelope.position = window.position
        window.consume(end)
        if isEmptyRoot { try epilogue() }
    }

    private static func localName(_ name: ArraySlice<UInt8>) -> String {
        String(decoding: name.split(separator: 0x3A, maxSplits: 1).last ?? name, as: UTF8.self)
    }

    private func end() throws(StreamError) {
        let end: Int = try markupEnd(from: 0)
        let tag: [UInt8] = window.bytes(0..<end).filter { $0 != 0x20 && $0 != 0x0A && $0 != 0x0D && $0 != 0x09 }
        if tag != envelope.endTag { throw fault("no well-formed XML: an end tag that does not match the root's start tag") }
        window.consume(end)
        try epilogue()
    }

    /// Behind the root only white space, comments and processing instructions may stand.
    private func epilogue() throws(StreamError) {
        isEnded = true
        while try window.passSpace() != nil {
            let second: UInt8? = try startsTag(at: 0) ? window.byte(1) : nil
            guard second == 0x21 || second == 0x3F, try window.byte(2) != 0x44 else {
                throw fault("no well-formed XML: the document is complete, but more follows")
            }
            window.consume(try markupEnd(from: 0))
        }
    }

    // MARK: Children of the root

    /// Passes a child of the root; true if it was an entry.
    private func child(into batch: inout StreamBatch) throws(StreamError) -> Bool {
        let position: SourcePosition = window.position
        let end: Int = try elementEnd()
        let name: [UInt8] = window.bytes(1..<end).prefix { $0 > 0x20 && $0 != 0x3E && $0 != 0x2F }
        let isEntry: Bool = XMLBundleCutter.localName(name[...]) == "entry"
        if isEntry {
            envelope.appendEntries(at: position)
            batch.append(window.bytes(0..<end), at: position, index: index, list: envelope.lists - 1)
            index += 1
            window.consume(end)
        } else {
            try keep(end, isComment: false)
        }
        return isEntry
    }

    /// Keeps something around the entries; a well-formed comment says nothing of the content.
    private func keep(_ end: Int, isComment: Bool) throws(StreamError) {
        let text: UnsafeRawBufferPointer = window.bytes(0..<end)
        let isPlain: Bool = isComment && !text.dropFirst(4).dropLast(3).contains(0x2D)
        if envelope.size + end > limits.size {
            let message: String = "what stands around the bundle's entries is larger than \(limits.size) bytes"
            throw .content(ReadError(.limit, message, position: window.position, limit: .size))
        }
        if !isPlain { envelope.append(text, at: window.position) }
        window.consume(end)
    }

    private func stray() throws(StreamError) {
        var end: Int = 0
        while let byte = try window.byte(end), byte != 0x3C { end += 1 }
        try keep(end, isComment: false)
    }

    // MARK: Markup

    private func startsTag(at offset: Int) throws(StreamError) -> Bool { try window.byte(offset) == 0x3C }

    /// Just behind the element that starts the window.
    private func elementEnd() throws(StreamError) -> Int {
        var offset: Int = 0
        var depth: Int = 0
        while true {
            guard let found = window.find(0x3C, from: offset) else {
                offset = max(offset, window.count)
                if try !window.fill() { throw unexpectedEnd() }
                continue
            }
            let end: Int = try markupEnd(from: found)
            let second: UInt8 = window.base[found + 1]
            if second == 0x2F {
                depth -= 1
            } else if second != 0x21 && second != 0x3F && window.base[end - 2] != 0x2F {
                depth += 1
                if depth > limits.depth { throw tooDeep(found) }
            }
            if depth <= 0 { return end }
            offset = end
        }
    }

    /// Just behind the tag, comment, CDATA section or processing instruction at an offset.
    private func markupEnd(from start: Int) throws(StreamError) -> Int {
        guard let second = try window.byte(start + 1) else { throw unexpectedEnd() }
        if second == 0x3F { return try find("?>", from: start + 2) }
        if second == 0x21 {
            if try window.byte(start + 2) == 0x2D { return try find("-->", from: start + 4) }
            if try window.byte(start + 2) == 0x5B { return try find("]]>", from: start + 9) }
            throw documentType()
        }
        var tag = TagScan(offset: start + 1)
        while true {
            let isWhole: Bool = tag.scan(window.base, window.count)
            if tag.attributes > limits.attributes { throw tooManyAttributes(start) }
            if isWhole { return tag.offset }
            if try !window.fill() { throw unexpectedEnd() }
        }
    }

    /// Just behind the next occurrence of a short text that ends in `>`.
    private func find(_ text: StaticString, from start: Int) throws(StreamError) -> Int {
        let word = UnsafeBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount)
        var offset: Int = start
        while true {
            guard let close = window.find(0x3E, from: offset) else {
                offset = max(offset, window.count)
                if try !window.fill() { throw unexpectedEnd() }
                continue
            }
            offset = close + 1
            if offset - word.count >= start, window.bytes((offset - word.count)..<offset).elementsEqual(word) { return offset }
        }
    }

    // MARK: Faults

    private func place(_ offset: Int) -> SourcePosition { window.position.advanced(over: window.bytes, offset) }

    private func fault(_ message: String) -> StreamError {
        if window.count == 0 && window.isAtEnd && resourceType == nil {
            return .content(ReadError(.empty, "the input is empty", position: window.position))
        }
        return .content(ReadError(.syntax, message, position: window.position))
    }

    private func unexpectedEnd() -> StreamError {
        .content(ReadError(.syntax, "no well-formed XML: the input ends before the document does", position: place(window.count)))
    }

    private func tooDeep(_ offset: Int) -> StreamError {
        .content(
            ReadError(.limit, "elements are nested more than \(limits.depth) deep", position: place(offset), limit: .depth))
    }

    private func tooManyAttributes(_ offset: Int) -> StreamError {
        .content(
            ReadError(
                .limit, "an element has more than \(limits.attributes) attributes", position: place(offset), limit: .attributes))
    }

    private func documentType() -> StreamError {
        let message: String = "a document type declaration (DTD): FHIR forbids it, and it is not read; remove it"
        return .content(ReadError(.documentType, message, position: window.position))
    }
}

/// Goes through a tag to its end; quotes may hold anything but themselves.
private struct TagScan {
    var offset: Int
    private(set) var attributes: Int = 0
    private var quote: UInt8 = 0

    init(offset: Int) { self.offset = offset }

    /// True just behind the tag, false if more bytes are needed.
    mutating func scan(_ base: UnsafePointer<UInt8>, _ count: Int) -> Bool {
        var offset: Int = self.offset
        defer { self.offset = offset }
        while offset < count {
            let byte: UInt8 = base[offset]
            offset += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == 0x22 || byte == 0x27 {
                quote = byte
                attributes += 1
            } else if byte == 0x3E {
                return true
            }
        }
        return false
    }
}
