import FHIRCore

/// Search results (FHIR R4, 3.1.1.3 Search results, 2.36.4 `entry.search.mode`): the link to the search, and of each entry why it is
/// there, its id, and whether the search asked for its type.
enum BundleSearchRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let index: BundleIndex = context.index.bundle(resource)
        if index.type != "searchset" { return }
        let wanted: Set<String>? = searchedTypes(resource, &context)
        let modes: [String?] = index.entries.map { mode($0, context.tree) }
        for (entry, mode) in zip(index.entries, modes) { check(entry, mode, wanted, &context) }
        noModes(index, modes, resource, &context)
    }

    private static func mode(_ entry: BundleIndex.Entry, _ tree: ElementTree) -> String? {
        tree.element(entry.node).child(named: "search")?.text("mode")
    }

    // MARK: The search

    /// The types of resources that the search in the link `self` asks for; nil if it does not say.
    private static func searchedTypes(_ bundle: NodeIndex, _ context: inout ValidationContext) -> Set<String>? {
        let link: Element? = context.tree.element(bundle).children(named: "link").first { $0.text("relation") == "self" }
        guard let link else {
            let message: String = "there is no link with the relation self, which says what was searched for"
            context.report(Finding(.warning, .invalid, MessageID("BUNDLE_SEARCH_NOSELF"), message), at: bundle)
            return nil
        }
        guard let url = link.text("url") else { return nil }
        let parts: [Substring] = url.split(separator: "?", maxSplits: 1)
        let last: String = parts.first?.split(separator: "/").last.map(String.init) ?? ""
        if context.schema.definition(named: last)?.kind == .resource { return [last] }
        let listed: [Substring] = parts.count < 2 ? [] : parts[1].split(separator: "&").filter { $0.hasPrefix("_type=") }
        let types: [String] = listed.flatMap { $0.dropFirst(6).split(separator: ",").map(String.init) }
        return types.isEmpty ? nil : Set(types)
    }

    // MARK: The results

    private static func check(
        _ entry: BundleIndex.Entry, _ mode: String?, _ wanted: Set<String>?, _ context: inout ValidationContext
    ) {
        guard entry.resource != .none else {
            let message: String = "an entry of search results holds a resource"
            return context.report(
                Finding(.error, .invalid, MessageID("BUNDLE_SEARCH_ENTRY_NO_RESOURCE"), message), at: entry.node)
        }
        let type: String = context.schema.definition(context.tree.type(of: entry.resource))?.name ?? ""
        let isOutcome: Bool = type == "OperationOutcome"
        if mode == "outcome" {
            if isOutcome { return }
            let message: String =
                "search.mode says that this tells of the search itself, which an OperationOutcome does, and no \(type)"
            let id = MessageID("BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_OUTCOME")
            return context.report(Finding(.error, .invalid, id, message), at: entry.resource)
        }
        if context.tree.text(of: "id", in: entry.resource) == nil, mode != nil || !isOutcome {
            let message: String = "a resource that was found has an id"
            let severity: Severity = mode == nil ? .warning : .error
            context.report(
                Finding(severity, .invalid, MessageID("BUNDLE_SEARCH_ENTRY_NO_RESOURCE_ID"), message), at: entry.resource)
        }
        guard let wanted, !wanted.contains(type), mode == "match" || (mode == nil && !isOutcome) else { return }
        let searched: String = wanted.sorted().joined(separator: ", ")
        if mode == nil {
            let message: String = "the search was for \(searched), and this is a \(type); search.mode says why it is there"
            let id = MessageID("BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_NO_MODE")
            return context.report(Finding(.warning, .invalid, id, message), at: entry.node)
        }
        let message: String = "the search was for \(searched), and this \(type) is said to match it"
        let id = MessageID("BUNDLE_SEARCH_ENTRY_WRONG_RESOURCE_TYPE_MODE")
        context.report(Finding(.error, .invalid, id, message), at: entry.resource)
    }

    /// Once one entry says why it is there, or several types are, all should.
    private static func noModes(
        _ index: BundleIndex, _ modes: [String?], _ bundle: NodeIndex, _ context: inout ValidationContext
    ) {
        guard modes.contains(nil) else { return }
        let kinds = Set(index.entries.filter { $0.resource != .none }.map { context.tree.type(of: $0.resource) })
        if kinds.count < 2, modes.allSatisfy({ $0 == nil }) { return }
        let message: String = "search.mode says of each entry whether it is a match or was included"
        context.report(Finding(.warning, .invalid, MessageID("BUNDLE_SEARCH_NO_MODE"), message), at: bundle)
    }
}
