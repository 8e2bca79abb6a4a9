import FHIRCore

/// Addresses of places in other entries of a document (`fullUrl#place`, as the extension narrativeLink has them): the place is there,
/// and there once.
enum BundlePlaceRule {
    static func validate(_ places: [BundleLinks.Place], _ index: BundleIndex, _ context: inout ValidationContext) {
        var anchors: [Int: [String: Int]] = [:]
        for place in places {
            if anchors[place.entry] == nil {
                var counts: [String: Int] = [:]
                count(index.entries[place.entry].resource, context, &counts)
                anchors[place.entry] = counts
            }
            let found: Int = anchors[place.entry]?[place.name] ?? 0
            if found == 1 { continue }
            let message: String =
                found == 0
                ? "the resource that the address leads to has no place \"\(place.name)\""
                : "the resource that the address leads to has \(found) places \"\(place.name)\""
            let id: String = found == 0 ? "CaseBridge_Bundle_Place_Not_Found" : "CaseBridge_Bundle_Place_Ambiguous"
            context.report(
                Finding(.error, found == 0 ? .notFound : .invalid, MessageID(id), message), at: place.node)
        }
    }

    /// Counts the ids and names of the narratives and elements of a resource.
    static func count(_ node: NodeIndex, _ context: ValidationContext, _ counts: inout [String: Int]) {
        let tree: ElementTree = context.tree
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            if tree.type(of: child) == .unknown || !context.hasContent(child) {
                child = tree.nextSibling(of: child)
                continue
            }
            if context.definitions.isElementID(tree.field(of: child)) {
                if let id = tree.valueText(of: child) { counts[id, default: 0] += 1 }
            } else if context.definitions.format(of: tree.type(of: child)) == .xhtml {
                for anchor in tree.withValue(of: child, NarrativeFormat.content).anchors { counts[anchor, default: 0] += 1 }
            }
            count(child, context, &counts)
            child = tree.nextSibling(of: child)
        }
    }
}
