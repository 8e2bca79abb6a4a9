import FHIRCore

/// The search parameters of a package with what a validator asks of them: JSON, one a line, sorted by url.
enum SearchFile {
    private static let kept: [String] = ["resourceType", "url", "version", "code", "base", "type"]

    /// The file's bytes.
    static func bytes(_ package: Package) throws(DefinitionsError) -> [UInt8] {
        var lines: [(url: String, text: [UInt8])] = []
        for file in package.files where file.name.hasPrefix("SearchParameter-") {
            let json: JSONValue = try file.json()
            guard let url = json["url"]?.string else { continue }
            let members: [JSONMember] = kept.compactMap { name in json[name].map { JSONMember(name, $0) } }
            lines.append((url, JSONLine.bytes(.object(members))))
        }
        lines.sort { Array($0.url.utf8).lexicographicallyPrecedes(Array($1.url.utf8)) }
        return Array(lines.map(\.text).joined())
    }
}
