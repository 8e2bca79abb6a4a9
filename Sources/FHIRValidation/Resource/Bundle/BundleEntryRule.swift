import FHIRCore

/// `fullUrl` of a bundle's entries (FHIR R4, 2.36.4): there, absolute, and in step with the resource in the entry.
enum BundleEntryRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let index: BundleIndex = context.index.bundle(resource)
        // Resources that a server has yet to make have no address.
        let isOptional: Bool = ["transaction", "transaction-response", "batch", "batch-response"].contains(index.type)
        for entry in index.entries {
            if let url = entry.fullURL {
                check(url, entry, &context)
            } else if !isOptional {
                let message: String =
                    "an entry needs a fullUrl, the address of its resource, unless it is part of a transaction or batch"
                context.report(
                    Finding(.error, .invalid, MessageID("BUNDLE_BUNDLE_ENTRY_FULLURL_REQUIRED"), message), at: entry.node)
            }
        }
    }

    private static func check(_ url: String, _ entry: BundleIndex.Entry, _ context: inout ValidationContext) {
        if url.isEmpty { return }
        if !url.hasScheme {
            let message: String = "the fullUrl \"\(url)\" is not absolute: give the whole address, or urn:uuid: and a UUID"
            return context.report(Finding(.error, .invalid, MessageID("BUNDLE_ENTRY_URL_ABSOLUTE"), message), at: entry.node)
        }
        guard entry.resource != .none, let address = RESTAddress(url, context.schema) else { return }
        let type: TypeIndex = context.tree.type(of: entry.resource)
        guard let id = context.tree.text(of: "id", in: entry.resource) else {
            let message: String = "the fullUrl \(url) is that of a resource on a server, and the resource has no id"
            return context.report(Finding(.error, .invalid, MessageID("BUNDLE_ENTRY_URL_MATCHES_NO_ID"), message), at: entry.node)
        }
        if address.type == type, address.id == id { return }
        let name: String = context.schema.definition(type)?.name ?? ""
        let message: String = "the fullUrl \(url) must end with \(name)/\(id), as the resource in the entry has that type and id"
        context.report(Finding(.error, .invalid, MessageID("BUNDLE_ENTRY_URL_MATCHES_TYPE_ID"), message), at: entry.node)
    }
}
