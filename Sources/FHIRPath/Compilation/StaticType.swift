import FHIRCore

/// What is known of an expression's items before it runs.
struct StaticType {
    /// Types of the schema that the items may have.
    var nodes: Set<TypeIndex> = []
    /// Types of values that the items may have.
    var systems: Set<TypeTest.SystemType> = []
    /// They may have any other type, too.
    var isUnknown: Bool = false
    /// The order of the items means something.
    var isOrdered: Bool = true

    static let unknown = StaticType(isUnknown: true)

    static func system(_ type: TypeTest.SystemType) -> StaticType { StaticType(systems: [type]) }

    mutating func formUnion(_ other: StaticType) {
        nodes.formUnion(other.nodes)
        systems.formUnion(other.systems)
        isUnknown = isUnknown || other.isUnknown
    }

    /// The one type that it must be; nil if there are several or it is not known.
    var single: TypeIndex? { !isUnknown && nodes.count == 1 && systems.isEmpty ? nodes.first : nil }
}

extension StaticType {
    /// The type of a value.
    init(_ item: Item) {
        switch item {
        case .boolean: self = .system(.boolean)
        case .integer: self = .system(.integer)
        case .string: self = .system(.string)
        case .decimal, .longDecimal: self = .system(.decimal)
        case .temporal(let value):
            self = .system(value.kind == .date ? .date : (value.kind == .time ? .time : .dateTime))
        case .quantity: self = .system(.quantity)
        case .node, .typeInfo: self = .unknown
        }
    }

    init(_ test: TypeTest) {
        switch test {
        case .fhir(let type): self.init(nodes: [type])
        case .system(let type): self.init(systems: [type])
        case .either(let type, let system): self.init(nodes: [type], systems: [system])
        case .nothing: self.init()
        }
    }

    /// The types of all children.
    func children(in schema: Schema) -> StaticType {
        var result = StaticType(isUnknown: isUnknown, isOrdered: false)
        for type in nodes {
            for field in schema.definition(type)?.fields ?? [] { result.insert(field) }
        }
        return result
    }

    /// The type of a field's values; a place for any resource is unknown.
    mutating func insert(_ field: FieldDefinition) {
        if field.element.isResource { isUnknown = true } else { nodes.insert(field.type.index) }
    }
}
