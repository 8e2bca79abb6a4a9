import FHIRCore

/// Links of a bundle: which relations may stand in which type of bundle, and style sheets of documents (FHIR R4, 2.36.2, 3.3.1).
enum BundleLinkRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    private static let paging: Set<String> = ["first", "previous", "prev", "next", "last"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let field = context.schema.field("link", of: context.tree.type(of: resource)) else { return }
        var seen: Set<String> = []
        for link in context.tree.children(of: resource, in: field) {
            guard let relation = context.tree.text(of: "relation", in: link) else { continue }
            if relation == "stylesheet" {
                styleSheet(link, resource, &context)
                continue
            }
            let isPaging: Bool = paging.contains(relation)
            if isPaging || relation == "self", !seen.insert(relation).inserted {
                let message: String = "a bundle has one link with the relation \(relation)"
                context.report(Finding(.error, .invalid, MessageID("BUNDLE_LINK_SEARCH_NO_DUPLICATES"), message), at: link)
            }
            if isPaging { pages(relation, link, resource, &context) }
        }
    }

    /// Pages are those of search results and histories.
    private static func pages(_ relation: String, _ link: NodeIndex, _ bundle: NodeIndex, _ context: inout ValidationContext) {
        let type: String = context.index.bundle(bundle).type
        guard ["document", "message", "transaction", "batch", "collection"].contains(type) else { return }
        let node: NodeIndex = context.tree.element(link).child(named: "relation")?.index ?? link
        let message: String =
            "the relation \(relation) leads to pages of search results, which a bundle of the type \(type) has not"
        context.report(Finding(.error, .invalid, MessageID("BUNDLE_LINK_SEARCH_PROHIBITED"), message), at: node)
    }

    private static func styleSheet(_ link: NodeIndex, _ bundle: NodeIndex, _ context: inout ValidationContext) {
        guard let url = context.tree.element(link).child(named: "url"), let text = url.value, !text.isEmpty else { return }
        if text == "https://hl7.org/fhir/fhir.css" { return }
        if !context.index.bundle(bundle).styleSheets(text).isEmpty { return }
        if text.hasPrefix("http://") || text.hasPrefix("https://") {
            let advice: String = text.hasPrefix("http://") ? "; besides, the connection is not secure" : ""
            let message: String =
                "a style sheet outside the bundle may not be found or change\(advice); put it into the bundle as a Binary"
            return context.report(
                Finding(.warning, .businessRule, MessageID("BUNDLE_LINK_STYLESHEET_EXTERNAL"), message), at: url.index)
        }
        let message: String = "no entry of the bundle is the style sheet \(text)"
        context.report(Finding(.error, .notFound, MessageID("CaseBridge_Style_Sheet_Not_Found"), message), at: url.index)
    }
}

extension BundleIndex {
    /// The entries that a link to a style sheet names, by address or by type and id.
    func styleSheets(_ text: String) -> [Int] {
        let found: [Int] = entries(withURL: text)
        return found.isEmpty ? entries(withTypeAndID: text) : found
    }
}
