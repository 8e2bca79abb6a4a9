/// A canonical address with the version behind its `|`, if it has one (FHIR R4, 2.24.0.3 Canonical URLs).
package struct Canonical: Sendable, Hashable {
    /// The address without version and fragment.
    package let url: String
    /// The version asked for.
    package let version: String?

    /// Takes a canonical address apart.
    package init(_ text: String) {
        guard let bar = text.firstIndex(of: "|") else {
            url = text
            version = nil
            return
        }
        url = String(text[..<bar])
        let version: String = String(text[text.index(after: bar)...].prefix { $0 != "#" })
        self.version = version.isEmpty ? nil : version
    }

    /// A version answers to the one asked for: it is the same, or the other one names its first parts (`4.0` for `4.0.1`).
    /// A definition that does not state its version may be any.
    package static func version(_ version: String?, answersTo wanted: String?) -> Bool {
        guard let wanted else { return true }
        guard let version else { return true }
        return version == wanted || version.hasPrefix(wanted + ".")
    }

    /// The first version is older: numbers are compared part by part, a release stands behind its own drafts (`1.0.0-ballot`).
    package static func isOlder(_ left: String, _ right: String) -> Bool {
        let (one, other): ([Substring], [Substring]) = (parts(left), parts(right))
        for (a, b) in zip(one, other) where a != b {
            switch (Int(a), Int(b)) {
            case (let x?, let y?): if x != y { return x < y }
            case (nil, _?): return true
            case (_?, nil): return false
            case (nil, nil): return a < b
            }
        }
        if one.count == other.count { return false }
        // What goes on with a word is a draft of the shorter one, what goes on with a number is newer.
        return one.count > other.count ? Int(one[other.count]) == nil : Int(other[one.count]) != nil
    }

    private static func parts(_ version: String) -> [Substring] { version.split { $0 == "." || $0 == "-" || $0 == "_" } }
}
