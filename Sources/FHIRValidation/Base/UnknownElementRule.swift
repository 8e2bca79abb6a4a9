import FHIRCore

/// Elements that the type does not have, reported at the element around them.
enum UnknownElementRule {
    static func validate(_ node: NodeIndex, in parent: NodeIndex, _ context: inout ValidationContext) {
        let name: String = context.tree.nameText(of: node)
        guard let type = context.schema.definition(context.tree.type(of: parent)) else { return }
        if name.hasPrefix("_"), let field = type.fields.first(where: { $0.name == name.dropFirst() }),
            field.type.kind == .primitive
        {
            return reportCompanion(node, name, field.index, in: parent, &context)
        }
        let id: MessageID = context.tree.isXML ? .unknownXMLElement : .unknownElement
        let message: String = "\(type.name) has no element \"\(name)\"; " + advice(name, type)
        context.report(Finding(.error, .structure, id, message), at: parent, offset: context.tree.offset(of: node))
    }

    /// What should stand beside a primitive has not the form for it.
    private static func reportCompanion(
        _ node: NodeIndex, _ name: String, _ field: FieldIndex, in parent: NodeIndex, _ context: inout ValidationContext
    ) {
        let value: NodeIndex = context.tree.child(of: parent, in: field)
        let message: String =
            "\(name) holds the id and extensions of the value beside it: an object, or an array of objects and nulls"
        context.report(
            Finding(.error, .structure, .objectExpected, message), at: value == .none ? parent : value,
            offset: context.tree.offset(of: node))
    }

    private static func advice(_ name: String, _ type: TypeDefinition) -> String {
        for element in type.elements where element.isChoice {
            let stem = String(element.name.dropLast(3))
            if name.hasPrefix(stem), name.dropFirst(stem.count).first?.isUppercase == true {
                let names: [String] = element.fields.map(\.name)
                return "\(element.name) may be " + list(names)
            }
        }
        if name.hasPrefix("_") { return "only a primitive element can have a second member that begins with _" }
        if let near = nearest(to: name, among: type.fields.map(\.name)) { return "did you mean \"\(near)\"?" }
        return "remove it, or carry it as an extension"
    }

    private static func list(_ names: [String]) -> String {
        names.count <= 8
            ? names.joined(separator: ", ") : names.prefix(8).joined(separator: ", ") + " and \(names.count - 8) more"
    }
}
