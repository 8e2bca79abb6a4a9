/// The address of a resource as a RESTful server forms it: `[root]Type/id`, with or without `/_history/version` (FHIR R4, 2.36.4.1).
package struct RESTAddress: Sendable {
    /// What stands before the type, with the slash at its end; empty for a relative reference.
    package let root: Substring
    package let type: TypeIndex
    package let id: Substring
    package let version: Substring?
    /// `Type/id`.
    package let typeAndID: Substring

    /// Nil if the text has not that form, or names no resource of the schema.
    package init?(_ text: String, _ schema: Schema) {
        var plain: Substring = text.utf8.firstIndex(of: UInt8(ascii: "#")).map { text[..<$0] } ?? text[...]
        if text.hasPrefix("urn:") || plain.utf8.contains(UInt8(ascii: "?")) { return nil }
        guard var (before, id) = plain.splitAtLastSlash else { return nil }
        if let (address, step) = before.splitAtLastSlash, step.utf8.elementsEqual("_history".utf8) {
            guard let unversioned = address.splitAtLastSlash else { return nil }
            version = id
            plain = address
            (before, id) = unversioned
        } else {
            version = nil
        }
        var name: Substring = before.splitAtLastSlash?.after ?? before
        root = plain[..<name.startIndex]
        typeAndID = plain[name.startIndex...]
        let isServer: Bool = root.isEmpty || root.utf8.starts(with: "http://".utf8) || root.utf8.starts(with: "https://".utf8)
        guard isServer, RESTAddress.isID(id), let type = name.withUTF8({ schema.type(named: $0) }),
            schema.kind(of: type) == .resource
        else { return nil }
        self.id = id
        self.type = type
    }

    /// The text has the form of an id.
    private static func isID(_ text: Substring) -> Bool {
        let bytes: Substring.UTF8View = text.utf8
        if bytes.isEmpty || bytes.count > 64 { return false }
        return bytes.allSatisfy { byte in
            switch byte {
            case UInt8(ascii: "A")...UInt8(ascii: "Z"), UInt8(ascii: "a")...UInt8(ascii: "z"),
                UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "-"), UInt8(ascii: "."):
                true
            default: false
            }
        }
    }
}
