import FHIRCore

/// A security label stands once (FHIR R4, 2.1.27.0.5 Resource.meta: sets of labels, compared by system and code).
enum SecurityLabelRule {
    static func validate(_ meta: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let field = context.schema.field("security", of: tree.type(of: meta)) else { return }
        let labels: [NodeIndex] = tree.children(of: meta, in: field)
        if labels.count < 2 { return }
        var seen: Set<String> = []
        for label in labels {
            let name: String = [tree.text(of: "system", in: label), tree.text(of: "code", in: label)].map { $0 ?? "" }
                .joined(separator: "#")
            if seen.insert(name).inserted { continue }
            let message: String = "the security label \(name) stands here twice; keep one of them"
            context.report(Finding(.error, .businessRule, MessageID("Meta_RES_Security_Duplicate"), message), at: label)
        }
    }
}
