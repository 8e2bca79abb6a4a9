import FHIRCore
import FHIRTerminology

/// What a validator checks against: it does not change in a run.
struct CheckedDefinitions: Sendable {
    let schema: Schema
    let terminology: Terminology
    let layout: ProfileLayout
    /// The form of each type's values, by the type's row; nil for types that are no primitives.
    let formats: [PrimitiveFormat?]
    /// The fields that hold the id of an element, by their number.
    let elementIDs: [Bool]
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
        let fields: [FieldIndex] = schema.allTypes.filter { $0.kind != .resource }.compactMap { schema.field("id", of: $0.index) }
        var isID: [Bool] = Array(repeating: false, count: (fields.map(\.number).max() ?? 0) + 1)
        for field in fields { isID[field.number] = true }
        return isID
    }

    /// The field holds the id of an element.
    func isElementID(_ field: FieldIndex) -> Bool { field.number < elementIDs.count && elementIDs[field.number] }

    /// The rules of a canonical address, which may name one element of it behind `#`; nil if its definition is not at hand or cannot
    /// be used.
    func profile(_ canonical: String) -> CompiledProfile? {
        let (url, part): (String, String?) = ProfileLayout.split(canonical)
        return layout.definition(url).flatMap { compile($0, part, layout) }
    }
}
