import FHIRCore

/// Extensions: their url, and what the definition behind it asks for (FHIR R4, 2.4 Extensibility).
enum ExtensionRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        let isEmpty: Bool = content(node, &context)
        guard let field = context.schema.field("url", of: tree.type(of: node)) else { return }
        let child: NodeIndex = tree.child(of: node, in: field)
        guard child != .none, context.hasForm(child), let url = tree.valueText(of: child), !url.isEmpty else {
            let message: String = "an extension needs its url: it says what the extension means"
            return context.report(Finding(.error, .required, MessageID("Extension_EXT_Url_NotFound"), message), at: node)
        }
        let isAbsolute: Bool = url.contains(":") && !url.contains(where: \.isWhitespace)
        if !isAbsolute {
            if isPart(node, context) { return }
            let message: String = "\"\(url)\" is no absolute address; an extension is named by the address of its definition"
            return context.report(Finding(.error, .invalid, MessageID("Extension_EXT_URL_Absolute"), message), at: node)
        }
        guard let profile = context.profile(url), profile.type.name == "Extension" else { return unknown(url, node, &context) }
        context.reportNotChecked(profile, node)
        ExtensionPlace.validate(profile, node, &context)
        if isEmpty, profile.isSimpleExtension {
            let message: String = "the extension \(url) is a simple one, so it must have a value"
            context.report(
                Finding(.error, .structure, MessageID("Extension_EXT_Simple_ABSENT"), message, cause: node), at: node)
        }
        context.validate(node, profile.rules)
    }

    /// It stands in an extension that says what it is: the parts of a complex extension have short urls, which its definition names.
    private static func isPart(_ node: NodeIndex, _ context: ValidationContext) -> Bool {
        let parent: NodeIndex = context.tree.parent(of: node)
        if context.tree.type(of: parent) != context.definitions.types.extension { return false }
        return context.tree.element(parent).child(named: "url")?.value?.isEmpty == false
    }

    /// Either a value or extensions (the invariant ext-1); true if there is neither.
    private static func content(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        var hasValue: Bool = false
        var hasExtension: Bool = false
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if !context.tree.hasUnknownName(child), context.hasForm(child) {
                let row: Int = context.schema.elementRow(of: context.tree.field(of: child))
                if context.schema.fieldCount(ofElement: row) > 1 { hasValue = true }
                if context.tree.type(of: child) == context.definitions.types.extension { hasExtension = true }
            }
            child = context.tree.nextSibling(of: child)
        }
        if hasValue != hasExtension { return false }
        let message: String =
            hasValue ? "has a value and extensions; it must have one or the other" : "has neither a value nor extensions"
        let id = MessageID("http://hl7.org/fhir/StructureDefinition/Extension#ext-1")
        context.report(Finding(.error, .invariant, id, "the extension \(message)"), at: node, rule: "ext-1")
        return !hasValue
    }

    /// An extension without a definition says nothing to a receiver; examples are excused, unless the options forbid them.
    private static func unknown(_ url: String, _ node: NodeIndex, _ context: inout ValidationContext) {
        if isExcused(url, context.definitions.options) || isOfOtherVersion(url) {
            guard context.notChecked.insert(.unknownProfile(url)).inserted else { return }
            let message: String = "the extension \(url) is not checked: its definition is not at hand"
            return context.report(Finding(.information, .notSupported, MessageID("Extension_EXT_Unknown"), message), at: node)
        }
        let message: String = "the extension \(url) is not known: load its definition, or check the address"
        context.report(Finding(.error, .extension, MessageID("Extension_EXT_Unknown_NotHere"), message), at: node)
    }

    /// Extensions that need no definition at hand: those of examples, and those that other bodies or HL7's tools define outside R4.
    private static func isExcused(_ url: String, _ options: ValidationOptions) -> Bool {
        let host: AddressHost? = AddressHost(url)
        if options.acceptsExampleURLs, host?.isExample == true { return true }
        let defined: [String] = [
            "http://hl7.org/fhir/StructureDefinition/operationoutcome-", "http://hl7.org/fhir/tools/StructureDefinition/",
        ]
        return host?.isIn("nema.org") == true || defined.contains(where: url.hasPrefix)
    }

    /// `http://hl7.org/fhir/5.0/StructureDefinition/extension-Patient.x`: an element of another version of FHIR (FHIR R4, 2.4.0.5).
    private static func isOfOtherVersion(_ url: String) -> Bool {
        let start: String = "http://hl7.org/fhir/"
        guard url.hasPrefix(start) else { return false }
        let version: Substring = url.dropFirst(start.count).prefix { $0 != "/" }
        return ["1.0", "3.0", "4.3", "5.0"].contains(String(version))
            && url.dropFirst(start.count + version.count).hasPrefix("/StructureDefinition/extension-")
    }
}
