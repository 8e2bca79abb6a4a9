import FHIRCore

/// Documents and messages hang together: what the first entry refers to is in the bundle, and every entry hangs on it
/// (FHIR R4, 3.3.1 Document content, 2.4.3 Message bundle).
enum BundleReachabilityRule: ResourceRule {
    static let types: [String] = ["Bundle"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let index: BundleIndex = context.index.bundle(resource)
        guard index.type == "document" || index.type == "message" else { return }
        let firstType: String = index.type == "document" ? "Composition" : "MessageHeader"
        guard let first = index.entries.first else {
            let message: String = "a \(index.type) begins with an entry that holds a \(firstType), and there is no entry"
            return context.report(Finding(.error, .invalid, MessageID("Bundle_BUNDLE_Entry_NoFirst"), message), at: resource)
        }
        // That the first resource is of the right type is an invariant (bdl-11, bdl-12).
        if first.resource == .none {
            let message: String = "the first entry of a \(index.type) holds a \(firstType), and this one holds no resource"
            return context.report(
                Finding(.error, .invalid, MessageID("Bundle_BUNDLE_Entry_NoFirstResource"), message), at: first.node)
        }
        let links = BundleLinks(index, context)
        misses(links, index, first.resource, &context)
        BundlePlaceRule.validate(links.places, index, &context)
        orphans(links, index, styleSheets(resource, index, context), &context)
    }

    // MARK: What is missing

    private static func misses(
        _ links: BundleLinks, _ index: BundleIndex, _ first: NodeIndex, _ context: inout ValidationContext
    ) {
        for miss in links.misses {
            let isNeeded: Bool = isNeeded(miss.node, in: first, context.tree)
            guard case .absent(let reason) = context.index.target(miss.text, from: miss.node) else {
                // By the address of its entry the reference leads somewhere; but that address contradicts the resource.
                report(miss, index, isNeeded: isNeeded, &context)
                continue
            }
            switch reason {
            // Said at the reference already.
            case .malformed, .noFullURL, .contained: continue
            case .remote, .otherAddress: report(miss, index, isNeeded: isNeeded, &context)
            }
        }
    }

    private static func report(
        _ miss: BundleLinks.Miss, _ index: BundleIndex, isNeeded: Bool, _ context: inout ValidationContext
    ) {
        if case .absent(.otherAddress(_, let entries)) = miss.target {
            let message: String =
                "\(miss.text) is not in the \(index.type); the same type and id has an entry with the fullUrl \(index.addresses(of: entries)), which by "
                + "the fullUrl of this entry the reference does not lead to"
            let id = MessageID("BUNDLE_BUNDLE_ENTRY_NOTFOUND_APPARENT")
            return context.report(Finding(.error, .notFound, id, message), at: miss.node)
        }
        if !isNeeded { return }
        let message: String = "\(miss.text) is not in the \(index.type), and must be, as the first entry refers to it"
        context.report(Finding(.error, .notFound, MessageID("Bundle_BUNDLE_Entry_NotFound"), message), at: miss.node)
    }

    private static let neededPaths: Set<String> = [
        "Composition.subject", "Composition.encounter", "Composition.author", "Composition.custodian",
        "Composition.attester.party", "Composition.event.detail", "Composition.section.author", "Composition.section.focus",
        "Composition.section.entry", "MessageHeader.focus",
    ]

    /// The reference is one of those of the first resource that must lead into the bundle.
    private static func isNeeded(_ node: NodeIndex, in first: NodeIndex, _ tree: ElementTree) -> Bool {
        guard tree.resource(around: node) == first, let path = tree.element(node).definition?.path else { return false }
        return neededPaths.contains(path)
    }

    // MARK: What hangs on nothing

    /// The style sheets that the bundle's links name.
    private static func styleSheets(_ bundle: NodeIndex, _ index: BundleIndex, _ context: ValidationContext) -> [Int] {
        let links: [Element] = context.tree.element(bundle).children(named: "link")
        return links.filter { $0.child(named: "relation")?.value == "stylesheet" }
            .compactMap { $0.child(named: "url")?.value }.flatMap(index.styleSheets)
    }

    private static func orphans(
        _ links: BundleLinks, _ index: BundleIndex, _ styleSheets: [Int], _ context: inout ValidationContext
    ) {
        let start: [Int] = [0] + styleSheets
        let forward: [Bool] = links.reached(from: start, isBothWays: false)
        let either: [Bool] = links.reached(from: start, isBothWays: true)
        let isDocument: Bool = index.type == "document"
        let header: String = isDocument ? "Composition" : "MessageHeader"
        for (number, entry) in index.entries.enumerated() where !forward[number] {
            if !either[number] {
                let id: String = isDocument ? "Bundle_BUNDLE_Entry_Orphan_DOCUMENT" : "Bundle_BUNDLE_Entry_Orphan_MESSAGE"
                let message: String = "no reference leads from the \(header) to this entry, and none from it to what it leads to"
                context.report(
                    Finding(isDocument ? .error : .warning, .informational, MessageID(id), message), at: entry.node)
            } else if context.schema.definition(context.tree.type(of: entry.resource))?.name != "Provenance" {
                let id: String = isDocument ? "BUNDLE_BUNDLE_ENTRY_REVERSE_R4" : "BUNDLE_BUNDLE_ENTRY_REVERSE_MESSAGE"
                let message: String =
                    "no reference leads from the \(header) to this entry, only from it to others: is it meant to be in the \(index.type)?"
                context.report(
                    Finding(isDocument ? .warning : .information, .informational, MessageID(id), message), at: entry.node)
            }
        }
    }
}
