import CDefinitions

/// The sections of types, elements, names, bindings and invariants.
struct SchemaSections {
    private var types: [cb_type] = []
    private var elements: [cb_element] = []
    private var fields: [cb_field] = []
    private var fieldNames: [(scope: UInt32, name: String)] = []
    private var typeRefs: [cb_type_ref] = []
    private var targets: [cb_text] = []
    private var profiles: [cb_text] = []
    private var bindings = RowPool<Binding>()
    private var invariants = RowPool<Invariant>()
    private var invariantRefs: [UInt32] = []
    private var invariantRanges: [[UInt32]: UInt32] = [:]
    private let definitions: Definitions
    private let typeRows: [String: UInt16]

    init(_ definitions: Definitions) {
        self.definitions = definitions
        typeRows = Dictionary(uniqueKeysWithValues: definitions.types.enumerated().map { ($1.name, UInt16($0)) })
    }

    static func write(_ definitions: Definitions, texts: inout TextPool, layout: inout TableLayout) {
        var sections = SchemaSections(definitions)
        for row in definitions.types.indices { sections.append(typeAt: row, texts: &texts) }
        sections.finish(texts: &texts, layout: &layout)
    }

    private mutating func append(typeAt row: Int, texts: inout TextPool) {
        let type: TypeDefinition = definitions.types[row]
        let firstElement: Int = elements.count
        let firstField: Int = fields.count
        for element in type.elements { append(element, owner: UInt16(row), texts: &texts) }
        let refs: UInt32 = invariantRange(type.invariants)
        types.append(
            cb_type(
                name: texts.row(type.name), url: texts.row(type.url), base: type.base.flatMap { typeRows[$0] } ?? none16,
                kind: type.kind.rawValue, flags: type.isAbstract ? UInt8(CB_ABSTRACT.rawValue) : 0,
                first_element: UInt32(firstElement), first_field: UInt32(firstField),
                element_count: UInt16(elements.count - firstElement), field_count: UInt16(fields.count - firstField),
                first_invariant: refs, invariant_count: UInt32(type.invariants.count)))
    }

    private mutating func append(_ element: ElementDefinition, owner: UInt16, texts: inout TextPool) {
        let flags: UInt32 = flags(of: element)
        let firstField: Int = fields.count
        for field in element.fields {
            fields.append(
                cb_field(
                    name: texts.row(field.name), element: UInt32(elements.count), owner: owner,
                    type: typeRows[field.type] ?? none16, flags: flags))
            fieldNames.append((UInt32(owner), field.name))
        }
        let firstTypeRef: Int = typeRefs.count
        for reference in element.types { append(reference, texts: &texts) }
        elements.append(
            cb_element(
                name: texts.row(element.name), path: texts.row(element.path), owner: owner, min: UInt16(element.min),
                max: element.max.map { UInt16($0) } ?? none16, flags: UInt16(flags), first_type_ref: UInt32(firstTypeRef),
                type_ref_count: UInt16(element.types.count), field_count: UInt16(fields.count - firstField),
                first_field: UInt32(firstField), binding: element.binding.map { bindings.row($0) } ?? CB_NONE,
                first_invariant: invariantRange(element.invariants), invariant_count: UInt32(element.invariants.count),
                max_length: element.maxLength.map { UInt32($0) } ?? CB_NONE,
                content_reference: texts.row(element.contentReference)))
    }

    private mutating func append(_ reference: TypeReference, texts: inout TextPool) {
        typeRefs.append(
            cb_type_ref(
                type: typeRows[reference.code] ?? none16, target_count: UInt16(reference.targetProfiles.count),
                profile_count: UInt16(reference.profiles.count), reserved: 0, first_target: UInt32(targets.count),
                first_profile: UInt32(profiles.count)))
        for target in reference.targetProfiles { targets.append(texts.row(target)) }
        for profile in reference.profiles { profiles.append(texts.row(profile)) }
    }

    private func flags(of element: ElementDefinition) -> UInt32 {
        let holdsResource: Bool = element.types.contains { reference in
            typeRows[reference.code].map { definitions.types[Int($0)].kind == .resource } ?? false
        }
        let flags: [(Bool, cb_element_flags)] = [
            (element.isChoice, CB_CHOICE), (element.isModifier, CB_MODIFIER), (element.isSummary, CB_SUMMARY),
            (element.isXMLAttribute, CB_XML_ATTRIBUTE), (element.isXHTML, CB_XHTML), (holdsResource, CB_RESOURCE_VALUED),
        ]
        return flags.reduce(0) { $1.0 ? $0 | $1.1.rawValue : $0 }
    }

    /// The same list of invariants stands once.
    private mutating func invariantRange(_ list: [Invariant]) -> UInt32 {
        let rows: [UInt32] = list.map { invariants.row($0) }
        if let first = invariantRanges[rows] { return first }
        let first = UInt32(invariantRefs.count)
        invariantRefs.append(contentsOf: rows)
        invariantRanges[rows] = first
        return first
    }

    private func finish(texts: inout TextPool, layout: inout TableLayout) {
        layout.set(CB_TYPES, types)
        layout.set(CB_ELEMENTS, elements)
        layout.set(CB_FIELDS, fields)
        layout.set(CB_FIELD_SLOTS, HashSlots.slots(fieldNames))
        layout.set(CB_TYPE_SLOTS, HashSlots.slots(definitions.types.map { (CB_NONE16, $0.name) }))
        layout.set(CB_TYPE_REFS, typeRefs)
        layout.set(CB_TARGETS, targets)
        layout.set(CB_PROFILES, profiles)
        layout.set(CB_INVARIANT_REFS, invariantRefs)
        var bindingRows: [cb_binding] = []
        let valueSets = Dictionary(
            uniqueKeysWithValues: definitions.valueSets.enumerated().map { ($1.url, UInt32($0)) })
        for binding in bindings.values {
            let url: String? = binding.valueSet.map { String($0.prefix { $0 != "|" }) }
            bindingRows.append(
                cb_binding(
                    value_set: texts.row(binding.valueSet), value_set_row: url.flatMap { valueSets[$0] } ?? CB_NONE,
                    max_value_set: texts.row(binding.maxValueSet), strength: binding.strength.row.rawValue))
        }
        layout.set(CB_BINDINGS, bindingRows)
        var invariantRows: [cb_invariant] = []
        for invariant in invariants.values {
            invariantRows.append(
                cb_invariant(
                    key: texts.row(invariant.key), expression: texts.row(invariant.expression),
                    source: texts.row(invariant.source),
                    severity: UInt16((invariant.isError ? CB_ERROR : CB_WARNING).rawValue),
                    best_practice: invariant.isBestPractice ? 1 : 0))
        }
        layout.set(CB_INVARIANTS, invariantRows)
    }
}

let none16 = UInt16(CB_NONE16)

/// Rows of a section where equal ones stand once.
struct RowPool<Row: Hashable> {
    private(set) var values: [Row] = []
    private var rows: [Row: UInt32] = [:]

    mutating func row(_ value: Row) -> UInt32 {
        if let row = rows[value] { return row }
        let row = UInt32(values.count)
        rows[value] = row
        values.append(value)
        return row
    }
}

extension Binding.Strength {
    fileprivate var row: cb_strength {
        switch self {
        case .required: CB_REQUIRED
        case .extensible: CB_EXTENSIBLE
        case .preferred: CB_PREFERRED
        case .example: CB_EXAMPLE
        }
    }
}
