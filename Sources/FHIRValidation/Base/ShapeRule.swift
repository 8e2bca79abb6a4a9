import FHIRCore

/// The JSON forms of an element: array or single value, object or primitive, string, number or truth value (FHIR R4, 2.6.2).
enum ShapeRule {
    /// Reports what is wrong; false if the value has not the element's form at all and cannot be looked at further.
    static func validate(_ node: NodeIndex, isFirst: Bool, _ row: Int, _ context: inout ValidationContext) -> Bool {
        let tree: ElementTree = context.tree
        let kind: NodeKind = tree.kind(of: node)
        if kind == .rawXML { return false }
        if kind == .rawJSON {
            let isList: Bool = context.schema.maximum(ofElement: row) > 1
            if isList, tree.hasArrayMismatch(node), context.definitions.format(of: tree.type(of: node)) == nil {
                reportArrayMismatch(node, row, &context)
            }
            return raw(node, row, &context)
        }
        if tree.hasArrayMismatch(node) {
            if isFirst { reportArrayMismatch(node, row, &context) }
            return tree.hasArrayForm(node)
        }
        if kind == .null {
            let message: String = "null; leave the element out, or give it an extension that says why it has no value"
            context.report(Finding(.error, .structure, .nullNotAllowed, message), at: node)
            return false
        }
        if !tree.isXML, let format = context.definitions.format(of: tree.type(of: node)) {
            primitive(node, kind, format, &context)
        }
        return true
    }

    private static func reportArrayMismatch(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) {
        let name: String = context.tree.nameText(of: node)
        let isList: Bool = context.schema.maximum(ofElement: row) > 1
        let message: String =
            isList
            ? "\(name) may repeat, so its JSON form is an array: put it in brackets"
            : "\(name) cannot repeat, so it is no array: remove the brackets"
        context.report(Finding(.error, .structure, isList ? .arrayExpected : .simpleValueExpected, message), at: node)
    }

    private static func raw(_ node: NodeIndex, _ row: Int, _ context: inout ValidationContext) -> Bool {
        let tree: ElementTree = context.tree
        let name: String = tree.nameText(of: node)
        let form: JSONForm = tree.withValue(of: node, JSONForm.init)
        let isResource: Bool = context.schema.elementDefinition(row: row).isResource
        let finding: Finding
        if form == .emptyArray {
            finding = Finding(.error, .structure, .emptyArray, "\(name) is an empty array; leave it out instead")
        } else if isResource, form == .object {
            finding = Finding(
                .error, .structure, .resourceTypeMissing,
                "\(name) must hold a resource, and the object has no \"resourceType\" that FHIR \(context.schema.fhirVersion) knows"
            )
        } else if context.definitions.format(of: tree.type(of: node)) != nil {
            finding = Finding(.error, .structure, .simpleValueExpected, "\(name) is a single value, and not \(form.words)")
        } else {
            finding = Finding(
                .error, .structure, .objectExpected, "\(name) is an object with elements of its own, and not \(form.words)")
        }
        context.report(finding, at: node)
        if isResource, form == .object, tree.isContained(node) { ContainedRule.enter(node, &context) }
        return false
    }

    private static func primitive(
        _ node: NodeIndex, _ kind: NodeKind, _ format: PrimitiveFormat, _ context: inout ValidationContext
    ) {
        let wanted: (kind: NodeKind, id: MessageID, words: String) =
            switch format {
            case .boolean: (.boolean, .booleanExpected, "true or false without quotes")
            case .integer, .unsignedInt, .positiveInt, .decimal: (.number, .numberExpected, "a number without quotes")
            default: (.string, .stringExpected, "a string in quotes")
            }
        if kind == wanted.kind || kind == .none { return }
        let value: String = context.tree.valueText(of: node) ?? ""
        let found: String = kind == .string ? "the string \"\(value.prefix(60))\"" : value
        let message: String = "\(context.tree.nameText(of: node)) is written as \(wanted.words), and not as \(found)"
        context.report(Finding(.error, .structure, wanted.id, message), at: node)
    }
}

/// The form of a piece of JSON, from its ends.
private enum JSONForm {
    case emptyArray, array, object, string, other

    init(_ text: UnsafeBufferPointer<UInt8>) {
        switch text.first {
        case 0x5B: self = text.dropFirst().dropLast().allSatisfy { $0 <= 0x20 } ? .emptyArray : .array
        case 0x7B: self = .object
        case 0x22: self = .string
        default: self = .other
        }
    }

    var words: String {
        switch self {
        case .emptyArray, .array: "an array"
        case .object: "an object"
        case .string: "a string"
        case .other: "a bare value"
        }
    }
}
