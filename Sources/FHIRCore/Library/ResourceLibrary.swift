import CDefinitions

/// Resources by their canonical address (`url`): definitions that profiles and value sets are looked up in.
///
/// Definitions of files and packages are read when they are asked for; making a library only looks at their addresses. Of several
/// versions of one, a canonical address takes the one that it names behind `|`; what a package names without a version, it takes
/// from itself or from the packages that it builds on; else the newest counts.
public final class ResourceLibrary: Sendable {
    /// What is embedded in the binary: our own profiles, extensions, value sets and code systems (the files of Profiles/), and the
    /// profiles and extensions of FHIR R4.
    public static let embedded: ResourceLibrary = {
        ResourceLibrary(entries(cb_profiles()) + entries(cb_r4_profiles()), packages: [])
    }()

    /// The search parameters of FHIR R4: what they are for and of which type, without their texts and expressions.
    public static let searchParameters: ResourceLibrary = ResourceLibrary(entries(cb_r4_search()), packages: [])

    private static func entries(_ file: cb_embedded) -> [LibraryEntry] {
        let bytes: [UInt8] = Array(UnsafeBufferPointer(start: file.bytes, count: file.count))
        return ResourceHead.sequence(bytes).filter { !$0.head.url.isEmpty }.map {
            LibraryEntry(head: $0.head, place: .text(bytes, $0.range), package: nil)
        }
    }

    /// The packages that definitions came with, in the order in which they were loaded.
    public let packages: [LibraryPackage]
    /// The canonical addresses, sorted.
    public let addresses: [String]
    /// By address, the one that counts first.
    private let entries: [String: [LibraryEntry]]
    private let pinning: VersionPinning?

    /// A library of resources; a Bundle's resources are taken out of it. Of two with the same address and version the first counts.
    public convenience init(_ resources: [Element]) {
        self.init(resources.flatMap(ResourceLibrary.entries), packages: [])
    }

    init(_ all: [LibraryEntry], packages: [LibraryPackage]) {
        self.packages = packages
        var entries: [String: [LibraryEntry]] = [:]
        for entry in all {
            let known: [LibraryEntry] = entries[entry.head.url] ?? []
            let isTwice: Bool = known.contains { $0.head.version == entry.head.version && $0.head.type == entry.head.type }
            if !isTwice { entries[entry.head.url] = known + [entry] }
        }
        for (url, several) in entries where several.count > 1 { entries[url] = ResourceLibrary.newestFirst(several) }
        self.entries = entries
        addresses = entries.keys.sorted()
        pinning = VersionPinning(entries, packages)
    }

    /// The definition of a canonical address, which may name a version behind `|`; nil if it is not there.
    public func resource(_ canonical: String, schema: Schema = .r4) -> Element? {
        resource(canonical, schema: schema, isForeign: false) ?? resource(canonical, schema: schema, isForeign: true)
    }

    /// The definition of a canonical address among those for the schema's FHIR version, or among those for other versions.
    package func resource(_ canonical: String, schema: Schema, isForeign: Bool) -> Element? {
        if entries.isEmpty { return nil }
        let wanted = Canonical(canonical)
        let fitting: [LibraryEntry] = (entries[wanted.url] ?? []).filter { entry in
            let foreign: Bool = entry.package.map { packages[$0].isForeign(to: schema.fhirVersion) } ?? false
            return foreign == isForeign && Canonical.version(entry.head.version, answersTo: wanted.version)
        }
        let stated: LibraryEntry? = wanted.version == nil ? nil : fitting.first { $0.head.version != nil }
        guard let found = stated ?? fitting.first, let resource = found.read(schema: schema) else { return nil }
        if let pinning, let package = found.package { pinning.pin(resource.tree, of: package) }
        return resource
    }

    /// The versions at hand of a canonical address, the newest first.
    package func versions(_ url: String) -> [String] { entries[url]?.compactMap(\.head.version) ?? [] }

    /// The entries of a resource: itself, or those of a Bundle.
    static func entries(_ resource: Element) -> [LibraryEntry] {
        if resource.typeName == "Bundle" {
            return resource.children(named: "entry").flatMap { $0.child(named: "resource").map(entries) ?? [] }
        }
        guard let url = resource.child(named: "url")?.value, let type = resource.typeName else { return [] }
        let head = ResourceHead(type: type, url: url, version: resource.child(named: "version")?.value)
        return [LibraryEntry(head: head, place: .element(resource), package: nil)]
    }

    /// What was loaded by itself and has no version goes first, then the newest; equal ones stay in their order.
    private static func newestFirst(_ entries: [LibraryEntry]) -> [LibraryEntry] {
        entries.enumerated().sorted { left, right in
            let (one, other): (LibraryEntry, LibraryEntry) = (left.element, right.element)
            switch (one.head.version, other.head.version) {
            case (let a?, let b?) where Canonical.isOlder(a, b): return false
            case (let a?, let b?) where Canonical.isOlder(b, a): return true
            case (nil, _?): return one.package == nil
            case (_?, nil): return other.package != nil
            default: return left.offset < right.offset
            }
        }.map(\.element)
    }
}
