/// Cuts a JSON Bundle into its entries, whatever order its members have; what stands around them becomes the envelope.
final class JSONBundleCutter: StreamCutter {
    private enum State { case start, member, afterMember, entry, afterEntry, ended }

    private let window: ByteWindow
    private let limits: ReadLimits
    private var state: State = .start
    private var index: Int = 0
    /// What stands around the entries; complete at the end of the stream.
    private(set) var envelope = BundleEnvelope(format: .json)
    /// The name in the member `resourceType`, once that has come.
    private(set) var resourceType: String?

    init(_ input: ByteInput, limits: ReadLimits) {
        window = ByteWindow(input, limit: limits.size)
        self.limits = limits
    }

    func next(into batch: inout StreamBatch) throws(StreamError) -> Bool {
        while true {
            switch state {
            case .start: try start()
            case .member: try member()
            case .afterMember: try afterMember()
            case .entry:
                try entry(into: &batch)
                return true
            case .afterEntry:
                let more: Bool = try separator(closing: 0x5D)
                state = more ? .entry : .afterMember
            case .ended: return false
            }
        }
    }

    // MARK: Around the entries

    private func start() throws(StreamError) {
        try window.passMark()
        guard let first = try window.passSpace() else { throw fault(.unexpectedEnd) }
        if first != 0x7B {
            let message: String = "JSON, but no resource: a resource is an object in braces"
            throw .content(ReadError(.notAResource, message, position: window.position))
        }
        envelope.position = window.position
        window.consume(1)
        state = .member
        if try window.passSpace() == 0x7D { try end() }
    }

    private func end() throws(StreamError) {
        window.consume(1)
        if try window.passSpace() != nil { throw fault(.trailingContent) }
        state = .ended
    }

    private func afterMember() throws(StreamError) {
        if try window.passSpace() == 0x7D { return try end() }
        _ = try separator(closing: 0x7D)
        state = .member
    }

    /// Passes a comma (true) or the closing bracket (false).
    private func separator(closing: UInt8) throws(StreamError) -> Bool {
        let byte: UInt8? = try window.passSpace()
        guard byte == 0x2C || byte == closing else { throw fault(.expectedCommaOrEnd) }
        window.consume(1)
        if byte == closing { return false }
        if try window.passSpace() == closing { throw fault(.trailingComma) }
        return true
    }

    private func member() throws(StreamError) {
        guard try window.passSpace() == 0x22 else { throw fault(.expectedKey) }
        let keyEnd: Int = try valueEnd(from: 0)
        let name: UnsafeRawBufferPointer = window.bytes(1..<(keyEnd - 1))
        let isEntry: Bool = name.elementsEqual("entry".utf8)
        let isType: Bool = name.elementsEqual("resourceType".utf8)
        var offset: Int = keyEnd
        guard try passSpace(&offset) == 0x3A else { throw fault(.expectedColon, at: offset) }
        offset += 1
        let first: UInt8? = try passSpace(&offset)
        if isEntry && first == 0x5B {
            var inside: Int = offset + 1
            if try passSpace(&inside) != 0x5D {
                envelope.appendEntries(at: window.position)
                window.consume(offset + 1)
                state = .entry
                return
            }
        }
        let end: Int = try valueEnd(from: offset)
        if isType && first == 0x22 && resourceType == nil {
            resourceType = String(decoding: window.bytes((offset + 1)..<(end - 1)), as: UTF8.self)
        }
        if envelope.size + end > limits.size { throw tooLarge("what stands around the bundle's entries is") }
        envelope.append(window.bytes(0..<end), at: window.position)
        window.consume(end)
        state = .afterMember
    }

    // MARK: Entries

    private func entry(into batch: inout StreamBatch) throws(StreamError) {
        guard try window.passSpace() != nil else { throw fault(.unexpectedEnd) }
        let end: Int = try valueEnd(from: 0)
        batch.append(window.bytes(0..<end), at: window.position, index: index, list: envelope.lists - 1)
        index += 1
        window.consume(end)
        state = .afterEntry
    }

    // MARK: Values

    /// Just behind the value at an offset.
    private func valueEnd(from offset: Int) throws(StreamError) -> Int {
        guard try window.byte(offset) != nil else { throw fault(.unexpectedEnd, at: offset) }
        var extent = JSONExtent(from: offset, maximumDepth: limits.depth)
        while true {
            switch extent.scan(window.base, window.count) {
            case .end(let end):
                if end == offset { throw fault(.unexpectedCharacter, at: offset) }
                return end
            case .tooDeep(let place): throw fault(.tooDeep, at: place)
            case .mismatch(let place): throw fault(.expectedCommaOrEnd, at: place)
            case .open:
                if try !window.fill() { throw fault(.unexpectedEnd, at: window.count) }
            }
        }
    }

    private func passSpace(_ offset: inout Int) throws(StreamError) -> UInt8? {
        while let byte = try window.byte(offset) {
            if byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 { return byte }
            offset += 1
        }
        return nil
    }

    // MARK: Faults

    private func fault(_ code: JSONFault.Code, at offset: Int = 0) -> StreamError {
        let code: JSONFault.Code = offset >= window.count ? .unexpectedEnd : code
        let error: ReadError = JSONFault(code: code, offset: offset).readError(in: window.bytes, maximumDepth: limits.depth)
        let place: SourcePosition = window.position.advanced(over: window.bytes, min(offset, window.count))
        if error.code == .empty && state != .start {
            return .content(ReadError(.syntax, "no JSON: the input ends before the value does", position: place))
        }
        return .content(error.moved(to: place, path: error.path))
    }

    private func tooLarge(_ what: String) -> StreamError {
        .content(ReadError(.limit, "\(what) larger than \(limits.size) bytes", position: window.position, limit: .size))
    }
}
