import FHIRCore
import FHIRTerminology

/// The address of a link or image in narrative: there, of characters that an address has, one that is opened and not run
/// (FHIR R4, 2.4.0 Narrative; RFC 3986, 2; RFC 2397 for `data:`).
enum NarrativeAddressRule {
    static func validate(_ link: NarrativeLink, _ node: NodeIndex, _ context: inout ValidationContext) {
        guard let (severity, id, reason) = fault(link) else { return }
        let what: String = link.isImage ? "image" : "link"
        let message: String = "the \(what) \"\(link.address.prefix(80))\": \(reason)"
        context.report(Finding(severity, .invalid, id, message), at: node)
    }

    private static func fault(_ link: NarrativeLink) -> (Severity, MessageID, String)? {
        let address: String = link.address
        if address.allSatisfy(\.isWhitespace) {
            let id = link.isImage ? MessageID("XHTML_URL_INVALID") : MessageID("TYPE_SPECIFIC_CHECKS_DT_XHTML_EMPTY_HREF")
            return (.error, id, "it has no address")
        }
        let scheme: String = address.hasScheme ? address.prefix { $0 != ":" }.lowercased() : ""
        if scheme == "data" {
            return dataFault(address.dropFirst(5)).map { (.error, MessageID("XHTML_URL_INVALID"), $0) }
        }
        if !address.hasPrefix("#"), let character = address.unicodeScalars.first(where: { !isAllowed($0) }) {
            return (
                .error, MessageID("XHTML_URL_INVALID"), "the character \"\(character)\" stands in no address; write it as %XX"
            )
        }
        return link.isImage ? nil : schemeFault(scheme)
    }

    private static func schemeFault(_ scheme: String) -> (Severity, MessageID, String)? {
        switch scheme {
        case "javascript", "vbscript":
            (
                .error, MessageID("TYPE_SPECIFIC_CHECKS_DT_XHTML_ACTIVE_HREF"),
                "an address with the scheme \(scheme) is run, and narrative has no active content"
            )
        case "urn", "cid":
            (
                .error, MessageID("TYPE_SPECIFIC_CHECKS_DT_XHTML_LITERAL_HREF"),
                "an address with the scheme \(scheme) is a name that no reader can open"
            )
        case "", "http", "https", "tel", "mailto": nil
        default:
            (
                .information, MessageID("TYPE_SPECIFIC_CHECKS_DT_XHTML_UNKNOWN_HREF"),
                "whether a reader can open an address with the scheme \(scheme) is not known"
            )
        }
    }

    /// Characters of RFC 3986, letters and digits of any script (RFC 3987), and `|`, which canonical addresses have.
    private static func isAllowed(_ character: Unicode.Scalar) -> Bool {
        if character.value >= 0x80 { return character.properties.isAlphabetic || character.properties.numericType != nil }
        let byte = UInt8(character.value)
        return (byte | 0x20) &- 0x61 < 26 || byte &- 0x30 < 10 || "-._~:/?#[]@!$&'()*+,;=%|".utf8.contains(byte)
    }

    /// `data:[media type][;base64],data`.
    private static func dataFault(_ text: Substring) -> String? {
        guard let comma = text.firstIndex(of: ",") else { return "a data: address has a comma and its data behind it" }
        var head: Substring = text[..<comma].drop(while: \.isWhitespace)
        let data: Substring = text[text.index(after: comma)...]
        if data.isEmpty { return "there is no data" }
        let isBase64: Bool = head.hasSuffix(";base64")
        if isBase64 { head = head.dropLast(7) }
        if !head.isEmpty, !head.hasPrefix(";"), case .invalid(let reason, _) = MediaType.check(String(head)) { return reason }
        var bytes = String(data)
        if isBase64, bytes.withUTF8(Base64.decoded) == nil { return "the data is no base64" }
        return nil
    }
}
