/// What a definition is looked up by: the members `resourceType`, `url` and `version` at the top of its JSON text.
struct ResourceHead: Sendable, Hashable {
    var type: String = ""
    var url: String = ""
    var version: String?

    private var isComplete: Bool { !type.isEmpty && !url.isEmpty && version != nil }

    init(type: String, url: String, version: String?) {
        self.type = type
        self.url = url
        self.version = version
    }

    /// Reads the object at the scanner: to its end, or no further than it takes to know all three.
    init(_ scanner: inout JSONScanner, toEnd: Bool) throws(JSONFault) {
        scanner.offset += 1
        if scanner.next() == 0x7D {
            scanner.offset += 1
            return
        }
        repeat {
            let key: JSONText = try scanner.key()
            let isString: Bool = scanner.next() == 0x22
            switch ResourceHead.bytes(key, scanner) {
            case let name where isString && name.elementsEqual("resourceType".utf8): type = try ResourceHead.string(&scanner)
            case let name where isString && name.elementsEqual("url".utf8): url = try ResourceHead.string(&scanner)
            case let name where isString && name.elementsEqual("version".utf8): version = try ResourceHead.string(&scanner)
            default: _ = try scanner.skipValue(depth: 1)
            }
            if !toEnd && isComplete { return }
        } while try scanner.comma(orEnd: 0x7D)
    }

    /// The head of a resource that a whole JSON text is; nil if the text is no object.
    static func read(_ text: [UInt8]) throws(JSONFault) -> ResourceHead? {
        let result: Result<ResourceHead?, JSONFault> = padded(text).withUnsafeBufferPointer { buffer in
            guard let base = buffer.baseAddress else { return .success(nil) }
            var scanner = JSONScanner(base: base, count: text.count, maximumDepth: 512)
            if scanner.next() != 0x7B { return .success(nil) }
            do throws(JSONFault) {
                return .success(try ResourceHead(&scanner, toEnd: false))
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }

    /// The resources of JSON texts that stand one behind the other, with their extents; what is none ends them.
    static func sequence(_ text: [UInt8]) -> [(head: ResourceHead, range: Range<Int>)] {
        padded(text).withUnsafeBufferPointer { buffer in
            var found: [(head: ResourceHead, range: Range<Int>)] = []
            guard let base = buffer.baseAddress else { return found }
            var scanner = JSONScanner(base: base, count: text.count, maximumDepth: 512)
            while scanner.next() == 0x7B {
                let start: Int = scanner.offset
                guard let head = try? ResourceHead(&scanner, toEnd: true) else { break }
                found.append((head, start..<scanner.offset))
            }
            return found
        }
    }

    private static func padded(_ text: [UInt8]) -> [UInt8] {
        var padded: [UInt8] = []
        padded.reserveCapacity(text.count + JSONScanner.padding)
        padded += text
        padded.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        return padded
    }

    private static func bytes(_ text: JSONText, _ scanner: JSONScanner) -> UnsafeBufferPointer<UInt8> {
        UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length)
    }

    private static func string(_ scanner: inout JSONScanner) throws(JSONFault) -> String {
        let text: JSONText = try scanner.string()
        let slice: UnsafeBufferPointer<UInt8> = bytes(text, scanner)
        return text.escaped ? String(decoding: unescapeJSON(slice), as: UTF8.self) : String(decoding: slice, as: UTF8.self)
    }
}
