import Synchronization

/// The entries of a bundle by their addresses (FHIR R4, 2.36.4.1 Resolving references in bundles). Built in one pass.
package final class BundleIndex: Sendable {
    package struct Entry: Sendable {
        package let node: NodeIndex
        package let fullURL: String?
        /// None if the entry has no resource.
        package let resource: NodeIndex
    }

    /// `document`, `searchset` …; empty if it has none.
    package let type: String
    package let entries: [Entry]
    private let tree: ElementTree
    /// The numbers of entries by their nodes; empty where they are in that order already, as in every tree that was read.
    private let order: [Int]
    /// Entries with a resource by `fullUrl`.
    private let byURL: EntryTable
    /// Made when it is first asked for: in most bundles every reference is an entry's address.
    private let identified: Mutex<Identified?> = Mutex(nil)

    /// Entries by type and id.
    private struct Identified: Sendable {
        let all: EntryTable
        let withoutURL: EntryTable
    }

    init(_ bundle: NodeIndex, _ tree: ElementTree, _ fields: ContainerFields) {
        self.tree = tree
        type = tree.text(of: fields.bundleType, in: bundle) ?? ""
        var entries: [Entry] = []
        for node in tree.children(of: bundle, in: fields.entry) {
            let resource: NodeIndex = tree.child(of: node, in: fields.entryResource)
            let isThere: Bool = resource != .none && tree.isResource(resource)
            entries.append(
                Entry(node: node, fullURL: tree.text(of: fields.fullURL, in: node), resource: isThere ? resource : .none))
        }
        let isInOrder: Bool = zip(entries, entries.dropFirst()).allSatisfy { $0.node.number < $1.node.number }
        order = isInOrder ? [] : entries.indices.sorted { entries[$0].node.number < entries[$1].node.number }
        byURL = BundleIndex.table(entries, tree) { $0.fullURL }
        self.entries = entries
    }

    private static func table(_ entries: [Entry], _ tree: ElementTree, _ text: (Entry) -> String?) -> EntryTable {
        var table = EntryTable(capacity: entries.count)
        for (number, entry) in entries.enumerated() where entry.resource != .none {
            if let text = text(entry) { table.insert(text, number) { tree.versionID(of: entries[$0].resource) } }
        }
        return table
    }

    /// The number of the entry at the node.
    package func number(of entry: NodeIndex) -> Int? {
        var (low, high): (Int, Int) = (0, entries.count)
        while low < high {
            let middle: Int = (low + high) / 2
            let number: Int = order.isEmpty ? middle : order[middle]
            if entries[number].node == entry { return number }
            if entries[number].node.number < entry.number { low = middle + 1 } else { high = middle }
        }
        return nil
    }

    /// The entries with a resource and a `fullUrl`.
    package func entries(withURL url: String) -> [Int] { byURL.entries(url) }

    /// The entries whose resource has a type and id.
    package func entries(withTypeAndID text: String) -> [Int] { byID.all.entries(text) }

    private var byID: Identified {
        identified.withLock { identified in
            if let known = identified { return known }
            let made = Identified(
                all: BundleIndex.table(entries, tree) { [tree] in tree.typeAndID(of: $0.resource) },
                withoutURL: BundleIndex.table(entries, tree) { [tree] in
                    $0.fullURL == nil ? tree.typeAndID(of: $0.resource) : nil
                })
            identified = made
            return made
        }
    }

    // MARK: References

    /// What a reference in an entry leads to.
    ///
    /// - Parameter isStrict: a relative reference has a base only if its entry's `fullUrl` fits the resource in it.
    package func target(_ reference: String, from entry: Int?, isStrict: Bool = false) -> ReferenceTarget {
        let (plain, version): (String, String?) = reference.splitVersion
        if plain.hasScheme { return target(plain, address: plain, version) }
        guard let entry else { return .absent(.remote) }
        guard let url = entries[entry].fullURL else {
            return isStrict ? apparent(plain, wanted: plain) : .absent(.noFullURL)
        }
        if plain.utf8.contains(UInt8(ascii: "?")) { return .absent(.remote) }
        guard let (type, id) = plain[...].splitAtLastSlash, !type.utf8.contains(UInt8(ascii: "/")) else {
            return isStrict ? exact(plain) ?? .absent(.remote) : .absent(.malformed)
        }
        guard let base = isStrict ? strictBase(of: entries[entry]) : base(of: entries[entry]) else {
            return apparent(plain, wanted: plain)
        }
        return target(plain, address: base + (url.hasPrefix("urn:") ? String(id) : plain), version)
    }

    /// The resource that a reference seems to mean where the rules lead nowhere: the entry that has its very text for an address; for
    /// a relative one the type and id, of entries without `fullUrl` or, where the reference has no server either, of any.
    func seeming(_ reference: String, from entry: Int?) -> ReferenceTarget? {
        if let exact = exact(reference) { return exact }
        let (plain, version): (String, String?) = reference.splitVersion
        if plain.hasScheme { return nil }
        let server: String? = entry.flatMap { strictBase(of: entries[$0]) }
        return named(plain, version, server == nil ? byID.all : byID.withoutURL)
    }

    private func target(_ plain: String, address: String, _ version: String?) -> ReferenceTarget {
        named(address, version, byURL) ?? apparent(plain, wanted: version.map { address + "/_history/" + $0 } ?? address)
    }

    /// What a table has by a text. A version that the only one does not state may be it; among several it must be stated.
    private func named(_ text: String, _ version: String?, _ table: EntryTable) -> ReferenceTarget? {
        if let entry = table.only(text) {
            let resource: NodeIndex = entries[entry].resource
            if let version, let stated = tree.versionID(of: resource), stated != version { return nil }
            return .bundled(resource)
        }
        let found: [Int] = version.map { table.entries(text, version: $0) } ?? table.entries(text)
        guard let first = found.first.map({ entries[$0].resource }) else { return nil }
        return found.count == 1 ? .bundled(first) : .ambiguous(first, entries: found)
    }

    /// Entries that have the very text as their address, although it is none.
    private func exact(_ text: String) -> ReferenceTarget? { named(text, nil, byURL) }

    private func apparent(_ reference: String, wanted: String) -> ReferenceTarget {
        let key: String = RESTAddress(reference, tree.schema).map { String($0.typeAndID) } ?? reference
        let others: [Int] = entries(withTypeAndID: key)
        return .absent(others.isEmpty ? .remote : .otherAddress(wanted: wanted, entries: others))
    }

    /// What stands before a relative reference: the server's root, or the scheme of a URN.
    private func base(of entry: Entry) -> String? {
        guard let url = entry.fullURL else { return nil }
        if let root = RESTAddress(url, tree.schema)?.root { return String(root) }
        guard url.hasPrefix("urn:"), let colon = url.utf8.lastIndex(of: UInt8(ascii: ":")) else { return nil }
        return String(url[...colon])
    }

    private func strictBase(of entry: Entry) -> String? {
        guard entry.resource != .none, let address = entry.fullURL.flatMap({ RESTAddress($0, tree.schema) }),
            address.type == tree.type(of: entry.resource), let id = tree.text(of: "id", in: entry.resource), address.id == id
        else { return nil }
        return String(address.root)
    }
}
