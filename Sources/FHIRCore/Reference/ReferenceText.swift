// The text of references and addresses, byte by byte: there is one for nearly every resource of a bundle.
extension String {
    /// It begins with a scheme (`http:`, `urn:` …).
    package var hasScheme: Bool {
        guard let colon = utf8.firstIndex(of: UInt8(ascii: ":")), colon != startIndex else { return false }
        let scheme: Substring.UTF8View = self[..<colon].utf8
        let isLetter: (UInt8) -> Bool = { (UInt8(ascii: "a")...UInt8(ascii: "z")).contains($0 | 0x20) }
        return scheme.first.map(isLetter) == true
            && scheme.allSatisfy {
                isLetter($0) || (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) || $0 == UInt8(ascii: "+")
                    || $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: ".")
            }
    }

    /// Without `/_history/version` at its end, and the version.
    package var splitVersion: (address: String, version: String?) {
        guard let (before, version) = self[...].splitAtLastSlash, let (address, step) = before.splitAtLastSlash,
            step.utf8.elementsEqual("_history".utf8)
        else { return (self, nil) }
        return (String(address), String(version))
    }
}

extension Substring {
    /// What stands before and behind the last slash; nil if there is none.
    var splitAtLastSlash: (before: Substring, after: Substring)? {
        guard let slash = utf8.lastIndex(of: UInt8(ascii: "/")) else { return nil }
        return (self[..<slash], self[utf8.index(after: slash)...])
    }
}
