import FHIRCore

/// In XML the elements of a type stand in the order of its definition (FHIR R4, 2.6.1).
enum OrderRule {
    static func validate(_ node: NodeIndex, _ field: FieldIndex, after last: FieldIndex, _ context: inout ValidationContext) {
        // Attributes stand in the tag, whatever their place in the definition.
        guard last != .none, field < last, let known = context.schema.definition(last), !known.element.isXMLAttribute else {
            return
        }
        let message: String = "\(context.tree.nameText(of: node)) stands after \(known.name); in XML it must come before it"
        let finding = Finding(.error, .structure, .outOfOrder, message)
        context.report(finding, at: node)
        if let row = context.schema.definition(field)?.element, context.isOwnElement(row) {
            context.baseFaults[context.resource, default: []].append((node, finding))
        }
    }
}
