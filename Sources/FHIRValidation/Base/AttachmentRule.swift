import FHIRCore
import Hashing

/// The size and the hash that an attachment states are those of its data (FHIR R4, Attachment.size, Attachment.hash).
enum AttachmentRule {
    static func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        let attachment: Element = context.tree.element(node)
        guard let data = attachment.child(named: "data"), data.kind == .string else { return }
        let size: Int? = attachment.text("size").flatMap { Int($0) }
        let hash: String? = attachment.text("hash")
        if size == nil && hash == nil { return }
        // Data that is no base64 has its finding at the value.
        guard let bytes = data.tree.withValue(of: data.index, Base64.decoded) else { return }
        if let size, size != bytes.count {
            let message: String = "the size is said to be \(size) bytes, and the data has \(bytes.count)"
            context.report(
                Finding(.error, .structure, MessageID("TYPE_SPECIFIC_CHECKS_DT_ATT_SIZE_CORRECT"), message), at: node)
        }
        guard var hash else { return }
        let stated: [UInt8]? = hash.withUTF8(Base64.decoded)
        if stated == SHA1.digest(of: bytes).bytes { return }
        let message: String = "the hash is not the SHA-1 of the data, in base64"
        context.report(Finding(.error, .structure, MessageID("TYPE_SPECIFIC_CHECKS_DT_ATT_HASH_MISMATCH"), message), at: node)
    }
}
