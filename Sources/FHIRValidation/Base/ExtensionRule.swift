import FHIRCore

/// Extensions: their url, and what the definition behind it asks for (FHIR R4, 2.4 Extensibility).
enum ExtensionRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let field = context.schema.field("url", of: tree.type(of: node)) else { return }
        let child: NodeIndex = tree.child(of: node, in: field)
        guard child != .none, let url = tree.valueText(of: child), !url.isEmpty else { return }
        let isAbsolute: Bool = url.contains(":") && !url.contains(where: \.isWhitespace)
        if !isAbsolute {
            // The parts of a complex extension have short urls, which its definition names.
            if tree.type(of: tree.parent(of: node)) == tree.type(of: node) { return }
            let message: String = "\"\(url)\" is no absolute address; an extension is named by the address of its definition"
            return context.report(Finding(.error, .invalid, MessageID("Extension_EXT_URL_Absolute"), message), at: node)
        }
        guard let profile = context.profile(url), profile.type.name == "Extension" else {
            guard context.notChecked.insert(.unknownProfile(url)).inserted else { return }
            let message: String = "the extension \(url) is not checked: its definition is not at hand"
            return context.report(Finding(.information, .notSupported, MessageID("Extension_EXT_Unknown"), message), at: node)
        }
        context.reportNotChecked(profile, node)
        context.validate(node, profile.rules)
    }
}
