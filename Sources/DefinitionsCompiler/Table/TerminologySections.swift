import CDefinitions

/// The sections of code systems and value sets.
struct TerminologySections {
    private var systems: [cb_code_system] = []
    private var concepts: [cb_concept] = []
    private var conceptNames: [(scope: UInt32, name: String)] = []
    private var properties: [cb_concept_property] = []
    private var sets: [cb_value_set] = []
    private var includes: [cb_include] = []
    private var codes: [cb_included_code] = []
    private var filters: [cb_filter] = []
    private var includedSets: [cb_text] = []
    private let systemRows: [String: UInt32]

    private init(_ definitions: Definitions) {
        systemRows = Dictionary(
            uniqueKeysWithValues: definitions.codeSystems.enumerated().map { ($1.url, UInt32($0)) })
    }

    static func write(_ definitions: Definitions, texts: inout TextPool, layout: inout TableLayout) {
        var sections = TerminologySections(definitions)
        for system in definitions.codeSystems { sections.append(system, texts: &texts) }
        for set in definitions.valueSets { sections.append(set, texts: &texts) }
        layout.set(CB_CODE_SYSTEMS, sections.systems)
        layout.set(CB_CONCEPTS, sections.concepts)
        layout.set(CB_CONCEPT_SLOTS, HashSlots.slots(sections.conceptNames))
        layout.set(CB_CONCEPT_PROPERTIES, sections.properties)
        layout.set(CB_VALUE_SETS, sections.sets)
        layout.set(CB_INCLUDES, sections.includes)
        layout.set(CB_INCLUDED_CODES, sections.codes)
        layout.set(CB_FILTERS, sections.filters)
        layout.set(CB_INCLUDED_SETS, sections.includedSets)
    }

    private mutating func append(_ system: CodeSystemDefinition, texts: inout TextPool) {
        let row = UInt32(systems.count)
        let first: Int = concepts.count
        for concept in system.concepts {
            let inactive: UInt32 = concept.isInactive ? CB_CONCEPT_INACTIVE.rawValue : 0
            concepts.append(
                cb_concept(
                    code: texts.row(concept.code), display: texts.row(concept.display),
                    parent: concept.parent.map { UInt32(first + $0) } ?? CB_NONE,
                    flags: inactive | (concept.isAbstract ? CB_CONCEPT_ABSTRACT.rawValue : 0),
                    first_property: UInt32(properties.count), property_count: UInt32(concept.properties.count)))
            conceptNames.append((row, concept.code))
            for property in concept.properties {
                properties.append(cb_concept_property(code: texts.row(property.code), value: texts.row(property.value)))
            }
        }
        systems.append(
            cb_code_system(
                url: texts.row(system.url), version: texts.row(system.version), name: texts.row(system.name),
                value_set: texts.row(system.valueSet), first_concept: UInt32(first),
                concept_count: UInt32(system.concepts.count), content: UInt8(system.content.row.rawValue),
                case_sensitive: system.isCaseSensitive ? 1 : 0, reserved: 0))
    }

    private mutating func append(_ set: ValueSetDefinition, texts: inout TextPool) {
        sets.append(
            cb_value_set(
                url: texts.row(set.url), version: texts.row(set.version), name: texts.row(set.name),
                first_include: UInt32(includes.count), include_count: UInt32(set.includes.count)))
        for include in set.includes { append(include, texts: &texts) }
    }

    private mutating func append(_ include: ValueSetInclude, texts: inout TextPool) {
        includes.append(
            cb_include(
                system: texts.row(include.system), version: texts.row(include.version),
                system_row: include.system.flatMap { systemRows[$0] } ?? CB_NONE, exclude: include.isExclude ? 1 : 0,
                first_code: UInt32(codes.count), code_count: UInt32(include.codes.count),
                first_filter: UInt32(filters.count), filter_count: UInt32(include.filters.count),
                first_set: UInt32(includedSets.count), set_count: UInt32(include.valueSets.count)))
        for (code, display) in include.codes {
            codes.append(cb_included_code(code: texts.row(code), display: texts.row(display)))
        }
        for filter in include.filters {
            filters.append(
                cb_filter(
                    property: texts.row(filter.property), op: texts.row(filter.operation), value: texts.row(filter.value)))
        }
        for url in include.valueSets { includedSets.append(texts.row(url)) }
    }
}

extension CodeSystemDefinition.Content {
    fileprivate var row: cb_content {
        switch self {
        case .notPresent: CB_NOT_PRESENT
        case .example: CB_EXAMPLE_CONTENT
        case .fragment: CB_FRAGMENT
        case .complete: CB_COMPLETE
        case .supplement: CB_SUPPLEMENT
        }
    }
}
