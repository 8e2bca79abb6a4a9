import FHIRCore

/// Types that rules ask for by name.
struct KnownTypes: Sendable {
    let coding: TypeIndex
    let codeableConcept: TypeIndex
    let quantity: TypeIndex
    /// Quantity and the types that are quantities.
    let quantities: [TypeIndex]
    let reference: TypeIndex
    let identifier: TypeIndex
    let code: TypeIndex
    let `extension`: TypeIndex
    let attachment: TypeIndex

    init(_ schema: Schema) {
        let type: (String) -> TypeIndex = { schema.type(named: $0) ?? .unknown }
        coding = type("Coding")
        codeableConcept = type("CodeableConcept")
        quantity = type("Quantity")
        quantities = schema.allTypes.filter { $0.kind == .complex && $0.isKind(of: "Quantity") }.map(\.index)
        reference = type("Reference")
        identifier = type("Identifier")
        code = type("code")
        `extension` = type("Extension")
        attachment = type("Attachment")
    }

    /// It has a code and its system.
    func isCoded(_ type: TypeIndex) -> Bool { type == coding || type == quantity || quantities.contains(type) }
}
