import FHIRCore

/// A node of any tree as a key.
struct NodeKey: Hashable {
    let tree: ObjectIdentifier
    let node: NodeIndex

    init(_ item: NodeItem) {
        tree = ObjectIdentifier(item.tree)
        node = item.index
    }
}

/// The resources of a Bundle by what references may call them; made once for each bundle, so that resolving stays linear.
struct BundleIndex {
    /// By `fullUrl`, and by `fullUrl/_history/version` where the resource states its version.
    private var byAddress: [String: NodeIndex] = [:]
    /// By `Type/id`.
    private var byID: [String: NodeIndex] = [:]
    /// By `Type/id`, of entries that have no `fullUrl`.
    private var withoutAddress: [String: NodeIndex] = [:]

    mutating func insert(_ resource: NodeIndex, address: String?, id: String?, version: String?) {
        func note(_ key: String, in table: inout [String: NodeIndex]) { if table[key] == nil { table[key] = resource } }
        if let address {
            note(address, in: &byAddress)
            if let version { note("\(address)/_history/\(version)", in: &byAddress) }
        }
        guard let id else { return }
        note(id, in: &byID)
        if address == nil { note(id, in: &withoutAddress) }
        if let version { note("\(id)/_history/\(version)", in: &byID) }
    }

    /// The resource that a reference names (FHIR R4, Bundle, Resolving references in Bundles).
    ///
    /// - Parameter base: the server of the entry that the reference stands in, ending in a slash; nil where its `fullUrl` is none of
    ///   a server, so that `Type/id` alone decides.
    func resource(_ reference: String, base: String?) -> NodeIndex? {
        if BundleIndex.isAbsolute(reference) { return byAddress[reference] }
        guard let base else { return byID[reference] }
        return byAddress[base + reference] ?? withoutAddress[reference]
    }

    /// It begins with a scheme: `http://…`, `urn:uuid:…`.
    private static func isAbsolute(_ reference: String) -> Bool {
        for byte in reference.utf8 {
            if byte == UInt8(ascii: ":") { return true }
            if byte == UInt8(ascii: "/") { return false }
        }
        return false
    }

    /// The server in an address that ends in `Type/id`, with its last slash.
    static func base(of address: String, id: String) -> String? {
        guard address.hasPrefix("http://") || address.hasPrefix("https://"), address.hasSuffix("/" + id) else { return nil }
        return String(address.dropLast(id.count))
    }
}
