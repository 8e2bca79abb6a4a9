#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// A part of a stream in memory: bytes are pulled in at its end and consumed at its start, which knows its line and column.
///
/// Offsets into a window count from its start, so they hold across `fill` and end with `consume`.
final class ByteWindow {
    private let input: ByteInput
    /// Most bytes that the window may hold.
    private let limit: Int
    private var storage: UnsafeMutablePointer<UInt8>
    private var capacity: Int
    private var first: Int = 0
    private var last: Int = 0
    private(set) var isAtEnd: Bool = false
    /// Place of the window's start.
    private(set) var position = SourcePosition(line: 1, column: 1, offset: 0)

    init(_ input: ByteInput, limit: Int, capacity: Int = 1 << 20) {
        self.input = input
        self.limit = limit
        self.capacity = capacity
        storage = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity + JSONScanner.padding)
    }

    deinit { storage.deallocate() }

    /// Bytes in the window.
    var count: Int { last - first }
    /// They are followed by zero bytes as the JSON scanner wants them.
    var base: UnsafePointer<UInt8> { UnsafePointer(storage + first) }
    var bytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: storage + first, count: last - first) }
    /// Bytes of the window's start.
    func bytes(_ range: Range<Int>) -> UnsafeRawBufferPointer {
        UnsafeRawBufferPointer(start: storage + first + range.lowerBound, count: range.count)
    }

    /// Pulls more bytes in; false at the end of the stream.
    /// - Throws: also when the window holds `limit` bytes already.
    func fill() throws(StreamError) -> Bool {
        if isAtEnd { return false }
        if count > limit {
            let message: String = "one resource is larger than \(limit) bytes"
            throw .content(ReadError(.limit, message, position: position, limit: .size))
        }
        if last == capacity { makeRoom() }
        let room = UnsafeMutableRawBufferPointer(start: storage + last, count: min(capacity - last, 1 << 18))
        let taken: Int = try input.read(into: room)
        last += taken
        (storage + last).initialize(repeating: 0, count: JSONScanner.padding)
        isAtEnd = taken == 0
        return taken > 0
    }

    private func makeRoom() {
        let held: Int = count
        if first > capacity / 2 {
            storage.update(from: storage + first, count: held)
        } else {
            let grown = UnsafeMutablePointer<UInt8>.allocate(capacity: capacity * 2 + JSONScanner.padding)
            grown.update(from: storage + first, count: held)
            storage.deallocate()
            storage = grown
            capacity *= 2
        }
        first = 0
        last = held
    }

    /// The byte at an offset, pulled in if need be; nil at the end.
    @inline(__always)
    func byte(_ offset: Int) throws(StreamError) -> UInt8? {
        while offset >= count { if try !fill() { return nil } }
        return storage[first + offset]
    }

    /// Leaves bytes behind.
    func consume(_ count: Int) {
        position = position.advanced(over: bytes, count)
        first += count
    }

    /// Leaves bytes behind without counting lines: `position` keeps only the offset.
    func drop(_ count: Int) {
        position = SourcePosition(line: position.line, column: position.column, offset: position.offset + count)
        first += count
    }

    /// Leaves white space behind; gives the byte that follows, nil at the end.
    func passSpace() throws(StreamError) -> UInt8? {
        var offset: Int = 0
        while let byte = try byte(offset) {
            if byte != 0x20 && byte != 0x0A && byte != 0x0D && byte != 0x09 {
                if offset > 0 { consume(offset) }
                return byte
            }
            offset += 1
            if offset == 1 << 16 {
                consume(offset)
                offset = 0
            }
        }
        consume(offset)
        return nil
    }

    /// Leaves a UTF-8 byte order mark behind.
    func passMark() throws(StreamError) {
        _ = try byte(2)
        let mark: [UInt8] = [0xEF, 0xBB, 0xBF]
        if !bytes.starts(with: mark) { return }
        first += 3
        position = SourcePosition(line: 1, column: 1, offset: 3)
    }

    /// Offset of a byte from an offset on, in what is in the window; nil if it is not there.
    func find(_ byte: UInt8, from offset: Int) -> Int? {
        guard offset < count, let found = memchr(base + offset, Int32(byte), count - offset) else { return nil }
        return found - UnsafeMutableRawPointer(storage + first)
    }
}

extension SourcePosition {
    /// The place behind the first `count` of the bytes that begin here; a line ends with LF, CR LF or CR.
    func advanced(over bytes: UnsafeRawBufferPointer, _ count: Int) -> SourcePosition {
        var lines: Int = 0
        var lineStart: Int = -1
        guard let base = bytes.baseAddress else { return self }
        if memchr(base, 0x0D, count) == nil {
            var from: Int = 0
            while from < count, let found = memchr(base + from, 0x0A, count - from) {
                lines += 1
                from = UnsafeRawPointer(found) - base + 1
                lineStart = from
            }
        } else {
            for index in 0..<count where bytes[index] == 0x0A || bytes[index] == 0x0D {
                // Behind a CR at the end of what is known a LF may follow: it is counted then.
                if bytes[index] == 0x0D && (index + 1 < bytes.count ? bytes[index + 1] == 0x0A : true) { continue }
                lines += 1
                lineStart = index + 1
            }
        }
        var characters: Int = 0
        for index in max(lineStart, 0)..<count where bytes[index] & 0xC0 != 0x80 { characters += 1 }
        let column: Int = (lineStart < 0 ? self.column : 1) + characters
        return SourcePosition(line: line + lines, column: column, offset: offset + count)
    }

    /// A place inside a text that begins here.
    func advanced(to inner: SourcePosition) -> SourcePosition {
        SourcePosition(
            line: line + inner.line - 1, column: inner.line == 1 ? column + inner.column - 1 : inner.column,
            offset: offset + inner.offset)
    }
}
