import FHIRCore

/// The value must have one of the types that the profile leaves.
struct TypeRule: Rule {
    let origin: RuleOrigin
    let types: [TypeIndex]
    let names: String
    /// Values of extensions are reported at the extension, under a name of their own.
    let isExtensionValue: Bool

    static func compile(_ element: ProfileElement, in owner: TypeDefinition, base: [TypeDefinition], _ profile: String)
        -> TypeRule?
    {
        let codes: [String] = element.constraint.types.map(\.code)
        let types: [TypeDefinition] = codes.compactMap { code in base.first { $0.name == code } }
        // Fewer types than the base has; names that the schema does not know cannot be told apart.
        if codes.isEmpty || types.count != codes.count || types.count >= base.count { return nil }
        return TypeRule(
            origin: RuleOrigin(profile: profile, element: element.id), types: types.map(\.index),
            names: codes.joined(separator: ", "),
            isExtensionValue: owner.name == "Extension")
    }

    /// The rule that leaves one type alone.
    static func compile(only type: TypeDefinition, _ origin: RuleOrigin, isExtensionValue: Bool) -> TypeRule {
        TypeRule(origin: origin, types: [type.index], names: type.name, isExtensionValue: isExtensionValue)
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { types.contains(context.tree.type(of: node)) }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if isValid(node, &context) { return }
        let found: String = context.schema.definition(context.tree.type(of: node))?.name ?? "unknown"
        let message: String = "the type is \(found); allowed by the profile: \(names)"
        // Where several types are left, what is wrong is the element's name, so that the element around it is named.
        let (id, place): (MessageID, NodeIndex) =
            if isExtensionValue {
                (MessageID("Extension_EXT_Type"), context.tree.parent(of: node))
            } else if types.count > 1 {
                (MessageID("Validation_VAL_Profile_NoType"), context.tree.parent(of: node))
            } else {
                (MessageID("Extension_PROF_Type"), node)
            }
        context.report(Finding(.error, .structure, id, message), at: place, origin)
        if types.count == 1, let type = context.schema.definition(types[0]) { content(node, type, &context) }
    }

    /// What is in the value is no part of the type that is allowed either: it says the same again, element by element.
    private func content(_ node: NodeIndex, _ type: TypeDefinition, _ context: inout ValidationContext) {
        let known: Set<String> = Set(type.elements.map(\.name))
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if let name = context.schema.definition(context.tree.field(of: child))?.element.name, !known.contains(name) {
                let message: String = "\(name) is no element of \(type.name), the type that the profile allows"
                let id = MessageID("Validation_VAL_Profile_NotAllowed")
                context.report(Finding(.error, .structure, id, message, cause: node), at: child, origin)
            }
            child = context.tree.nextSibling(of: child)
        }
    }
}

/// Rules for one type of a choice.
struct TypedRule: Rule {
    let type: TypeIndex
    let rules: [any Rule]

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        context.tree.type(of: node) != type || context.isValid(node, rules)
    }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        if context.tree.type(of: node) == type { context.validate(node, rules) }
    }
}
