import CLibXML2

extension ByteInput {
    /// The same XML in UTF-8, whatever encoding it names or shows.
    package func utf8XML() throws(StreamError) -> ByteInput {
        let head: [UInt8] = try peek(256)
        guard let name = head.withUnsafeBytes({ XMLEncoding.declared($0) }) else { return self }
        if let fault = head.withUnsafeBytes({ XMLEncoding.contradiction(name, $0) }) { throw .content(fault) }
        guard let transcoder = Transcoder(self, encoding: name) else {
            let message: String = "the encoding \(name) is not known; give the document in UTF-8"
            throw .content(ReadError(.encoding, message))
        }
        return ByteInput { (buffer) throws(StreamError) in try transcoder.read(into: buffer) }
    }
}

/// Brings a stream into UTF-8 block by block.
private final class Transcoder {
    private let input: ByteInput
    private let encoding: String
    private let handler: xmlCharEncodingHandlerPtr
    private let packed: xmlBufferPtr
    private let plain: xmlBufferPtr
    private var given: Int = 0
    private var isAtEnd: Bool = false
    private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 16)

    init?(_ input: ByteInput, encoding: String) {
        guard let handler = xmlFindCharEncodingHandler(encoding), let packed = xmlBufferCreate(), let plain = xmlBufferCreate()
        else { return nil }
        self.input = input
        self.encoding = encoding
        self.handler = handler
        self.packed = packed
        self.plain = plain
    }

    deinit {
        _ = xmlCharEncCloseFunc(handler)
        xmlBufferFree(packed)
        xmlBufferFree(plain)
        block.deallocate()
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws(StreamError) -> Int {
        while given == Int(xmlBufferLength(plain)) {
            if try !refill() { return 0 }
        }
        let count: Int = min(buffer.count, Int(xmlBufferLength(plain)) - given)
        guard let content = xmlBufferContent(plain) else { return 0 }
        buffer.copyMemory(from: UnsafeRawBufferPointer(start: content + given, count: count))
        given += count
        return count
    }

    private func refill() throws(StreamError) -> Bool {
        if isAtEnd { return false }
        xmlBufferEmpty(plain)
        given = 0
        let count: Int = try input.read(into: block)
        isAtEnd = count == 0
        if count > 0 {
            let start = block.baseAddress?.assumingMemoryBound(to: xmlChar.self)
            if xmlBufferAdd(packed, start, Int32(count)) != 0 { throw fault() }
        }
        while xmlBufferLength(packed) > 0 {
            let before: Int32 = xmlBufferLength(packed)
            if XMLEncoding.convert(packed, to: plain, handler) < -1 { throw fault() }
            if xmlBufferLength(packed) == before { break }
        }
        // What is left is a character's beginning; at the end there is none.
        if isAtEnd && xmlBufferLength(packed) > 0 || xmlBufferLength(packed) > 64 { throw fault() }
        return xmlBufferLength(plain) > 0 || !isAtEnd
    }

    private func fault() -> StreamError {
        .content(ReadError(.encoding, "a byte that is not valid in the encoding \(encoding)"))
    }
}
