import FHIRCore

/// Extensions: their url, and what the definition behind it asks for (FHIR R4, 2.4 Extensibility).
enum ExtensionRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        content(node, &context)
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
        guard let profile = context.profile(url), profile.type.name == "Extension" else { return unknown(url, node, &context) }
        context.reportNotChecked(profile, node)
        place(profile, node, &context)
        context.validate(node, profile.rules)
    }

    /// Either a value or extensions (the invariant ext-1).
    private static func content(_ node: NodeIndex, _ context: inout ValidationContext) {
        var hasValue: Bool = false
        var hasExtension: Bool = false
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if !context.tree.hasUnknownName(child), context.hasContent(child) {
                let row: Int = context.schema.elementRow(of: context.tree.field(of: child))
                if context.schema.fieldCount(ofElement: row) > 1 { hasValue = true }
                if context.tree.type(of: child) == context.definitions.types.extension { hasExtension = true }
            }
            child = context.tree.nextSibling(of: child)
        }
        if hasValue != hasExtension { return }
        let message: String =
            hasValue ? "has a value and extensions; it must have one or the other" : "has neither a value nor extensions"
        let id = MessageID("http://hl7.org/fhir/StructureDefinition/Extension#ext-1")
        context.report(Finding(.error, .invariant, id, "the extension \(message)"), at: node, rule: "ext-1")
    }

    /// An extension without a definition says nothing to a receiver; examples are excused.
    private static func unknown(_ url: String, _ node: NodeIndex, _ context: inout ValidationContext) {
        if isExcused(url, context.definitions.options) {
            guard context.notChecked.insert(.unknownProfile(url)).inserted else { return }
            let message: String = "the extension \(url) is not checked: its definition is not at hand"
            return context.report(Finding(.information, .notSupported, MessageID("Extension_EXT_Unknown"), message), at: node)
        }
        let message: String = "the extension \(url) is not known: load its definition, or check the address"
        context.report(Finding(.error, .extension, MessageID("Extension_EXT_Unknown_NotHere"), message), at: node)
    }

    /// Extensions that need no definition at hand: those of examples, and those that other bodies or HL7's tools define outside R4.
    private static func isExcused(_ url: String, _ options: ValidationOptions) -> Bool {
        if options.acceptsExampleURLs, ExampleHost.isExample(url) || ExampleHost.isHL7Example(url) { return true }
        let defined: [String] = [
            "http://hl7.org/fhir/StructureDefinition/operationoutcome-", "http://hl7.org/fhir/tools/StructureDefinition/",
        ]
        return url.contains("nema.org/") || defined.contains(where: url.hasPrefix)
    }

    /// Where the extension stands: in the right one of `extension` and `modifierExtension`, and in an element that its definition names.
    private static func place(_ profile: CompiledProfile, _ node: NodeIndex, _ context: inout ValidationContext) {
        let isModifier: Bool = context.tree.nameText(of: node) == "modifierExtension"
        if isModifier != profile.isModifier {
            let message: String =
                profile.isModifier
                ? "changes the meaning of what holds it, so it must stand in modifierExtension"
                : "is no modifier, so it must stand in extension"
            let id = MessageID(profile.isModifier ? "Extension_EXT_Modifier_Y" : "Extension_EXT_Modifier_N")
            context.report(Finding(.error, .extension, id, "the extension \(profile.url) \(message)"), at: node)
        }
        // R4's own definitions use these beyond the places that they state.
        if profile.url.hasPrefix("http://hl7.org/fhir/StructureDefinition/structuredefinition-") { return }
        if profile.contexts.isEmpty || profile.contexts.contains(where: { allows($0, node, context) }) { return }
        let names: String = profile.contexts.map(\.expression).joined(separator: ", ")
        let id = MessageID(isModifier ? "Extension_EXTM_Context_Wrong" : "Extension_EXTP_Context_Wrong")
        let message: String = "the extension \(profile.url) may not stand here, only in: \(names)"
        context.report(
            Finding(.error, .extension, id, message), at: context.tree.parent(of: node), offset: context.tree.offset(of: node))
    }

    private static func allows(_ place: ExtensionContext, _ node: NodeIndex, _ context: ValidationContext) -> Bool {
        let parent: NodeIndex = context.tree.parent(of: node)
        switch place.type {
        case "element":
            // Resources are no elements by their type, and still meant: what may stand in every element may stand in them.
            if place.expression == "Element" { return true }
            if place.expression == "ElementDefinition", definitionPath(of: parent, context).contains(".element.") { return true }
            if let type = context.schema.definition(context.tree.type(of: parent)), type.isKind(of: place.expression) {
                return true
            }
            // The path of the element in its own type, or from the resource on.
            if context.tree.element(parent).definition?.path == place.expression { return true }
            return definitionPath(of: parent, context) == place.expression
        case "extension": return context.tree.element(parent).child(named: "url")?.value == place.expression
        // FHIRPath contexts are not evaluated here.
        default: return true
        }
    }

    /// `Observation.value[x].code`: the names from the resource that holds the node.
    private static func definitionPath(of node: NodeIndex, _ context: ValidationContext) -> String {
        var names: [String] = []
        var current: NodeIndex = node
        while current != .none {
            if context.schema.kind(of: context.tree.type(of: current)) == .resource {
                names.append(context.schema.definition(context.tree.type(of: current))?.name ?? "")
                break
            }
            names.append(context.tree.element(current).definition?.name ?? "")
            current = context.tree.parent(of: current)
        }
        return names.reversed().joined(separator: ".")
    }
}
