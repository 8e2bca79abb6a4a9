import FHIRCore

/// Reads a ValueSet resource: its compose, or where it has none the codes of its expansion.
struct ValueSetReader {
    let file: String

    static func read(_ json: JSONValue, file: String) throws(DefinitionsError) -> ValueSetDefinition {
        guard let url = json["url"]?.string else { throw DefinitionsError(file, "a ValueSet needs `url`") }
        let reader = ValueSetReader(file: file)
        var includes: [ValueSetInclude] = []
        if let compose = json["compose"] {
            for item in compose.items("include") { includes.append(try reader.include(item, isExclude: false)) }
            for item in compose.items("exclude") { includes.append(try reader.include(item, isExclude: true)) }
        } else if let expansion = json["expansion"] {
            try reader.appendCodes(expansion.items("contains"), to: &includes)
        }
        return ValueSetDefinition(
            url: url, version: json["version"]?.string, name: json["name"]?.string, includes: includes)
    }

    private func include(_ json: JSONValue, isExclude: Bool) throws(DefinitionsError) -> ValueSetInclude {
        let place: String = isExclude ? "compose.exclude" : "compose.include"
        var include = ValueSetInclude(
            system: json["system"]?.string, version: json["version"]?.string, isExclude: isExclude, codes: [], filters: [],
            valueSets: json.strings("valueSet"))
        guard include.system != nil || !include.valueSets.isEmpty else {
            throw DefinitionsError(file, at: place, "has neither `system` nor `valueSet`")
        }
        for concept in json.items("concept") {
            guard let code = concept["code"]?.string else {
                throw DefinitionsError(file, at: place, "has a concept without `code`")
            }
            include.codes.append((code, concept["display"]?.string))
        }
        for filter in json.items("filter") {
            guard let property = filter["property"]?.string, let operation = filter["op"]?.string,
                let value = filter["value"]?.string
            else { throw DefinitionsError(file, at: place, "has a filter without `property`, `op` or `value`") }
            include.filters.append(ValueSetFilter(property: property, operation: operation, value: value))
        }
        return include
    }

    /// Codes of one system that follow each other become one include.
    private func appendCodes(_ items: [JSONValue], to includes: inout [ValueSetInclude]) throws(DefinitionsError) {
        for item in items {
            if let code = item["code"]?.string, item["abstract"]?.bool != true {
                guard let system = item["system"]?.string else {
                    throw DefinitionsError(file, at: "expansion", "the code \(code) has no `system`")
                }
                if includes.last?.system != system {
                    includes.append(
                        ValueSetInclude(
                            system: system, version: item["version"]?.string, isExclude: false, codes: [], filters: [],
                            valueSets: []))
                }
                includes[includes.count - 1].codes.append((code, item["display"]?.string))
            }
            try appendCodes(item.items("contains"), to: &includes)
        }
    }
}
