import FHIRCore
import FHIRTerminology

/// What a validator checks against: it does not change in a run.
struct CheckedDefinitions: Sendable {
    let schema: Schema
    let terminology: Terminology
    let layout: ProfileLayout
    /// The form of each type's values, by the type's row; nil for types that are no primitives.
    private let formats: [PrimitiveFormat?]
    /// The fields that hold the id of an element, by their number.
    let elementIDs: [Bool]
    /// The fields that hold the address of a definition itself, by their number.
    let ownAddresses: [Bool]
    let types: KnownTypes
    let containers: ContainerFields
    let resourceRules: ResourceRules
    var options: ValidationOptions
    /// Makes rules of a definition; nil if nothing can be made of it.
    let compile: @Sendable (StructureDefinition, _ part: String?, ProfileLayout) -> CompiledProfile?

    init(
        schema: Schema, library: ResourceLibrary?, options: ValidationOptions,
        compile: @escaping @Sendable (StructureDefinition, _ part: String?, ProfileLayout) -> CompiledProfile?
    ) {
        self.schema = schema
        self.options = options
        self.compile = compile
        terminology = Terminology(schema: schema, library: library)
        layout = ProfileLayout(schema: schema, library: library)
        var formats: [PrimitiveFormat?] = Array(repeating: nil, count: schema.typeCount)
        for format in PrimitiveFormat.allCases {
            if let type = schema.type(named: format.rawValue) { formats[type.number] = format }
        }
        self.formats = formats
        elementIDs = CheckedDefinitions.elementIDs(schema)
        ownAddresses = CheckedDefinitions.ownAddresses(schema)
        types = KnownTypes(schema)
        containers = ContainerFields(schema)
        resourceRules = ResourceRules(schema)
    }

    /// A definition of any kind that is at hand, by its canonical address: of those that were loaded, our own, R4's search parameters.
    func resource(_ canonical: String, _ type: String) -> Element? {
        let found: Element? =
            layout.library?.resource(canonical, schema: schema, isForeign: false)
            ?? ResourceLibrary.embedded.resource(canonical, schema: schema)
            ?? (type == "SearchParameter" ? ResourceLibrary.searchParameters.resource(canonical, schema: schema) : nil)
        return found?.typeName == type ? found : nil
    }

    private static func elementIDs(_ schema: Schema) -> [Bool] {
        marked(schema.allTypes.filter { $0.kind != .resource }.compactMap { schema.field("id", of: $0.index) })
    }

    /// Definitions are the resources that somebody publishes under an address, in versions.
    private static func ownAddresses(_ schema: Schema) -> [Bool] {
        let isDefinition: (TypeDefinition) -> Bool = { type in
            type.kind == .resource && ["version", "publisher"].allSatisfy { schema.field($0, of: type.index) != nil }
        }
        return marked(schema.allTypes.filter(isDefinition).compactMap { schema.field("url", of: $0.index) })
    }

    /// For each field by its number whether it is among these.
    private static func marked(_ fields: [FieldIndex]) -> [Bool] {
        var isMarked: [Bool] = Array(repeating: false, count: (fields.map(\.number).max() ?? 0) + 1)
        for field in fields { isMarked[field.number] = true }
        return isMarked
    }

    /// The field holds the address of a definition itself.
    func isOwnAddress(_ field: FieldIndex) -> Bool { field.number < ownAddresses.count && ownAddresses[field.number] }

    /// The form of a type's values; nil for a type that is no primitive, and for what is of no known type.
    func format(of type: TypeIndex) -> PrimitiveFormat? { type.number < formats.count ? formats[type.number] : nil }

    /// The field holds the id of an element.
    func isElementID(_ field: FieldIndex) -> Bool { field.number < elementIDs.count && elementIDs[field.number] }

    /// The rules of a canonical address, which may name one element of it behind `#`; nil if its definition is not at hand or cannot
    /// be used.
    func profile(_ canonical: String) -> CompiledProfile? {
        let (url, part): (String, String?) = ProfileLayout.split(canonical)
        return layout.definition(url).flatMap { compile($0, part, layout) }
    }
}
