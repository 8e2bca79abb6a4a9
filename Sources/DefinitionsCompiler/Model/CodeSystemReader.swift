import FHIRCore

/// Reads a CodeSystem resource; its tree of concepts becomes a list with the index of the concept above.
struct CodeSystemReader {
    let file: String
    /// The properties of concepts that are kept: those that a filter of some value set asks for.
    let properties: Set<String>
    private var concepts: [Concept] = []

    init(file: String, properties: Set<String>) {
        self.file = file
        self.properties = properties
    }

    static func read(
        _ json: JSONValue, file: String, properties: Set<String>
    ) throws(DefinitionsError) -> CodeSystemDefinition {
        guard let url = json["url"]?.string else { throw DefinitionsError(file, "a CodeSystem needs `url`") }
        guard let content = json["content"]?.string.flatMap(CodeSystemDefinition.Content.init(rawValue:)) else {
            throw DefinitionsError(
                file, "`content` is none of not-present, example, fragment, complete, supplement")
        }
        var reader = CodeSystemReader(file: file, properties: properties)
        try reader.append(json.items("concept"), parent: nil)
        return CodeSystemDefinition(
            url: url, version: json["version"]?.string, name: json["name"]?.string, valueSet: json["valueSet"]?.string,
            content: content, isCaseSensitive: json["caseSensitive"]?.bool ?? false, concepts: reader.concepts)
    }

    private mutating func append(_ items: [JSONValue], parent: Int?) throws(DefinitionsError) {
        for item in items {
            guard let code = item["code"]?.string else {
                throw DefinitionsError(file, at: "concept \(concepts.count + 1)", "has no `code`")
            }
            var concept = Concept(
                code: code, display: item["display"]?.string, parent: parent, isAbstract: false, isInactive: false, properties: []
            )
            for property in item.items("property") {
                guard let name = property["code"]?.string, let value = Self.value(of: property) else { continue }
                Self.flag(&concept, property: name, value: value)
                if properties.contains(name) { concept.properties.append(ConceptProperty(code: name, value: value)) }
            }
            let row: Int = concepts.count
            concepts.append(concept)
            try append(item.items("concept"), parent: row)
        }
    }

    /// The properties that the standard defines for all code systems (codesystem-concept-properties.html), and `abstract`,
    /// which the code systems of version 2 use instead of `notSelectable`.
    private static func flag(_ concept: inout Concept, property: String, value: String) {
        switch (property, value) {
        case ("notSelectable", "true"), ("abstract", "true"): concept.isAbstract = true
        case ("inactive", "true"), ("status", "retired"), ("status", "inactive"): concept.isInactive = true
        default: break
        }
    }

    private static func value(of property: JSONValue) -> String? {
        for name in ["valueCode", "valueString", "valueBoolean", "valueInteger", "valueDecimal", "valueDateTime"] {
            switch property[name] {
            case .string(let text), .number(let text): return text
            case .bool(let value): return value ? "true" : "false"
            default: continue
            }
        }
        return property["valueCoding"]?["code"]?.string
    }
}
