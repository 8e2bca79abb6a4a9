import FHIRCore

/// Links in narrative: those that begin with `#` lead to a place in the same resource, others to an address that can be opened
/// (FHIR R4, 2.4.0 Narrative).
enum NarrativeLinkRule {
    /// Schemes of addresses that a reader can open.
    private static let schemes: Set<String> = [
        "http", "https", "ftp", "ftps", "sftp", "mailto", "tel", "sms", "fax", "geo", "data", "cid", "mid", "news", "irc",
        "callto",
    ]

    /// Takes the links and places of a narrative into the scope of its resource.
    static func note(_ content: NarrativeContent, _ node: NodeIndex, _ context: inout ValidationContext) {
        if !context.scopes.isEmpty {
            let last: Int = context.scopes.count - 1
            context.scopes[last].anchors.formUnion(content.anchors)
            for link in content.links where link.address.hasPrefix("#") {
                context.scopes[last].links.append((link, node))
                context.scopes[last].mentions.insert(String(link.address.dropFirst()))
            }
        }
        var seen: Set<String> = []
        for link in content.links where !link.isImage && seen.insert(link.address).inserted {
            guard link.address.hasScheme, let scheme = link.address.split(separator: ":").first else { continue }
            if schemes.contains(scheme.lowercased()) { continue }
            let message: String =
                "the link to \"\(link.address.prefix(80))\": a reader cannot open an address with the scheme \(scheme)"
            context.report(Finding(.error, .invalid, MessageID("CaseBridge_Hyperlink_Scheme"), message), at: node)
        }
    }

    /// Checks the links within a resource when everything in it has been seen.
    static func validate(_ scope: ContainedScope, _ context: inout ValidationContext) {
        if scope.links.isEmpty { return }
        var seen: Set<String> = []
        for (link, node) in scope.links where seen.insert("\(node.number) \(link.address)").inserted {
            let place = String(link.address.dropFirst())
            if place.isEmpty || scope.anchors.contains(place) || scope.containedIDs.contains(place)
                || scope.elementIDs.values.contains(where: { $0.contains(place) })
            {
                continue
            }
            let name: String =
                link.isImage ? "Type_Specific_Checks_DT_XHTML_Resolve_Img" : "Type_Specific_Checks_DT_XHTML_Resolve"
            let what: String = link.isImage ? "image" : "link"
            let message: String =
                "the \(what) \(link.address) leads to nothing in this resource: no place, element or contained resource"
            context.report(Finding(.error, .invalid, MessageID(name), message), at: node)
        }
    }
}
