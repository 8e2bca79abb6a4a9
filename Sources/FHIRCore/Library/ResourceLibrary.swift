import CDefinitions

/// Resources by their canonical address (`url`): definitions that profiles and value sets are looked up in.
///
/// Resources of a run of JSON text are read when they are asked for; making a library only looks at their ends and addresses.
public final class ResourceLibrary: Sendable {
    /// What is embedded in the binary: our own profiles, extensions, value sets and code systems (the files of Profiles/), and the
    /// profiles and extensions of FHIR R4.
    public static let embedded: ResourceLibrary = {
        var bytes: [UInt8] = []
        for file in [cb_profiles(), cb_r4_profiles()] {
            bytes += UnsafeBufferPointer(start: file.bytes, count: file.count)
            bytes.append(0x0A)
        }
        return ResourceLibrary(sequence: bytes)
    }()

    private let bytes: [UInt8]
    private let ranges: [String: Range<Int>]
    private let resources: [String: Element]
    /// The canonical addresses, sorted.
    public let addresses: [String]

    /// A library of resources; a Bundle's resources are taken out of it. Of two with the same address the first counts.
    public init(_ resources: [Element]) {
        var found: [String: Element] = [:]
        var queue: [Element] = resources.reversed()
        while let resource = queue.popLast() {
            if resource.typeName == "Bundle" {
                queue += resource.children(named: "entry").compactMap { $0.child(named: "resource") }.reversed()
            } else if let url = resource.child(named: "url")?.value, found[url] == nil {
                found[url] = resource
            }
        }
        bytes = []
        ranges = [:]
        self.resources = found
        addresses = found.keys.sorted()
    }

    /// A library of JSON resources that stand one behind the other; what is none ends it.
    init(sequence: [UInt8]) {
        var padded: [UInt8] = sequence
        padded.append(contentsOf: repeatElement(0, count: JSONScanner.padding))
        let ranges: [String: Range<Int>] = padded.withUnsafeBufferPointer { buffer in
            var found: [String: Range<Int>] = [:]
            guard let base = buffer.baseAddress else { return found }
            var scanner = JSONScanner(base: base, count: sequence.count, maximumDepth: 512)
            while scanner.next() == 0x7B {
                let start: Int = scanner.offset
                guard let url = try? ResourceLibrary.address(&scanner), let end = try? ResourceLibrary.end(&scanner, from: start)
                else { break }
                if !url.isEmpty, found[url] == nil { found[url] = start..<end }
            }
            return found
        }
        bytes = sequence
        self.ranges = ranges
        resources = [:]
        addresses = ranges.keys.sorted()
    }

    /// The text of the member `url` of the object at the scanner; empty if it has none.
    private static func address(_ scanner: inout JSONScanner) throws(JSONFault) -> String {
        scanner.offset += 1
        if scanner.next() == 0x7D { return "" }
        repeat {
            let key: JSONText = try scanner.key()
            let isURL: Bool =
                key.length == 3 && UnsafeBufferPointer(start: scanner.base + key.offset, count: 3).elementsEqual("url".utf8)
            if isURL, scanner.next() == 0x22 {
                let text: JSONText = try scanner.string()
                return String(decoding: UnsafeBufferPointer(start: scanner.base + text.offset, count: text.length), as: UTF8.self)
            }
            _ = try scanner.skipValue(depth: 1)
        } while try scanner.comma(orEnd: 0x7D)
        return ""
    }

    private static func end(_ scanner: inout JSONScanner, from start: Int) throws(JSONFault) -> Int {
        scanner.offset = start
        _ = try scanner.skipValue(depth: 0)
        return scanner.offset
    }

    /// The resource of a canonical address (a version behind `|` is not looked at); nil if it is not there.
    public func resource(_ canonical: String, schema: Schema = .r4) -> Element? {
        let url: String = String(canonical.prefix { $0 != "|" })
        if let resource = resources[url] { return resource }
        guard let range = ranges[url] else { return nil }
        return bytes.withUnsafeBytes { buffer in
            let text = UnsafeRawBufferPointer(rebasing: buffer[range])
            return (try? ElementTree.read(json: text, schema: schema))?.root
        }
    }
}
