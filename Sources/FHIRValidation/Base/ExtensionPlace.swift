import FHIRCore
import FHIRPath

/// Where an extension may stand (FHIR R4, StructureDefinition.context and contextInvariant; 2.4.0.1.2).
enum ExtensionPlace {
    static func validate(_ profile: CompiledProfile, _ node: NodeIndex, _ context: inout ValidationContext) {
        container(profile, node, &context)
        // R4's own definitions use these beyond the places that they state.
        if profile.url.hasPrefix("http://hl7.org/fhir/StructureDefinition/structuredefinition-") { return }
        let parent: NodeIndex = context.tree.parent(of: node)
        if !profile.contexts.isEmpty, !profile.contexts.contains(where: { allows($0, parent, &context) }) {
            let isModifier: Bool = context.tree.nameText(of: node) == "modifierExtension"
            let names: String = profile.contexts.map(\.expression).joined(separator: ", ")
            let id = MessageID(isModifier ? "Extension_EXTM_Context_Wrong" : "Extension_EXTP_Context_Wrong")
            let message: String =
                "the extension \(profile.url) may not stand in \(path(of: parent, context)), only in: \(names)"
            context.report(Finding(.error, .extension, id, message), at: parent, offset: context.tree.offset(of: node))
        }
        for expression in profile.contextInvariants {
            guard let path = context.compiled(expression), context.truth(of: path, on: parent) == false else { continue }
            let message: String = "the extension \(profile.url) may stand here only where this holds: \(expression)"
            context.report(
                Finding(.error, .extension, MessageID("Extension_EXT_Context_Wrong"), message), at: parent,
                offset: context.tree.offset(of: node))
        }
    }

    /// The right one of `extension` and `modifierExtension`.
    private static func container(_ profile: CompiledProfile, _ node: NodeIndex, _ context: inout ValidationContext) {
        let isModifier: Bool = context.tree.nameText(of: node) == "modifierExtension"
        if isModifier == profile.isModifier { return }
        let message: String =
            profile.isModifier
            ? "changes the meaning of what holds it, so it must stand in modifierExtension"
            : "is no modifier, so it must stand in extension"
        let id = MessageID(profile.isModifier ? "Extension_EXT_Modifier_N" : "Extension_EXT_Modifier_Y")
        context.report(Finding(.error, .extension, id, "the extension \(profile.url) \(message)"), at: node)
    }

    // MARK: Contexts

    private static func allows(_ place: ExtensionContext, _ parent: NodeIndex, _ context: inout ValidationContext) -> Bool {
        switch place.type {
        case "extension": return context.tree.element(parent).child(named: "url")?.value == place.expression
        case "fhirpath":
            guard let path = context.compiled(place.expression) else { return true }
            return context.selects(path, parent)
        default: return isElement(place.expression, parent, context)
        }
    }

    private static func isElement(_ expression: String, _ node: NodeIndex, _ context: ValidationContext) -> Bool {
        let expression: String = normalised(expression)
        // Resources are no elements by their type, and still meant: what may stand in every element may stand in them.
        if expression == "Element" { return true }
        if expression == "ElementDefinition", path(of: node, context).contains(".element.") { return true }
        let type: TypeDefinition? = context.schema.definition(context.tree.type(of: node))
        if type?.isKind(of: expression) == true { return true }
        // Resources with a canonical address have no type of their own in R4.
        if expression == "CanonicalResource" || expression == "MetadataResource" {
            return type?.kind == .resource && type?.elements.contains { $0.name == "url" } == true
        }
        return paths(of: node, context).contains(expression)
    }

    /// The path without what says the same of a choice: `value[x]`, `value.ofType(Quantity)`; that of `…/Patient#Patient.name`.
    private static func normalised(_ expression: String) -> String {
        var text: String = expression.replacing("[x]", with: "")
        if let mark = text.lastIndex(of: "#") { text = String(text[mark...].dropFirst()) }
        if let type = text.firstRange(of: ".ofType(") { text = String(text[..<type.lowerBound]) }
        return text
    }

    /// What the element may be called: its path from the resource on, and from each type around it, under that type's name or the name
    /// of one that it is derived from.
    private static func paths(of node: NodeIndex, _ context: ValidationContext) -> Set<String> {
        var found: Set<String> = []
        var rest: String = ""
        var current: NodeIndex = node
        while current != .none, let type = context.schema.definition(context.tree.type(of: current)) {
            if current != node {
                var owner: TypeDefinition? = type
                while let known = owner {
                    found.insert(known.name + rest)
                    owner = known.base
                }
            }
            if type.kind == .resource { break }
            let element: Element = context.tree.element(current)
            let name: String = element.definition?.name.replacing("[x]", with: "") ?? ""
            // A choice may be named with its type.
            if current == node, element.name != name {
                let parent: TypeDefinition? = context.schema.definition(context.tree.type(of: context.tree.parent(of: current)))
                found.insert("\(parent?.name ?? "").\(element.name)")
            }
            rest = "." + name + rest
            current = context.tree.parent(of: current)
        }
        return found
    }

    /// `Observation.value.code`: the names from the resource that holds the node.
    private static func path(of node: NodeIndex, _ context: ValidationContext) -> String {
        var names: [String] = []
        var current: NodeIndex = node
        while current != .none {
            if let type = context.schema.definition(context.tree.type(of: current)), type.kind == .resource {
                names.append(type.name)
                break
            }
            names.append(context.tree.element(current).definition?.name.replacing("[x]", with: "") ?? "")
            current = context.tree.parent(of: current)
        }
        return names.reversed().joined(separator: ".")
    }
}

extension ValidationContext {
    /// Whether an expression on the open resource gives a node. What cannot be evaluated gives all.
    mutating func selects(_ path: FHIRPath, _ node: NodeIndex) -> Bool {
        var environment: FHIRPathEnvironment = pathEnvironment()
        environment.resource = tree.element(resource)
        guard let found = try? path.evaluate(on: tree.element(resource), in: environment) else { return true }
        return found.contains { value in
            if case .element(let element) = value { element.tree === tree && element.index == node } else { false }
        }
    }
}
