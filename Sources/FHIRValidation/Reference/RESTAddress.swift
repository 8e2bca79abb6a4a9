import FHIRCore

/// The address of a resource as a RESTful server forms it: `[root]Type/id`, with or without `/_history/version` (FHIR R4, 2.36.4.1).
struct RESTAddress: Sendable, Equatable {
    /// What stands before the type, with the slash at its end; empty for a relative reference.
    let root: String
    let type: String
    let id: String
    let version: String?

    /// Nil if the text has not that form, or names no type of the schema.
    init?(_ text: String, _ schema: Schema) {
        if text.hasPrefix("urn:") || !text.utf8.contains(UInt8(ascii: "/")) { return nil }
        let plain: Substring = text.prefix { $0 != "#" }
        if plain.contains("?") { return nil }
        var steps: [Substring] = plain.split(separator: "/", omittingEmptySubsequences: false)
        if steps.count >= 4, steps[steps.count - 2] == "_history" {
            version = String(steps[steps.count - 1])
            steps.removeLast(2)
        } else {
            version = nil
        }
        guard steps.count >= 2, let last = steps.last, RESTAddress.isID(last) else { return nil }
        type = String(steps[steps.count - 2])
        guard schema.definition(named: type)?.kind == .resource else { return nil }
        id = String(last)
        root = steps.dropLast(2).map { $0 + "/" }.joined()
        if !root.isEmpty, !root.hasPrefix("http://"), !root.hasPrefix("https://") { return nil }
    }

    /// `Type/id`.
    var typeAndID: String { type + "/" + id }

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

extension String {
    /// It begins with a scheme (`http:`, `urn:` …).
    var hasScheme: Bool {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), colon != startIndex else { return false }
        let scheme: Substring.UTF8View = self[..<colon].utf8
        let isLetter: (UInt8) -> Bool = { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        return scheme.first.map(isLetter) == true
            && scheme.allSatisfy {
                isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "+")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }

    /// It holds white space.
    var hasWhitespace: Bool {
        utf8.contains { $0 <= 0x20 } || utf8.contains { $0 >= 0x80 } && contains(where: \.isWhitespace)
    }

    /// Without `/_history/version` at its end, and the version.
    var splitVersion: (address: String, version: String?) {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")), self[..<slash].hasSuffix("/_history") else { return (self, nil) }
        return (String(self[..<slash].dropLast("/_history".count)), String(self[index(after: slash)...]))
    }
}
