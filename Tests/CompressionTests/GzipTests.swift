import Compression
import Testing

struct GzipTests {
    /// Text that packs well and is longer than every buffer inside.
    let text = (0..<40_000).flatMap { "line \($0 &* 2_654_435_761 % 1_000_003)\n".utf8 }

    /// What a reader gives whose input comes in pieces of `piece` bytes and whose output goes into `room` bytes.
    func unpack(_ bytes: [UInt8], piece: Int, room: Int, maximumBytes: Int = .max) throws -> [UInt8] {
        var place = 0
        let reader = try GzipReader(maximumBytes: maximumBytes) { buffer in
            let count = min(piece, bytes.count - place, buffer.count)
            buffer.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        var result: [UInt8] = []
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: room, alignment: 1)
        defer { buffer.deallocate() }
        while true {
            let count = try reader.read(into: buffer)
            if count == 0 { break }
            result += buffer[..<count]
        }
        #expect(try reader.read(into: buffer) == 0, "the end stays the end")
        return result
    }

    @Test(arguments: [(1, 100_000), (100_000, 1000), (1 << 20, 1 << 20), (4096, 17)])
    func roundTripInPieces(piece: Int, room: Int) throws {
        #expect(try unpack(Gzip.compress(text), piece: piece, room: room) == text)
    }

    @Test(arguments: [0, 1, 6, 9])
    func levels(level: Int) throws {
        #expect(try Gzip.decompress(Gzip.compress(text, level: level)) == text)
        #expect(try Gzip.decompress(Gzip.compress([], level: level)) == [])
    }

    @Test func theSameBytesGiveTheSameStreamInWhateverPieces() throws {
        let whole = try Gzip.compress(text)
        var packed: [UInt8] = []
        let writer = try GzipWriter { packed += $0 }
        var rest = text[...]
        while !rest.isEmpty {
            try writer.write(Array(rest.prefix(997)))
            rest = rest.dropFirst(997)
        }
        try writer.finish()
        #expect(packed == whole)
        #expect(whole[..<10] == [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255], "no flags, no time, no system (RFC 1952, 2.3)")
    }

    @Test func readsWhatGzipWrites() throws {
        let written: [UInt8] = [  // printf hello | gzip -c, with a name and a time in its head
            0x1f, 0x8b, 0x08, 0x08, 0x9c, 0x5b, 0x20, 0x65, 0x00, 0x03, 0x68, 0x00, 0xcb, 0x48, 0xcd, 0xc9, 0xc9, 0x07, 0x00,
            0x86, 0xa6, 0x10, 0x36, 0x05, 0x00, 0x00, 0x00,
        ]
        #expect(try Gzip.decompress(written) == Array("hello".utf8))
    }

    @Test(arguments: [1, 5, 1 << 16])
    func membersCountAsOneStream(piece: Int) throws {
        let members =
            try Gzip.compress(Array("one ".utf8)) + Gzip.compress([]) + Gzip.compress(Array("two".utf8))
        #expect(try unpack(members, piece: piece, room: 100) == Array("one two".utf8))
        #expect(try unpack(members + [0, 0, 0], piece: piece, room: 100) == Array("one two".utf8), "zeros are padding")
    }

    static func brokenStreams() throws -> [BrokenInput] {
        let good = try Gzip.compress(Array("some text that is packed".utf8))
        func flipped(_ place: Int) -> [UInt8] {
            var bytes = good
            bytes[place < 0 ? bytes.count + place : place] ^= 0x55
            return bytes
        }
        return [
            BrokenInput([], .truncated, "nothing at all"),
            BrokenInput(Array("{}".utf8), .notGzip, "JSON"),
            BrokenInput([0x78, 0x9C, 0x03, 0x00, 0x00, 0x00, 0x00, 0x01], .notGzip, "a zlib stream without gzip's head"),
            BrokenInput([0x1F], .truncated, "half of the magic number"),
            BrokenInput(Array(good[..<5]), .truncated, "the head breaks off"),
            BrokenInput(Array(good[..<20]), .truncated, "the contents break off"),
            BrokenInput(good.dropLast(1), .truncated, "the trailer breaks off"),
            BrokenInput(good + good.dropLast(1), .truncated, "the second member breaks off"),
            BrokenInput(flipped(-8), .corrupt, "the check sum is wrong"),
            BrokenInput(flipped(-1), .corrupt, "the length is wrong"),
            BrokenInput(flipped(2), .corrupt, "an unknown method"),
            BrokenInput(good + Array("junk".utf8), .trailingBytes, "something follows"),
            BrokenInput(good + [0, 0] + Array("junk".utf8), .trailingBytes, "something follows the padding"),
            BrokenInput(good + [0x1F, 0x00], .corrupt, "something that begins like a member follows"),
        ]
    }

    @Test(arguments: try brokenStreams())
    func refuses(input: BrokenInput) {
        for piece in [1, 1 << 16] {
            let error = #expect(throws: CompressionError.self) { try unpack(input.bytes, piece: piece, room: 100) }
            #expect(error?.code == input.code, "\(input.reason): \(String(describing: error))")
        }
    }

    @Test func aReaderThatFailedFailsAgain() throws {
        let reader = try GzipReader { _ in 0 }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
        defer { buffer.deallocate() }
        for _ in 0..<2 {
            #expect(throws: CompressionError.self) { try reader.read(into: buffer) }
        }
    }

    @Test func bombsAreRefused() throws {
        let zeros = [UInt8](repeating: 0, count: 10_000_000)
        let bomb = try Gzip.compress(zeros)
        #expect(bomb.count < 20_000)
        #expect(try Gzip.decompress(bomb, maximumBytes: zeros.count).count == zeros.count, "the limit itself is allowed")
        let error = #expect(throws: CompressionError.self) { try Gzip.decompress(bomb, maximumBytes: zeros.count - 1) }
        #expect(error?.code == .tooManyBytes)
    }

    @Test func callersErrorsComeThrough() throws {
        struct DiskFull: Error {}
        let writer = try GzipWriter(level: 0) { _ in throw DiskFull() }
        let error = #expect(throws: CompressionError.self) { try writer.write(text) }
        #expect(error?.code == .sinkFailed)
        #expect(error?.underlying is DiskFull)
        let reader = try GzipReader { _ in throw DiskFull() }
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1, alignment: 1)
        defer { buffer.deallocate() }
        #expect(throws: CompressionError.self) { try reader.read(into: buffer) }
    }

    @Test func aFinishedWriterTakesNoMore() throws {
        let writer = try GzipWriter { _ in }
        try writer.finish()
        #expect(throws: CompressionError.self) { try writer.write([1]) }
        #expect(throws: CompressionError.self) { try writer.finish() }
    }

    @Test func gzipIsKnownByContent() throws {
        #expect(Gzip.isGzip(try Gzip.compress([])))
        #expect(!Gzip.isGzip([]))
        #expect(!Gzip.isGzip([0x1F, 0x8B]))
        #expect(!Gzip.isGzip(Array("{}  ".utf8)))
    }
}
