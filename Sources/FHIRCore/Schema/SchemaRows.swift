import CDefinitions

// The schema by row number, for code that asks at every node: nothing is built.
extension Schema {
    /// The kind of a type; nil for `.unknown`.
    package func kind(of type: TypeIndex) -> TypeKind? {
        type == .unknown ? nil : TypeKind(rawValue: types[Int(type.raw)].kind)
    }

    /// The rows of a type's elements, in canonical order.
    package func elementRows(of type: TypeIndex) -> Range<Int> {
        let row: UnsafePointer<cb_type> = types + Int(type.raw)
        let first: Int = Int(row.pointee.first_element)
        return first..<(first + Int(row.pointee.element_count))
    }

    /// The row of the element that a field is a name of.
    package func elementRow(of field: FieldIndex) -> Int { Int(fields[Int(field.raw)].element) }

    /// The element of a row.
    package func elementDefinition(row: Int) -> SchemaElement { SchemaElement(self, index: row) }

    /// Fewest occurrences of an element.
    package func minimum(ofElement row: Int) -> Int { Int(elements[row].min) }

    /// Most occurrences of an element; `Int.max` for any number.
    package func maximum(ofElement row: Int) -> Int {
        elements[row].max == UInt16(CB_NONE16) ? Int.max : Int(elements[row].max)
    }

    /// Number of names of an element; 0 for a primitive's own value, which is no child.
    package func fieldCount(ofElement row: Int) -> Int { Int(elements[row].field_count) }

    /// The row of an element's binding.
    package func bindingRow(ofElement row: Int) -> Int? {
        elements[row].binding == CB_NONE ? nil : Int(elements[row].binding)
    }

    /// The strength of the binding of a row.
    package func bindingStrength(row: Int) -> Binding.Strength {
        let all: UnsafeBufferPointer<cb_binding> = rows(CB_BINDINGS)
        return Binding.Strength(rawValue: all[row].strength) ?? .example
    }

    /// The binding of a row.
    package func binding(row: Int) -> Binding {
        let all: UnsafeBufferPointer<cb_binding> = rows(CB_BINDINGS)
        return Binding(self, all[row])
    }

    /// The row of the value set of a binding; nil if the table does not hold it.
    package func valueSetRow(ofBinding row: Int) -> Int? {
        let all: UnsafeBufferPointer<cb_binding> = rows(CB_BINDINGS)
        return all[row].value_set_row == CB_NONE ? nil : Int(all[row].value_set_row)
    }

    /// Longest text of an element in characters.
    package func maximumLength(ofElement row: Int) -> Int? {
        elements[row].max_length == CB_NONE ? nil : Int(elements[row].max_length)
    }

    /// The type of an element's values for a field.
    package func valueType(of field: FieldIndex) -> TypeIndex { TypeIndex(raw: fields[Int(field.raw)].type) }
}

extension TypeIndex {
    /// Its row number.
    package var number: Int { Int(raw) }
}
