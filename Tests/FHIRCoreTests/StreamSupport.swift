import FHIRCore

/// What a stream's conversion gave.
final class Converted {
    var bytes: [UInt8] = []
    var reports: [StreamReport] = []
    var rejects: [String] = []

    var text: String { String(decoding: bytes, as: UTF8.self) }

    var sink: ConversionSink {
        ConversionSink(
            write: { self.bytes += $0 }, report: { self.reports.append($0) },
            reject: { self.rejects.append(String(decoding: $0, as: UTF8.self)) })
    }
}

/// A stream that comes in small blocks, so that every value is cut somewhere.
func dripping(_ bytes: [UInt8], _ size: Int) -> ByteInput {
    var offset: Int = 0
    return ByteInput { (buffer) throws(StreamError) in
        let count: Int = min(size, buffer.count, bytes.count - offset)
        bytes.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[offset..<offset + count])) }
        offset += count
        return count
    }
}

/// A stream made of a text at its start, another that repeats, and a third at its end.
func generated(_ start: String, _ repeated: String, total: Int, _ end: String = "") -> ByteInput {
    var head: [UInt8] = Array(start.utf8)
    var tail: [UInt8] = Array(end.utf8)
    var block: [UInt8] = []
    while block.count < 1 << 16 { block += repeated.utf8 }
    var left: Int = total / block.count
    return ByteInput { (buffer) throws(StreamError) in
        if head.isEmpty {
            head = left > 0 ? block : tail
            if left == 0 { tail = [] }
            left -= left > 0 ? 1 : 0
        }
        let count: Int = min(buffer.count, head.count)
        head.withUnsafeBytes { buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[..<count])) }
        head.removeFirst(count)
        return count
    }
}
