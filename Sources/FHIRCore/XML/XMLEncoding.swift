import CLibXML2

/// Brings XML in any encoding that libxml2 knows into UTF-8 before it is parsed, so that offsets are those of one text.
enum XMLEncoding {
    /// The document in UTF-8; nil if it is UTF-8 already.
    static func utf8(of bytes: UnsafeRawBufferPointer) throws(ReadError) -> [UInt8]? {
        guard let name = declared(bytes) else { return nil }
        if let fault = contradiction(name, bytes) { throw fault }
        let unknown = ReadError(.encoding, "the encoding \(name) is not known; give the document in UTF-8")
        guard let handler = xmlFindCharEncodingHandler(name) else { throw unknown }
        defer { _ = xmlCharEncCloseFunc(handler) }
        guard let output = xmlBufferCreate(), let input = xmlBufferCreate() else { throw unknown }
        defer {
            xmlBufferFree(output)
            xmlBufferFree(input)
        }
        let start = bytes.baseAddress?.assumingMemoryBound(to: xmlChar.self)
        guard bytes.count < Int(Int32.max), xmlBufferAdd(input, start, Int32(bytes.count)) == 0 else { throw unknown }
        while xmlBufferLength(input) > 0 {
            if convert(input, to: output, handler) <= 0 {
                // The place in the text as it is read: lines and columns count characters.
                let read = UnsafeRawBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output)))
                throw ReadError(
                    .encoding, "a byte that is not valid in the encoding \(name)",
                    position: SourcePosition(offset: read.count, in: read))
            }
        }
        return Array(UnsafeBufferPointer(start: xmlBufferContent(output), count: Int(xmlBufferLength(output))))
    }

    /// Brings what it can of the input to the output. Without a receiver of errors in this thread libxml2 would print them.
    static func convert(_ input: xmlBufferPtr, to output: xmlBufferPtr, _ handler: xmlCharEncodingHandlerPtr) -> Int32 {
        xmlSetStructuredErrorFunc(nil) { _, _ in }
        return xmlCharEncInFunc(handler, output, input)
    }

    /// A declaration in characters of one byte cannot name an encoding whose characters have more.
    static func contradiction(_ name: String, _ bytes: UnsafeRawBufferPointer) -> ReadError? {
        let isWide: Bool = ["utf-16", "utf-32", "ucs-", "iso-10646"].contains { name.lowercased().hasPrefix($0) }
        guard isWide, bytes.starts(with: "<?xml".utf8) else { return nil }
        return ReadError(
            .encoding, "the XML declaration names \(name), but the document is not in it; correct the declaration",
            position: SourcePosition(offset: 0, in: bytes))
    }

    /// The encoding by byte order mark, by pattern, or as the XML declaration names it; nil for UTF-8 and ASCII.
    static func declared(_ bytes: UnsafeRawBufferPointer) -> String? {
        let head: [UInt8] = Array(bytes.prefix(4)) + [1, 1, 1, 1]
        switch (head[0], head[1], head[2], head[3]) {
        case (0xFF, 0xFE, 0, 0), (0x3C, 0, 0, 0): return "UTF-32LE"
        case (0, 0, 0xFE, 0xFF), (0, 0, 0, 0x3C): return "UTF-32BE"
        case (0xFF, 0xFE, _, _), (0x3C, 0, 0x3F, 0): return "UTF-16LE"
        case (0xFE, 0xFF, _, _), (0, 0x3C, 0, 0x3F): return "UTF-16BE"
        default: break
        }
        if !bytes.dropFirst(bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0).starts(with: "<?xml".utf8) { return nil }
        let text: String = String(decoding: bytes.prefix(200), as: UTF8.self)
        guard let close = text.range(of: "?>"), let word = text[..<close.lowerBound].range(of: "encoding") else { return nil }
        let rest = text[word.upperBound..<close.lowerBound].drop { $0 == " " || $0 == "=" || $0 == "\t" || $0 == "\n" }
        guard let quote = rest.first, quote == "\"" || quote == "'" else { return nil }
        let name: String = String(rest.dropFirst().prefix { $0 != quote })
        let known: [String] = ["utf-8", "utf8", "us-ascii", "ascii"]
        return known.contains(name.lowercased()) ? nil : name
    }
}

extension Substring {
    fileprivate func range(of word: String) -> Range<Index>? { String.find(word, in: self) }
}

extension String {
    fileprivate func range(of word: String) -> Range<Index>? { String.find(word, in: self[...]) }

    fileprivate static func find(_ word: String, in text: Substring) -> Range<Index>? {
        var start: Index = text.startIndex
        while start < text.endIndex {
            if text[start...].hasPrefix(word) { return start..<text.index(start, offsetBy: word.count) }
            start = text.index(after: start)
        }
        return nil
    }
}
