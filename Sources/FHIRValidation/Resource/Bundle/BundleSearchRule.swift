import FHIRCore

/// Search results say of each entry why it is there, once one of them does (FHIR R4, 2.36.4, `entry.search.mode`).
enum BundleSearchRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let index: BundleIndex = context.index.bundle(resource)
        if index.type != "searchset" { return }
        var kinds: Set<TypeIndex> = []
        var isWithoutMode: Bool = false
        for entry in index.entries where entry.resource != .none {
            kinds.insert(context.tree.type(of: entry.resource))
            if context.tree.element(entry.node).child(named: "search")?.child(named: "mode") == nil { isWithoutMode = true }
        }
        if kinds.count < 2 || !isWithoutMode { return }
        let message: String =
            "the results are of several types; search.mode says of each entry whether it is a match or was included"
        context.report(Finding(.warning, .invalid, MessageID("BUNDLE_SEARCH_NO_MODE"), message), at: resource)
    }
}
