import FHIRCore

/// A base definition's element as the ElementDefinition that it came from, as far as the schema keeps it.
enum BaseElementDefinition {
    static func element(_ definition: SchemaElement, _ schema: Schema) -> Element? {
        guard var result = Element(type: "ElementDefinition", schema: schema) else { return nil }
        func primitive(_ type: String, _ text: String) -> [Element] {
            guard var value = Element(type: type, schema: schema) else { return [] }
            value.setValue(text)
            return [value]
        }
        result.setChildren(named: "path", to: primitive("string", definition.path))
        result.setChildren(named: "min", to: primitive("unsignedInt", String(definition.min)))
        result.setChildren(named: "max", to: primitive("string", definition.max.map(String.init) ?? "*"))
        let types: [Element] = definition.types.compactMap { reference in
            guard let name = reference.type?.name, var type = Element(type: "ElementDefinition.type", schema: schema) else {
                return nil
            }
            type.setChildren(named: "code", to: primitive("uri", name))
            return type
        }
        result.setChildren(named: "type", to: types)
        return result
    }
}
