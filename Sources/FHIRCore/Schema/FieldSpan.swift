import CDefinitions

/// The fields that a name of FHIRPath stands for under a type: one, or all of a choice (`value`).
package struct FieldSpan: Sendable, Equatable {
    @usableFromInline let first: UInt16
    @usableFromInline let last: UInt16
    /// The name carries a choice's type (`valueQuantity`), as JSON and XML write it and FHIRPath does not.
    package let isConcreteChoice: Bool

    /// The field is one of them.
    @inlinable
    @inline(__always)
    package func contains(_ field: FieldIndex) -> Bool { field.raw >= first && field.raw <= last }

    /// One of the fields.
    package var firstField: FieldIndex { FieldIndex(raw: first) }
    /// All of the fields.
    package var fields: [FieldIndex] { (first...last).map { FieldIndex(raw: $0) } }
}

extension Schema {
    /// The fields of a type that a name stands for, with or without the type of a choice; nil if it has none.
    package func span(named name: UnsafeBufferPointer<UInt8>, of type: TypeIndex) -> FieldSpan? {
        if type == .unknown { return nil }
        if let field = field(name, of: type) {
            let isChoice: Bool = fields[Int(field.raw)].flags & CB_CHOICE.rawValue != 0
            return FieldSpan(first: field.raw, last: field.raw, isConcreteChoice: isChoice)
        }
        for row in elementRows(of: type) {
            let element: UnsafePointer<cb_element> = elements + row
            guard UInt32(element.pointee.flags) & CB_CHOICE.rawValue != 0, element.pointee.field_count > 0 else { continue }
            let known: UnsafeBufferPointer<UInt8> = bytes(element.pointee.name)
            if known.count == name.count + 3, known.starts(with: name) {
                let first: UInt16 = UInt16(element.pointee.first_field)
                return FieldSpan(first: first, last: first + element.pointee.field_count - 1, isConcreteChoice: false)
            }
        }
        return nil
    }

    /// The type that a type specialises; `.unknown` at the top.
    package func base(of type: TypeIndex) -> TypeIndex {
        type == .unknown ? .unknown : TypeIndex(raw: types[Int(type.raw)].base)
    }
}
