import Compression
import FoundationEssentials
import Testing

struct ArchiveReaderTests {
    /// path, kind and contents of every entry
    func entries(_ bytes: [UInt8], limits: ArchiveLimits = ArchiveLimits()) throws -> [String] {
        let archive = try ArchiveReader(bytes, limits: limits)
        var result: [String] = []
        while let entry = try archive.next() {
            result.append("\(entry.path) \(entry.kind) \(String(decoding: try archive.contents(), as: UTF8.self))")
        }
        return result
    }

    func sample() -> TarBuilder {
        var tar = TarBuilder()
        tar.add("package", type: "5")
        tar.add("package/package.json", "{}")
        tar.add("package/empty")
        tar.add("package/Grüße.json", String(repeating: "ä", count: 1000))
        tar.add("package/link", type: "2")
        tar.add("package/hard", type: "1")
        return tar
    }

    let expected = [
        "package folder ", "package/package.json file {}", "package/empty file ",
        "package/Grüße.json file \(String(repeating: "ä", count: 1000))", "package/link other ", "package/hard other ",
    ]

    @Test func readsTar() throws {
        #expect(try entries(sample().ended) == expected)
        #expect(try entries(sample().bytes) == expected, "the closing blocks may be missing")
    }

    @Test func readsTarInGzip() throws {
        #expect(try entries(Gzip.compress(sample().ended)) == expected)
    }

    @Test func readsTarInSeveralGzipMembers() throws {
        let tar = sample().ended
        let packed = try Gzip.compress(Array(tar[..<700])) + Gzip.compress(Array(tar[700...]))
        #expect(try entries(packed) == expected)
    }

    @Test func readsPaxPaths() throws {
        let path = "package/" + String(repeating: "lang", count: 40) + "ö.json"
        var tar = TarBuilder()
        let record = " path=\(path)\n"
        tar.add("PaxHeader", "\(record.utf8.count + 3)\(record)", type: "x")
        tar.add("short", "1")
        #expect(try entries(tar.ended) == ["\(path) file 1"])
    }

    @Test func readsFromAStreamInSmallPieces() throws {
        let bytes = try Gzip.compress(sample().ended)
        var place = 0
        let archive = try ArchiveReader { buffer in
            let count = min(7, bytes.count - place, buffer.count)
            buffer.copyBytes(from: bytes[place..<place + count])
            place += count
            return count
        }
        var paths: [String] = []
        while let entry = try archive.next() { paths.append(entry.path) }
        #expect(
            paths == ["package", "package/package.json", "package/empty", "package/Grüße.json", "package/link", "package/hard"])
    }

    @Test func contentsAreGivenOnceAndMayBeSkipped() throws {
        var tar = TarBuilder()
        tar.add("a", "first")
        tar.add("b", "second")
        let archive = try ArchiveReader(tar.ended)
        #expect(try archive.contents().isEmpty, "no entry yet")
        #expect(try archive.next()?.byteCount == 5)
        #expect(try archive.next()?.path == "b")
        #expect(try archive.contents() == Array("second".utf8))
        #expect(try archive.contents().isEmpty)
        #expect(try archive.next() == nil)
        #expect(try archive.next() == nil)
    }

    @Test(
        arguments: [
            (ArchiveLimits(totalBytes: 4095), .tooManyBytes, "the archive as a whole"),
            (ArchiveLimits(entryBytes: 1999), .tooManyBytes, "one entry"),
            (ArchiveLimits(entries: 5), .tooManyEntries, "one entry less than there are"),
        ] as [(ArchiveLimits, CompressionError.Code, Comment)])
    func limits(limits: ArchiveLimits, code: CompressionError.Code, reason: Comment) throws {
        for bytes in [sample().ended, try Gzip.compress(sample().ended)] {
            let error = #expect(throws: CompressionError.self, reason) { try entries(bytes, limits: limits) }
            #expect(error?.code == code, reason)
        }
    }

    @Test func limitsThatAreJustMetPass() throws {
        let tar = sample().ended
        let limits = ArchiveLimits(totalBytes: tar.count, entryBytes: 2000, entries: 6)
        #expect(try entries(tar, limits: limits) == expected)
        #expect(try entries(Gzip.compress(tar), limits: limits) == expected)
    }

    static func brokenArchives() throws -> [BrokenInput] {
        var good = TarBuilder()
        good.add("a", String(repeating: "x", count: 3000))
        let tar = good.ended
        let packed = try Gzip.compress(tar)
        var wrongSum = packed
        wrongSum[packed.count - 8] ^= 1
        var wrongHead = TarBuilder()
        wrongHead.add("a", "x")
        wrongHead.bytes += [UInt8](repeating: 0x41, count: 512)
        var promisesTooMuch = TarBuilder()
        promisesTooMuch.add(Array("a".utf8), [1, 2, 3], promised: 7 << 30)
        var notText = TarBuilder()
        notText.add([0x61, 0xFF, 0x62])
        return [
            BrokenInput(Array("resourceType".utf8), .notAnArchive, "some text"),
            BrokenInput([], .notAnArchive, "nothing"),
            BrokenInput(try Gzip.compress(Array("resourceType".utf8)), .notAnArchive, "some text in gzip"),
            BrokenInput(Array(tar[..<2000]), .truncated, "the tar breaks off within contents"),
            BrokenInput(Array(packed[..<(packed.count - 20)]), .truncated, "the gzip breaks off"),
            BrokenInput(Array(packed[..<(packed.count - 4)]), .truncated, "the gzip breaks off within its trailer"),
            BrokenInput(wrongSum, .corrupt, "gzip's check sum is wrong, which libarchive alone lets pass"),
            BrokenInput(packed + [7], .trailingBytes, "something follows the gzip stream"),
            BrokenInput(wrongHead.ended, .corrupt, "the second head is none"),
            BrokenInput(promisesTooMuch.ended, .tooManyBytes, "an entry that promises seven gigabytes takes no memory"),
            BrokenInput(notText.ended, .badPath, "the path is not UTF-8"),
        ]
    }

    @Test(arguments: try brokenArchives())
    func refuses(input: BrokenInput) {
        let error = #expect(throws: CompressionError.self) { try entries(input.bytes) }
        #expect(error?.code == input.code, "\(input.reason): \(String(describing: error))")
    }

    @Test func theSourcesErrorComesThrough() throws {
        struct DiskError: Error {}
        let tar = sample().ended
        var isFirst = true
        let archive = try ArchiveReader { buffer in
            guard isFirst else { throw DiskError() }
            isFirst = false
            buffer.copyBytes(from: tar[..<700])
            return 700
        }
        let error = #expect(throws: CompressionError.self) { while try archive.next() != nil {} }
        #expect(error?.code == .sourceFailed)
        #expect(error?.underlying is DiskError)
    }

    static let package = URL(filePath: #filePath).deletingLastPathComponent()
        .appending(path: "../../../shared/fhir/packages/hl7.terminology-5.1.0.tgz")

    @Test(.enabled(if: FileManager.default.fileExists(atPath: package.path), "../shared/fhir/packages is not there"))
    func readsAFHIRPackage() throws {
        let archive = try ArchiveReader(Array(Data(contentsOf: Self.package)))
        var contents: [String: [UInt8]] = [:]
        while let entry = try archive.next() {
            contents[entry.path] = try archive.contents()
            #expect(contents[entry.path]?.count == entry.byteCount)
        }
        #expect(contents.count > 1000)
        #expect(contents["package/package.json"]?.first == UInt8(ascii: "{"))
    }
}
