import FHIRCore

/// The profiles and extensions of a package with what a validator asks of them: JSON, one StructureDefinition a line, sorted by url.
///
/// Texts for people are left out, and snapshots too: what a profile constrains is its differential over the type that it is based on.
enum ProfilesFile {
    private static let kept: [String] = [
        "resourceType", "url", "version", "name", "status", "kind", "abstract", "context", "contextInvariant", "type",
        "baseDefinition",
        "derivation",
    ]
    private static let keptOfElement: Set<String> = [
        "id", "path", "sliceName", "slicing", "min", "max", "type", "binding", "maxLength", "constraint", "contentReference",
        "isModifier",
    ]
    private static let keptOfConstraint: Set<String> = ["key", "severity", "expression"]
    private static let keptOfBinding: Set<String> = ["strength", "valueSet"]

    /// The file's bytes.
    static func bytes(_ package: Package) throws(DefinitionsError) -> [UInt8] {
        var lines: [(url: String, text: [UInt8])] = []
        for file in package.files where file.name.hasPrefix("StructureDefinition-") {
            let json: JSONValue = try file.json()
            guard json["derivation"]?.string == "constraint", let url = json["url"]?.string else { continue }
            lines.append((url, JSONLine.bytes(definition(json))))
        }
        lines.sort { Array($0.url.utf8).lexicographicallyPrecedes(Array($1.url.utf8)) }
        return Array(lines.map(\.text).joined())
    }

    private static func definition(_ json: JSONValue) -> JSONValue {
        var members: [JSONMember] = kept.compactMap { name in json[name].map { JSONMember(name, $0) } }
        let elements: [JSONValue] = json["differential"]?.items("element").map(element) ?? []
        members.append(JSONMember("differential", .object([JSONMember("element", .array(elements))])))
        return .object(members)
    }

    private static func element(_ json: JSONValue) -> JSONValue {
        .object(
            json.members.compactMap { member in
                switch member.name {
                case "constraint": JSONMember(member.name, .array(member.value.array.map { only(keptOfConstraint, $0) }))
                case "binding": JSONMember(member.name, only(keptOfBinding, member.value))
                default: isKept(member.name) ? member : nil
                }
            })
    }

    private static func isKept(_ name: String) -> Bool {
        keptOfElement.contains(name) || ["fixed", "pattern", "minValue", "maxValue"].contains { name.hasPrefix($0) }
    }

    private static func only(_ names: Set<String>, _ json: JSONValue) -> JSONValue {
        .object(json.members.filter { names.contains($0.name) })
    }
}
