/// A filter of a value set on the parts of language tags (FHIR R4, 4.3.14 Using BCP 47: the properties of a tag).
struct LanguageFilter: Sendable {
    private let property: String
    private let isWanted: Bool

    /// Nil for a filter that is not understood.
    init?(_ filter: ValueSet.Filter) {
        guard filter.operation == "exists", LanguageFilter.properties.contains(filter.property) else { return nil }
        property = filter.property
        isWanted = filter.value == "true"
    }

    private static let properties: Set<String> = [
        "language", "ext-lang", "script", "region", "variant", "extension", "private-use",
    ]

    /// A well-formed tag passes.
    func holds(_ tag: String) -> Bool { LanguageFilter.parts(of: tag).contains(property) == isWanted }

    /// The properties that a well-formed tag has, told apart by length and place (RFC 5646, 2.1).
    private static func parts(of tag: String) -> Set<String> {
        var parts: Set<String> = []
        for (index, subtag) in tag.split(separator: "-").enumerated() {
            if subtag.count == 1 {
                // All that follows a singleton is its own.
                parts.insert(subtag.lowercased() == "x" ? "private-use" : "extension")
                return parts
            }
            switch subtag.count {
            case _ where index == 0: parts.insert("language")
            case 2: parts.insert("region")
            case 3: parts.insert(subtag.first?.isNumber == true ? "region" : "ext-lang")
            case 4 where subtag.first?.isNumber == false: parts.insert("script")
            default: parts.insert("variant")
            }
        }
        return parts
    }
}
