import CDefinitions

/// How much of a code system its definition lists (FHIR R4, CodeSystem.content).
public enum CodeSystemContent: UInt8, Sendable {
    /// No concepts.
    case notPresent = 0
    /// A few concepts that show the idea.
    case example = 1
    /// Some of the concepts.
    case fragment = 2
    /// All of them.
    case complete = 3
    /// Additions to another code system.
    case supplement = 4
}

/// A code system of the schema's table: a view of its row.
package struct EmbeddedCodeSystem: Sendable {
    package let schema: Schema
    package let row: Int

    private var system: cb_code_system { schema.rows(CB_CODE_SYSTEMS, as: cb_code_system.self)[row] }
    private func concept(_ index: Int) -> cb_concept { schema.rows(CB_CONCEPTS, as: cb_concept.self)[index] }

    /// Canonical address.
    package var url: String { schema.text(system.url) }
    /// Business version.
    package var version: String? { schema.optionalText(system.version) }
    /// Name for machines.
    package var name: String? { schema.optionalText(system.name) }
    /// Canonical of the value set of all its codes.
    package var valueSet: String? { schema.optionalText(system.value_set) }
    /// How much of it is there.
    package var content: CodeSystemContent { CodeSystemContent(rawValue: system.content) ?? .notPresent }
    /// Codes that differ in case only are different codes.
    package var isCaseSensitive: Bool { system.case_sensitive != 0 }
    /// The rows of its concepts, in the order of the definition.
    package var concepts: Range<Int> { Int(system.first_concept)..<Int(system.first_concept + system.concept_count) }

    /// The row of the concept with that code.
    package func concept(_ code: UnsafeBufferPointer<UInt8>) -> Int? {
        guard let start = code.baseAddress else { return nil }
        let slots: UnsafeBufferPointer<UInt32> = schema.rows(CB_CONCEPT_SLOTS)
        let all: UnsafeBufferPointer<cb_concept> = schema.rows(CB_CONCEPTS)
        let mask: UInt32 = UInt32(slots.count) &- 1
        let range: Range<Int> = concepts
        var slot: UInt32 = cb_hash(UInt32(row), start, code.count) & mask
        while slots[Int(slot)] != 0 {
            let index: Int = Int(slots[Int(slot)]) - 1
            if range.contains(index), schema.bytes(all[index].code).elementsEqual(code) { return index }
            slot = (slot + 1) & mask
        }
        return nil
    }

    /// A concept's code.
    package func code(_ index: Int) -> String { schema.text(concept(index).code) }
    /// A concept's display.
    package func display(_ index: Int) -> String? { schema.optionalText(concept(index).display) }
    /// The concept above.
    package func parent(_ index: Int) -> Int? {
        let parent: UInt32 = concept(index).parent
        return parent == CB_NONE ? nil : Int(parent)
    }
    /// It groups others and is not meant to be chosen.
    package func isAbstract(_ index: Int) -> Bool { concept(index).flags & CB_CONCEPT_ABSTRACT.rawValue != 0 }
    /// It is no longer in use.
    package func isInactive(_ index: Int) -> Bool { concept(index).flags & CB_CONCEPT_INACTIVE.rawValue != 0 }
    /// A concept's properties that filters can ask for.
    package func properties(_ index: Int) -> [(code: String, value: String)] {
        let row: cb_concept = concept(index)
        let all: UnsafeBufferPointer<cb_concept_property> = schema.rows(CB_CONCEPT_PROPERTIES)
        return (0..<Int(row.property_count)).map { offset in
            let property: cb_concept_property = all[Int(row.first_property) + offset]
            return (schema.text(property.code), schema.text(property.value))
        }
    }
}

/// A value set of the schema's table: a view of its row.
package struct EmbeddedValueSet: Sendable {
    package let schema: Schema
    package let row: Int

    private var set: cb_value_set { schema.rows(CB_VALUE_SETS, as: cb_value_set.self)[row] }

    /// Canonical address.
    package var url: String { schema.text(set.url) }
    /// Business version.
    package var version: String? { schema.optionalText(set.version) }
    /// Name for machines.
    package var name: String? { schema.optionalText(set.name) }
    /// Its includes and excludes in order.
    package var includes: [EmbeddedInclude] {
        (0..<Int(set.include_count)).map { EmbeddedInclude(schema: schema, row: Int(set.first_include) + $0) }
    }
}

/// An include or exclude of a value set of the schema's table.
package struct EmbeddedInclude: Sendable {
    package let schema: Schema
    package let row: Int

    private var include: cb_include { schema.rows(CB_INCLUDES, as: cb_include.self)[row] }

    /// Canonical of the code system.
    package var system: String? { schema.optionalText(include.system) }
    /// Its version.
    package var version: String? { schema.optionalText(include.version) }
    /// It takes codes away.
    package var isExclude: Bool { include.exclude != 0 }
    /// The codes listed, with their displays.
    package var codes: [(code: String, display: String?)] {
        let all: UnsafeBufferPointer<cb_included_code> = schema.rows(CB_INCLUDED_CODES)
        return (0..<Int(include.code_count)).map { offset in
            let code: cb_included_code = all[Int(include.first_code) + offset]
            return (schema.text(code.code), schema.optionalText(code.display))
        }
    }
    /// The filters.
    package var filters: [(property: String, operation: String, value: String)] {
        let all: UnsafeBufferPointer<cb_filter> = schema.rows(CB_FILTERS)
        return (0..<Int(include.filter_count)).map { offset in
            let filter: cb_filter = all[Int(include.first_filter) + offset]
            return (schema.text(filter.property), schema.text(filter.op), schema.text(filter.value))
        }
    }
    /// Canonicals of the value sets imported.
    package var valueSets: [String] {
        let all: UnsafeBufferPointer<cb_text> = schema.rows(CB_INCLUDED_SETS)
        return (0..<Int(include.set_count)).map { schema.text(all[Int(include.first_set) + $0]) }
    }
}

extension Schema {
    /// The code system of that canonical address (without version).
    package func codeSystem(_ url: String) -> EmbeddedCodeSystem? {
        let all: UnsafeBufferPointer<cb_code_system> = rows(CB_CODE_SYSTEMS)
        return sortedRow(url, count: all.count) { all[$0].url }.map { EmbeddedCodeSystem(schema: self, row: $0) }
    }

    /// The value set of that canonical address (without version).
    package func valueSet(_ url: String) -> EmbeddedValueSet? {
        let all: UnsafeBufferPointer<cb_value_set> = rows(CB_VALUE_SETS)
        return sortedRow(url, count: all.count) { all[$0].url }.map { EmbeddedValueSet(schema: self, row: $0) }
    }

    /// Number of code systems in the table.
    package var codeSystemCount: Int { Int(Schema.section(base, CB_CODE_SYSTEMS).count) }
    /// Number of value sets in the table.
    package var valueSetCount: Int { Int(Schema.section(base, CB_VALUE_SETS).count) }

    /// Binary search among rows that are sorted by url, bytewise.
    private func sortedRow(_ url: String, count: Int, _ key: (Int) -> cb_text) -> Int? {
        var url: String = url
        return url.withUTF8 { wanted in
            var low: Int = 0
            var high: Int = count
            while low < high {
                let middle: Int = (low + high) / 2
                let found: UnsafeBufferPointer<UInt8> = bytes(key(middle))
                if found.elementsEqual(wanted) { return middle }
                if found.lexicographicallyPrecedes(wanted) { low = middle + 1 } else { high = middle }
            }
            return nil
        }
    }
}
