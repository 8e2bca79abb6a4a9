import CDefinitions

/// What kind of type a `TypeDefinition` describes.
public enum TypeKind: UInt8, Sendable {
    /// A primitive: `string`, `dateTime`, …
    case primitive = 0
    /// A data type with elements: `HumanName`, `Quantity`, …
    case complex = 1
    /// An element with elements of its own inside a type: `Patient.contact`.
    case backbone = 2
    /// A resource.
    case resource = 3
}

/// A type of the schema: a view of its row.
public struct TypeDefinition: Sendable {
    /// The schema it belongs to.
    public let schema: Schema
    /// Its row.
    public let index: TypeIndex

    init(_ schema: Schema, _ index: TypeIndex) {
        self.schema = schema
        self.index = index
    }

    var row: cb_type { schema.types[Int(index.raw)] }

    /// `Patient`, `HumanName`, `Patient.contact`, `code`.
    public var name: String { schema.text(row.name) }
    /// Canonical address of its StructureDefinition; nil for a backbone element.
    public var url: String? { schema.optionalText(row.url) }
    /// Primitive, complex, backbone element or resource.
    public var kind: TypeKind { TypeKind(rawValue: row.kind) ?? .complex }
    /// It has no instances of its own (`Resource`, `Element`).
    public var isAbstract: Bool { Int(row.flags) & Int(CB_ABSTRACT.rawValue) != 0 }
    /// The type it specialises.
    public var base: TypeDefinition? {
        row.base == UInt16(CB_NONE16) ? nil : TypeDefinition(schema, TypeIndex(raw: row.base))
    }

    /// Itself or a type it descends from has that name.
    public func isKind(of name: String) -> Bool {
        var type: TypeDefinition? = self
        while let current = type {
            if current.name == name { return true }
            type = current.base
        }
        return false
    }

    /// All its elements, inherited ones too, in canonical order.
    public var elements: [SchemaElement] {
        (0..<Int(row.element_count)).map { SchemaElement(schema, index: Int(row.first_element) + $0) }
    }

    /// All its fields (concrete names) in canonical order.
    public var fields: [FieldDefinition] {
        (0..<Int(row.field_count)).map { FieldDefinition(schema, FieldIndex(raw: UInt16(Int(row.first_field) + $0))) }
    }

    /// The invariants of the type itself, inherited ones too.
    public var invariants: [Invariant] { schema.invariants(first: row.first_invariant, count: row.invariant_count) }
}

/// A concrete name under a type: an element has one, a choice one for every type it allows.
public struct FieldDefinition: Sendable {
    /// The schema it belongs to.
    public let schema: Schema
    /// Its row.
    public let index: FieldIndex

    init(_ schema: Schema, _ index: FieldIndex) {
        self.schema = schema
        self.index = index
    }

    var row: cb_field { schema.fields[Int(index.raw)] }

    /// As written in JSON and XML: `birthDate`, `valueQuantity`.
    public var name: String { schema.text(row.name) }
    /// The element it is a name of.
    public var element: SchemaElement { SchemaElement(schema, index: Int(row.element)) }
    /// The type of its values; abstract `Resource` where any resource may stand.
    public var type: TypeDefinition { TypeDefinition(schema, TypeIndex(raw: row.type)) }
}

extension Schema {
    /// The definition of a type.
    public func definition(_ type: TypeIndex) -> TypeDefinition? {
        type == .unknown ? nil : TypeDefinition(self, type)
    }

    /// The definition of a type by its name.
    public func definition(named name: String) -> TypeDefinition? { type(named: name).map { TypeDefinition(self, $0) } }

    /// The definition of a field.
    public func definition(_ field: FieldIndex) -> FieldDefinition? {
        field == .none ? nil : FieldDefinition(self, field)
    }

    /// All types.
    public var allTypes: [TypeDefinition] { (0..<typeCount).map { TypeDefinition(self, TypeIndex(raw: UInt16($0))) } }
}

// What the readers and writers ask, from rows, without building views.
extension Schema {
    @inline(__always)
    func isPrimitive(_ type: TypeIndex) -> Bool {
        type != .unknown && types[Int(type.raw)].kind == TypeKind.primitive.rawValue
    }

    @inline(__always)
    func isList(_ field: UnsafePointer<cb_field>) -> Bool { elements[Int(field.pointee.element)].max > 1 }

    /// The resource type of that name; nil if there is none that has instances.
    func resourceType(named name: UnsafeBufferPointer<UInt8>) -> TypeIndex? {
        guard let type = type(named: name) else { return nil }
        let row: cb_type = types[Int(type.raw)]
        let isConcrete: Bool = row.kind == TypeKind.resource.rawValue && Int(row.flags) & Int(CB_ABSTRACT.rawValue) == 0
        return isConcrete ? type : nil
    }

    /// What is wrong with a name that must be a resource type; nil if it is one.
    package func faultOfResourceType(_ name: String) -> String? {
        let isThere: Bool = allTypes.contains { $0.kind == .resource && !$0.isAbstract && $0.name == name }
        return isThere ? nil : unknownResourceMessage(name)
    }

    /// What to say about a resource type that is none, with the nearest name.
    func unknownResourceMessage(_ name: String) -> String {
        let names: [String] = allTypes.filter { $0.kind == .resource && !$0.isAbstract }.map(\.name)
        let hint: String = nearest(to: name, among: names).map { "; did you mean \($0)?" } ?? ""
        return "\"\(name)\" is no resource type of FHIR \(fhirVersion)\(hint)"
    }
}

extension Schema {
    /// XML writes the field as an attribute.
    @inline(__always)
    func isXMLAttribute(_ field: UInt16) -> Bool { fields[Int(field)].flags & CB_XML_ATTRIBUTE.rawValue != 0 }
}
