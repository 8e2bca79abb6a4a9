import CDefinitions

/// An element of a type, as the schema defines it: a view of its row.
public struct SchemaElement: Sendable {
    /// The schema it belongs to.
    public let schema: Schema
    /// Its row, a number that is unique in the schema.
    public let index: Int

    init(_ schema: Schema, index: Int) {
        self.schema = schema
        self.index = index
    }

    var row: cb_element { schema.elements[index] }

    /// Its name; a choice ends in `[x]`.
    public var name: String { schema.text(row.name) }
    /// The path of its definition, such as `Patient.birthDate`; for an inherited element that of the type that defines it here.
    public var path: String { schema.text(row.path) }
    /// Fewest occurrences.
    public var min: Int { Int(row.min) }
    /// Most occurrences; nil for any number.
    public var max: Int? { row.max == UInt16(CB_NONE16) ? nil : Int(row.max) }
    /// It may stand more than once, so JSON writes it as an array.
    public var isList: Bool { row.max != 1 && row.max != 0 }
    /// Its name carries its type: `value[x]`.
    public var isChoice: Bool { has(CB_CHOICE) }
    /// It can change the meaning of what holds it.
    public var isModifier: Bool { has(CB_MODIFIER) }
    /// It belongs to summaries.
    public var isSummary: Bool { has(CB_SUMMARY) }
    /// XML writes it as an attribute.
    public var isXMLAttribute: Bool { has(CB_XML_ATTRIBUTE) }
    /// Any resource may stand in it.
    public var isResource: Bool { has(CB_RESOURCE_VALUED) }
    /// Longest text in characters.
    public var maxLength: Int? { row.max_length == CB_NONE ? nil : Int(row.max_length) }
    /// The path of the element whose content it repeats.
    public var contentReference: String? { schema.optionalText(row.content_reference) }

    private func has(_ flag: cb_element_flags) -> Bool { UInt32(row.flags) & flag.rawValue != 0 }

    /// Its concrete names: one, or one for every type of a choice; none for a primitive's own value.
    public var fields: [FieldDefinition] {
        (0..<Int(row.field_count)).map { FieldDefinition(schema, FieldIndex(raw: UInt16(Int(row.first_field) + $0))) }
    }

    /// The types it allows.
    public var types: [TypeReference] {
        let rows: UnsafeBufferPointer<cb_type_ref> = schema.rows(CB_TYPE_REFS)
        return (0..<Int(row.type_ref_count)).map { TypeReference(schema, rows[Int(row.first_type_ref) + $0]) }
    }

    /// The codes it is bound to.
    public var binding: Binding? {
        if row.binding == CB_NONE { return nil }
        let rows: UnsafeBufferPointer<cb_binding> = schema.rows(CB_BINDINGS)
        return Binding(schema, rows[Int(row.binding)])
    }

    /// The invariants stated at this element (not those of its type).
    public var invariants: [Invariant] { schema.invariants(first: row.first_invariant, count: row.invariant_count) }
}

/// A type that an element allows, with what it may refer to.
public struct TypeReference: Sendable {
    /// The type; nil where the schema has none of that name.
    public let type: TypeDefinition?
    /// Canonical addresses of the profiles that the target of a reference or canonical must conform to.
    public let targetProfiles: [String]
    /// Canonical addresses of the profiles that the value must conform to.
    public let profiles: [String]

    init(_ schema: Schema, _ row: cb_type_ref) {
        type = schema.definition(TypeIndex(raw: row.type))
        let targets: UnsafeBufferPointer<cb_text> = schema.rows(CB_TARGETS)
        targetProfiles = (0..<Int(row.target_count)).map { schema.text(targets[Int(row.first_target) + $0]) }
        let own: UnsafeBufferPointer<cb_text> = schema.rows(CB_PROFILES)
        profiles = (0..<Int(row.profile_count)).map { schema.text(own[Int(row.first_profile) + $0]) }
    }
}

/// The binding of an element to a value set.
public struct Binding: Sendable {
    /// How strongly codes are bound to a value set (FHIR R4, Terminology, binding strengths).
    public enum Strength: UInt32, Sendable {
        /// Only codes of the set.
        case required = 0
        /// Codes of the set if one fits.
        case extensible = 1
        /// Codes of the set are encouraged.
        case preferred = 2
        /// The set shows what is meant.
        case example = 3
    }

    /// How strongly.
    public let strength: Strength
    /// Canonical of the value set, with `|version` where the definition has it.
    public let valueSet: String?
    /// Canonical of the value set that even other codes must come from.
    public let maxValueSet: String?

    init(_ schema: Schema, _ row: cb_binding) {
        strength = Strength(rawValue: row.strength) ?? .example
        valueSet = schema.optionalText(row.value_set)
        maxValueSet = schema.optionalText(row.max_value_set)
    }
}

/// A constraint that a definition states in FHIRPath.
public struct Invariant: Sendable, Hashable {
    /// Its row, a number that is unique in the schema.
    public let index: Int
    /// Its key, such as `ele-1`.
    public let key: String
    /// The FHIRPath expression.
    public let expression: String?
    /// Canonical of the definition that states it.
    public let source: String?
    /// A violation is a warning, not an error.
    public let isWarning: Bool
    /// The definition marks it as best practice.
    public let isBestPractice: Bool
}

extension Schema {
    func invariants(first: UInt32, count: UInt32) -> [Invariant] {
        let refs: UnsafeBufferPointer<UInt32> = rows(CB_INVARIANT_REFS)
        let all: UnsafeBufferPointer<cb_invariant> = rows(CB_INVARIANTS)
        return (0..<Int(count)).map { offset in
            let index: Int = Int(refs[Int(first) + offset])
            let row: cb_invariant = all[index]
            return Invariant(
                index: index, key: text(row.key), expression: optionalText(row.expression), source: optionalText(row.source),
                isWarning: UInt32(row.severity) == CB_WARNING.rawValue, isBestPractice: row.best_practice != 0)
        }
    }
}
