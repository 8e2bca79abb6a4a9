import FHIRCore

/// Links in narrative that begin with `#` lead to one place in the same resource, or in the same bundle (FHIR R4, 2.4.0 Narrative).
enum NarrativeLinkRule {
    /// Takes the links and places of a narrative into the scope of its resource.
    static func note(_ content: NarrativeContent, _ node: NodeIndex, _ context: inout ValidationContext) {
        if !context.scopes.isEmpty {
            let last: Int = context.scopes.count - 1
            for anchor in content.anchors { context.scopes[last].anchors[anchor, default: 0] += 1 }
            for link in content.links where link.address.hasPrefix("#") {
                context.scopes[last].links.append((link, node))
                context.scopes[last].mentions.insert(String(link.address.dropFirst()))
            }
        }
        var seen: Set<NarrativeLink> = []
        for link in content.links where seen.insert(link).inserted { NarrativeAddressRule.validate(link, node, &context) }
    }

    /// Checks the links within a resource when everything in it has been seen.
    static func validate(_ scope: ContainedScope, _ context: inout ValidationContext) {
        if scope.links.isEmpty { return }
        var seen: Set<String> = []
        for (link, node) in scope.links where seen.insert("\(node.number) \(link.address)").inserted {
            let place = String(link.address.dropFirst())
            if place.isEmpty || scope.containedIDs.contains(place)
                || scope.elementIDs.values.contains(where: { $0.contains(place) })
            {
                continue
            }
            switch scope.anchors[place] ?? 0 {
            case 0: if !context.isPlaceInBundle(place, around: node) { reportMissing(link, node, &context) }
            case 1: continue
            case let count:
                let message: String = "\(link.address) leads to \(count) places with that name in this resource"
                let id = MessageID("TYPE_SPECIFIC_CHECKS_DT_XHTML_MULTIPLE_MATCHES")
                context.report(Finding(link.isImage ? .error : .warning, .invalid, id, message), at: node)
            }
        }
    }

    private static func reportMissing(_ link: NarrativeLink, _ node: NodeIndex, _ context: inout ValidationContext) {
        let name: String = link.isImage ? "Type_Specific_Checks_DT_XHTML_Resolve_Img" : "Type_Specific_Checks_DT_XHTML_Resolve"
        let what: String = link.isImage ? "image" : "link"
        let message: String =
            "the \(what) \(link.address) leads to nothing in this resource: no place, element or contained resource"
        context.report(Finding(.error, .invalid, MessageID(name), message), at: node)
    }
}

extension ValidationContext {
    /// A name of a place somewhere in the bundle around a node: a document shows its narratives as one.
    fileprivate mutating func isPlaceInBundle(_ name: String, around node: NodeIndex) -> Bool {
        guard let bundle = index.bundleNode(around: node) else { return false }
        if placesInBundle[bundle] == nil {
            var counts: [String: Int] = [:]
            BundlePlaceRule.count(bundle, self, &counts)
            placesInBundle[bundle] = Set(counts.keys)
        }
        return placesInBundle[bundle]?.contains(name) ?? false
    }
}
