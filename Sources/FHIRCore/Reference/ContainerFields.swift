/// The types that hold other resources, and the fields in which they do.
package struct ContainerFields: Sendable {
    package let bundle: TypeIndex
    let bundleType: FieldIndex
    let entry: FieldIndex
    let fullURL: FieldIndex
    let entryResource: FieldIndex
    let parameters: TypeIndex

    package init(_ schema: Schema) {
        let field: (String, TypeIndex) -> FieldIndex = { schema.field($0, of: $1) ?? .none }
        bundle = schema.type(named: "Bundle") ?? .unknown
        parameters = schema.type(named: "Parameters") ?? .unknown
        bundleType = field("type", bundle)
        entry = field("entry", bundle)
        let entryType: TypeIndex = schema.definition(entry)?.type.index ?? .unknown
        fullURL = field("fullUrl", entryType)
        entryResource = field("resource", entryType)
    }
}
