import FHIRCore

/// The entries of a bundle by their addresses (FHIR R4, 2.36.4.1 Resolving references in bundles). Built in one pass.
final class BundleIndex: Sendable {
    struct Entry: Sendable {
        let node: NodeIndex
        let fullURL: String?
        /// None if the entry has no resource.
        let resource: NodeIndex
        /// The address of a RESTful server that `fullUrl` is.
        let address: RESTAddress?
    }

    let bundle: NodeIndex
    /// `document`, `searchset` …; empty if it has none.
    let type: String
    let entries: [Entry]
    private let tree: ElementTree
    private let numbers: [NodeIndex: Int]
    /// The first entry with an address; the others follow in `nextByURL`.
    private let byURL: [String: Int]
    private let nextByURL: [Int]
    private let byID: [String: Int]
    private let nextByID: [Int]

    init(_ bundle: NodeIndex, _ tree: ElementTree, _ fields: ContainerFields) {
        self.bundle = bundle
        self.tree = tree
        type = tree.text(of: fields.bundleType, in: bundle) ?? ""
        var entries: [Entry] = []
        var numbers: [NodeIndex: Int] = [:]
        var urls = Chain()
        var ids = Chain()
        var child: NodeIndex = tree.firstChild(of: bundle)
        while child != .none {
            if tree.field(of: child) == fields.entry {
                let url: String? = tree.text(of: fields.fullURL, in: child)
                var resource: NodeIndex = tree.child(of: child, in: fields.entryResource)
                if resource != .none, !tree.isResource(resource) { resource = .none }
                urls.append(url)
                ids.append(resource == .none ? nil : tree.typeAndID(of: resource))
                numbers[child] = entries.count
                entries.append(
                    Entry(
                        node: child, fullURL: url, resource: resource, address: url.flatMap { RESTAddress($0, tree.schema) }))
            }
            child = tree.nextSibling(of: child)
        }
        self.entries = entries
        self.numbers = numbers
        (byURL, nextByURL) = (urls.first, urls.next)
        (byID, nextByID) = (ids.first, ids.next)
    }

    /// Numbers that share a key, as linked lists in order.
    private struct Chain {
        var first: [String: Int] = [:]
        var next: [Int] = []
        private var last: [String: Int] = [:]

        mutating func append(_ key: String?) {
            let number: Int = next.count
            next.append(-1)
            guard let key else { return }
            if let before = last[key] { next[before] = number } else { first[key] = number }
            last[key] = number
        }
    }

    /// The number of the entry at the node.
    func number(of entry: NodeIndex) -> Int? { numbers[entry] }

    /// The entries with a `fullUrl`.
    func entries(withURL url: String) -> [Int] { BundleIndex.chain(byURL[url], nextByURL) }

    /// The entries whose resource has a type and id.
    func entries(withTypeAndID text: String) -> [Int] { BundleIndex.chain(byID[text], nextByID) }

    private static func chain(_ first: Int?, _ next: [Int]) -> [Int] {
        var result: [Int] = []
        var current: Int = first ?? -1
        while current >= 0 {
            result.append(current)
            current = next[current]
        }
        return result
    }

    /// What a reference in an entry leads to.
    ///
    /// - Parameter isStrict: a relative reference has a base only if its entry's `fullUrl` fits the resource in it.
    func target(_ reference: String, from entry: Int?, isStrict: Bool = false) -> ReferenceTarget {
        let (plain, version) = reference.splitVersion
        let address: String
        if plain.hasScheme {
            address = plain
        } else {
            guard let entry else { return .absent(.remote) }
            guard let url = entries[entry].fullURL else {
                return isStrict ? apparent(plain, wanted: plain) : .absent(.noFullURL(entry: entries[entry].node))
            }
            if plain.contains("?") { return .absent(.remote) }
            let steps: [Substring] = plain.split(separator: "/", omittingEmptySubsequences: false)
            if steps.count != 2 { return isStrict ? exact(plain) : .absent(.malformed) }
            guard let base = isStrict ? strictBase(of: entries[entry]) : base(of: entries[entry]) else {
                return apparent(plain, wanted: plain)
            }
            address = base + (url.hasPrefix("urn:") ? String(steps[1]) : plain)
        }
        var found: [NodeIndex] = entries(withURL: address).map { entries[$0].resource }.filter { $0 != .none }
        if let version, found.contains(where: { tree.versionID(of: $0) != nil }) || found.count > 1 {
            found = found.filter { tree.versionID(of: $0) == version }
        }
        if found.count == 1 { return .bundled(found[0]) }
        if found.count > 1 { return .ambiguous(found) }
        return apparent(plain, wanted: version.map { address + "/_history/" + $0 } ?? address)
    }

    /// Entries that have the very text as their address, although it is none.
    private func exact(_ text: String) -> ReferenceTarget {
        let found: [NodeIndex] = entries(withURL: text).map { entries[$0].resource }.filter { $0 != .none }
        return found.count > 1 ? .ambiguous(found) : found.first.map { .bundled($0) } ?? .absent(.remote)
    }

    private func apparent(_ reference: String, wanted: String) -> ReferenceTarget {
        let key: String = RESTAddress(reference, tree.schema)?.typeAndID ?? reference
        let others: [NodeIndex] = entries(withTypeAndID: key).map { entries[$0].node }
        return .absent(others.isEmpty ? .remote : .otherAddress(wanted: wanted, entries: others))
    }

    /// What stands before a relative reference: the server's root, or the scheme of a URN.
    private func base(of entry: Entry) -> String? {
        if let root = entry.address?.root { return root }
        guard let url = entry.fullURL, url.hasPrefix("urn:"), let colon = url.lastIndex(of: ":") else { return nil }
        return String(url[...colon])
    }

    private func strictBase(of entry: Entry) -> String? {
        guard let address = entry.address, entry.resource != .none, tree.typeAndID(of: entry.resource) == address.typeAndID
        else { return nil }
        return address.root
    }
}
