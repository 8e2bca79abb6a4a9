import FHIRCore

/// Where a profile's element stands under a type of the schema.
struct ChildPlace {
    let element: SchemaElement
    let span: FieldSpan
    /// The name is that of one type of a choice.
    let isOneType: Bool
    /// The types of the fields.
    let baseTypes: [TypeDefinition]

    /// Nil if the type has no element of that name.
    init?(_ name: String, in type: TypeDefinition) {
        if let field = type.schema.definition(type.schema.field(name, of: type.index) ?? .none) {
            element = field.element
            span = FieldSpan(first: field.index, last: field.index)
            isOneType = field.element.isChoice
            baseTypes = [field.type]
            return
        }
        guard let element = type.elements.first(where: { $0.isChoice && ($0.name == name || $0.name == name + "[x]") }) else {
            return nil
        }
        let fields: [FieldDefinition] = element.fields
        guard let first = fields.first, let last = fields.last else { return nil }
        self.element = element
        span = FieldSpan(first: first.index, last: last.index)
        isOneType = false
        baseTypes = fields.map(\.type)
    }

    /// The types that a profile's element leaves here.
    func types(_ element: ProfileElement) -> [TypeDefinition] {
        let codes: [String] = element.constraint.types.map(\.code)
        if self.element.isResource {
            let schema: Schema = self.element.schema
            let named: [TypeDefinition] = codes.compactMap { schema.definition(named: $0) }
            return named.isEmpty ? baseTypes : named
        }
        let left: [TypeDefinition] = baseTypes.filter { codes.contains($0.name) }
        return left.isEmpty ? baseTypes : left
    }

    /// The concrete name for a type of a choice.
    func name(ofType type: String) -> String? { element.fields.first { $0.type.name == type }?.name }
}
