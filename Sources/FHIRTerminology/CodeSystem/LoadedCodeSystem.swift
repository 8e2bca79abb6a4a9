import FHIRCore

/// A code system from a CodeSystem resource.
final class LoadedCodeSystem: Sendable {
    struct Concept: Sendable {
        let code: String
        let display: String?
        /// Other words for it, in any language.
        let designations: [String]
        let parent: Int?
        let isAbstract: Bool
        let isInactive: Bool
        let properties: [(code: String, value: String)]
    }

    let url: String
    let version: String?
    /// Types of the properties that it defines, by their codes.
    let propertyTypes: [String: String]
    let content: CodeSystemContent
    let isCaseSensitive: Bool
    let concepts: [Concept]
    let numbers: [String: Int]
    /// The concepts above others that properties name, by number.
    let namedParents: [Int: [Int]]

    /// Nil if the resource has no `url`.
    init?(_ resource: Element) {
        guard let url = resource.child(named: "url")?.value else { return nil }
        self.url = url
        version = resource.child(named: "version")?.value
        let defined: [(String, String)] = resource.children(named: "property").compactMap { property in
            guard let code = property.child(named: "code")?.value, let type = property.child(named: "type")?.value else {
                return nil
            }
            return (code, type)
        }
        propertyTypes = Dictionary(defined, uniquingKeysWith: { first, _ in first })
        let isSupplement: Bool = resource.child(named: "supplements") != nil
        content =
            switch isSupplement ? "supplement" : resource.child(named: "content")?.value {
            case "complete": .complete
            case "fragment": .fragment
            case "example": .example
            case "supplement": .supplement
            default: .notPresent
            }
        isCaseSensitive = resource.child(named: "caseSensitive")?.value == "true"
        var concepts: [Concept] = []
        for concept in resource.children(named: "concept") { LoadedCodeSystem.append(concept, parent: nil, to: &concepts) }
        self.concepts = concepts
        let numbers: [String: Int] = Dictionary(
            concepts.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        self.numbers = numbers
        namedParents = LoadedCodeSystem.namedParents(concepts, numbers, resource)
    }

    /// The hierarchy that properties state: `parent` at the lower concept, `child` at the upper one. They are known by their addresses
    /// (http://hl7.org/fhir/concept-properties#parent), and by their codes where they have none.
    private static func namedParents(_ concepts: [Concept], _ numbers: [String: Int], _ resource: Element) -> [Int: [Int]] {
        var meanings: [String: String] = ["parent": "parent", "child": "child"]
        for property in resource.children(named: "property") {
            guard let code = property.child(named: "code")?.value, let uri = property.child(named: "uri")?.value else { continue }
            let base: String = "http://hl7.org/fhir/concept-properties#"
            if uri == base + "parent" || uri == base + "child" { meanings[code] = String(uri.dropFirst(base.count)) }
        }
        var result: [Int: [Int]] = [:]
        for (number, concept) in concepts.enumerated() {
            for property in concept.properties {
                guard let meaning = meanings[property.code], let other = numbers[property.value] else { continue }
                if meaning == "parent" {
                    result[number, default: []].append(other)
                } else {
                    result[other, default: []].append(number)
                }
            }
        }
        return result
    }

    /// A property's value as filters write it: a Coding as `system#code`.
    private static func text(_ value: Element) -> String? {
        if let text = value.value { return text }
        guard let code = value.child(named: "code")?.value else { return nil }
        return value.child(named: "system")?.value.map { $0 + "#" + code } ?? code
    }

    private static func append(_ concept: Element, parent: Int?, to concepts: inout [Concept]) {
        let properties: [(code: String, value: String)] = concept.children(named: "property").compactMap { property in
            guard let code = property.child(named: "code")?.value, let value = property.child(named: "value") else { return nil }
            return LoadedCodeSystem.text(value).map { (code, $0) }
        }
        let isOn: (String, String) -> Bool = { name, value in properties.contains { $0.code == name && $0.value == value } }
        let number: Int = concepts.count
        if let code = concept.child(named: "code")?.value {
            concepts.append(
                Concept(
                    code: code, display: concept.child(named: "display")?.value,
                    designations: concept.children(named: "designation").compactMap { $0.child(named: "value")?.value },
                    parent: parent,
                    isAbstract: isOn("notSelectable", "true") || isOn("abstract", "true"),
                    isInactive: isOn("inactive", "true") || isOn("status", "retired") || isOn("status", "inactive"),
                    properties: properties))
        }
        let above: Int? = concepts.count > number ? number : parent
        for child in concept.children(named: "concept") { append(child, parent: above, to: &concepts) }
    }
}
