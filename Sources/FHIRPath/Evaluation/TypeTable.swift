import FHIRCore

/// What the types of a schema are to FHIRPath, by row: which system type a primitive's value has, what specialises what.
final class TypeTable: Sendable {
    enum System: UInt8, Sendable { case none, boolean, integer, decimal, string, date, dateTime, time, quantity }

    let schema: Schema
    private let systems: [System]
    private let primitives: [Bool]
    let quantity: TypeIndex
    let resource: TypeIndex
    let reference: TypeIndex
    let containers: ContainerFields
    let coding: TypeIndex
    let codeableConcept: TypeIndex

    /// The table of the schema that nearly everybody uses.
    static let r4: TypeTable = TypeTable(.r4)

    static func of(_ schema: Schema) -> TypeTable { schema === r4.schema ? r4 : TypeTable(schema) }

    private init(_ schema: Schema) {
        self.schema = schema
        quantity = schema.type(named: "Quantity") ?? .unknown
        resource = schema.type(named: "Resource") ?? .unknown
        reference = schema.type(named: "Reference") ?? .unknown
        containers = ContainerFields(schema)
        coding = schema.type(named: "Coding") ?? .unknown
        codeableConcept = schema.type(named: "CodeableConcept") ?? .unknown
        let special: [String: System] = [
            "boolean": .boolean, "integer": .integer, "unsignedInt": .integer, "positiveInt": .integer, "decimal": .decimal,
            "date": .date, "dateTime": .dateTime, "instant": .dateTime, "time": .time,
        ]
        let types: [TypeDefinition] = schema.allTypes
        systems = types.map { type in
            if type.kind == .primitive { return special[type.name] ?? .string }
            return type.isKind(of: "Quantity") ? .quantity : .none
        }
        primitives = types.map { $0.kind == .primitive }
    }

    /// The system type that values of a type are converted to.
    func system(_ type: TypeIndex) -> System { type == .unknown ? .none : systems[type.number] }
    func isPrimitive(_ type: TypeIndex) -> Bool { type != .unknown && primitives[type.number] }

    /// The type is `other` or specialises it.
    func isKind(_ type: TypeIndex, of other: TypeIndex) -> Bool {
        var current: TypeIndex = type
        while current != .unknown {
            if current == other { return true }
            current = schema.base(of: current)
        }
        return false
    }
}
