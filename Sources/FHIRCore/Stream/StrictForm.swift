extension ElementTree {
    /// The first thing that a strict reader refuses: a finding, an unknown name, a form that the schema does not have.
    func strictFault() -> (message: String, offset: Int, path: String)? {
        if let finding = findings.first {
            return (finding.what, finding.offset, Element(tree: self, node: finding.node.raw).path)
        }
        for node in 0..<UInt32(nodeCount) {
            if let message = wrongForm(node) {
                return (message, Int(nodes[Int(node)].position), Element(tree: self, node: node).path)
            }
        }
        return nil
    }

    private func wrongForm(_ node: UInt32) -> String? {
        let row: Node = nodes[Int(node)]
        if row.flags.contains(.unknownName) { return "\"\(String(decoding: name(node), as: UTF8.self))\" is not known here" }
        if row.flags.contains(.duplicate) { return "a second member of that name" }
        if row.flags.contains(.arrayMismatch) { return "a list where a single value belongs, or the other way round" }
        let type = TypeIndex(raw: row.type)
        switch row.kind {
        case .rawJSON, .rawXML: return "a value of a wrong form"
        case .null: return "a null that stands for nothing"
        case .none: return nil
        case .string:
            let isText: Bool = schema.valueKind(of: type, text(node)) == .string && !hasBareForm(type)
            return isText || !schema.isPrimitive(type) ? nil : "a string where a number or truth value belongs"
        case .number: return hasBareForm(type) && type != schema.boolean ? nil : "a number where a value of another form belongs"
        case .boolean: return type == schema.boolean ? nil : "a truth value where a value of another form belongs"
        }
    }

    /// The type's values are written without quotes in JSON.
    private func hasBareForm(_ type: TypeIndex) -> Bool {
        type == schema.boolean || type == schema.integer || type == schema.decimal || type == schema.unsignedInt
            || type == schema.positiveInt
    }

    /// Members `fhir_comments` of DSTU2 files: how many, and the first of them.
    func comments() -> (count: Int, first: UInt32)? {
        var count: Int = 0
        var first: UInt32 = 0
        for node in 0..<UInt32(nodeCount) where nodes[Int(node)].flags.contains(.unknownName) {
            guard name(node).elementsEqual("fhir_comments".utf8) else { continue }
            if count == 0 { first = node }
            count += 1
        }
        return count == 0 ? nil : (count, first)
    }
}
