import FHIRCore

/// The media type and the size of a file (the extensions mimeType and maxSize, which is in megabytes).
struct AnswerAttachmentRule: AnswerRule {
    let types: [String]
    let mostBytes: Int?

    static func compile(_ item: Element, _ type: ItemType) -> AnswerAttachmentRule? {
        guard type == .attachment else { return nil }
        let base: String = "http://hl7.org/fhir/StructureDefinition/"
        let types: [String] = item.extensionValues(base + "mimeType").compactMap(\.value)
        let megabytes: Double? = item.extensionValue(base + "maxSize")?.value.flatMap { Double($0) }
        let most: Int? = megabytes.flatMap { Int(exactly: ($0 * 1_048_576).rounded()) }
        return types.isEmpty && most == nil ? nil : AnswerAttachmentRule(types: types, mostBytes: most)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        let value: Element = answer.value
        if !types.isEmpty {
            if let type = value.text("contentType") {
                if !types.contains(where: { isType(type, $0) }) {
                    let message: String = "the file is of the type \(type); allowed: " + types.joined(separator: ", ")
                    let id = MessageID("QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_MIMETYPE")
                    context.report(Finding(.error, .required, id, message), at: answer.node)
                }
            } else {
                let message: String = "the file needs a contentType; allowed: " + types.joined(separator: ", ")
                let id = MessageID("QUESTIONNAIRE_QR_ITEM_NOT_ATTACHMENT_MIMETYPE")
                context.report(Finding(.error, .required, id, message), at: answer.node)
            }
        }
        guard let mostBytes else { return }
        let size: Int? =
            value.child(named: "data").map { Base64.size(of: $0) } ?? value.text("size").flatMap { Int($0) }
        guard let size, size > mostBytes else { return }
        let message: String = "the file has \(size) bytes; at most \(mostBytes) are allowed"
        context.report(
            Finding(.error, .required, MessageID("QUESTIONNAIRE_QR_ITEM_BAD_ATTACHMENT_LENGTH"), message), at: answer.node)
    }

    /// Parameters behind the type (`text/plain; charset=utf-8`) do not count, and a `*` stands for any subtype.
    private func isType(_ type: String, _ wanted: String) -> Bool {
        let name: String = type.prefix { $0 != ";" }.filter { !$0.isWhitespace }.lowercased()
        let other: String = wanted.lowercased()
        return name == other || type.lowercased() == other || (other.hasSuffix("/*") && name.hasPrefix(other.dropLast()))
    }
}
