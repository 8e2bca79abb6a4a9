import FHIRCore

/// How many bytes a file may have (the extension maxSize of an element definition): base64 and the data of an attachment are counted, else
/// the size that the attachment states.
struct DataSizeRule: Rule {
    let origin: RuleOrigin
    let most: Int

    static func compile(_ element: ProfileElement, _ profile: String) -> DataSizeRule? {
        element.constraint.maxSize.map { DataSizeRule(origin: RuleOrigin(profile: profile, element: element.id), most: $0) }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { size(node, context).map { $0 <= most } ?? true }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        guard let size = size(node, context), size > most else { return }
        let isAttachment: Bool = context.tree.type(of: node) == context.definitions.types.attachment
        let id =
            isAttachment
            ? MessageID("TYPE_SPECIFIC_CHECKS_DT_ATT_TOO_LONG") : MessageID("TYPE_SPECIFIC_CHECKS_DT_BASE64_TOO_LONG")
        let message: String = "\(size) bytes; at most \(most) are allowed by the profile"
        context.report(Finding(.error, .structure, id, message), at: node, origin)
    }

    private func size(_ node: NodeIndex, _ context: ValidationContext) -> Int? {
        let element: Element = context.tree.element(node)
        guard context.tree.type(of: node) == context.definitions.types.attachment else {
            return element.kind == .string ? Base64.size(of: element) : nil
        }
        if let data = element.child(named: "data"), data.kind == .string { return Base64.size(of: data) }
        return element.text("size").flatMap { Int($0) }
    }
}
