import FHIRCore
import FHIRTerminology
import RegularExpressions

/// The filters of a value set: a property that the code system has, and a value of its type (FHIR R4, ValueSet.compose.include.filter).
enum ValueSetFilterRule {
    /// Code systems whose properties are defined outside of them; their filters are not judged here.
    private static let external: Set<String> = ["http://snomed.info/sct", "http://loinc.org", "http://unitsofmeasure.org"]

    static func check(_ filter: Element, _ system: String, _ context: inout ValidationContext) {
        guard let property = filter.child(named: "property")?.value, let value = filter.child(named: "value")?.value,
            let operation = filter.child(named: "op")?.value, CodeGrammar(system: system) == nil, !external.contains(system)
        else { return }
        if let allowed = operations(of: property, in: system, &context), !allowed.contains(operation) {
            let message: String =
                "the code system allows no operation \(operation) in filters on \(property), only \(allowed.joined(separator: ", "))"
            context.report(Finding(.error, .invalid, MessageID("VALUESET_BAD_FILTER_OP"), message), at: filter.index)
        }
        if operation == "exists" { return checkBoolean(value, property, filter, &context) }
        if operation == "regex" { return checkExpression(value, property, filter, &context) }
        guard let definition = context.terminology.codeSystem(system) else { return }
        guard let type = type(of: property, in: definition, &context, filter) else { return }
        let values: [String] = operation == "in" || operation == "not-in" ? value.split(separator: ",").map(String.init) : [value]
        for value in values { checkValue(value, FilterProperty(name: property, type: type, system: system), filter, &context) }
    }

    /// The operations that the code system defines for a filter (CodeSystem.filter.operator); nil if it defines no filter of that name.
    private static func operations(of property: String, in system: String, _ context: inout ValidationContext) -> [String]? {
        let url: String = String(system.prefix { $0 != "|" })
        return context.definitions.resource(url, "CodeSystem")?.children(named: "filter")
            .first { $0.text("code") == property }?.children(named: "operator").compactMap(\.value)
    }

    /// What is compared: `concept` for codes of the system itself.
    private struct FilterProperty {
        let name: String
        let type: String
        let system: String
    }

    /// The type of a property of a code system; nil, with a warning, if it has none of that name.
    private static func type(
        of property: String, in system: CodeSystem, _ context: inout ValidationContext, _ filter: Element
    ) -> String? {
        let own: [String: String]? = system.propertyTypes
        if let defined = own?[property] { return defined }
        switch property {
        case "concept", "code": return "concept"
        case "display": return "string"
        case "parent", "child", "partOf":
            if system.hasHierarchy { return "concept" }
        default:
            if let standard = ConceptProperty(rawValue: property) { return standard.type }
        }
        // What an embedded code system defines is not in the table.
        guard let own else { return nil }
        let known: [String] = ["concept"] + own.keys.sorted()
        let near: String = nearest(to: property, among: known).map { "; did you mean \"\($0)\"?" } ?? ""
        let message: String = "\"\(property)\" is no property of \(system.url), so others may not understand the filter\(near)"
        context.report(
            Finding(.warning, .invalid, MessageID("VALUESET_UNKNOWN_FILTER_PROPERTY"), message), at: filter.index)
        return nil
    }

    private static func checkValue(
        _ value: String, _ property: FilterProperty, _ filter: Element, _ context: inout ValidationContext
    ) {
        switch property.type {
        case "boolean": checkBoolean(value, property.name, filter, &context)
        case "integer" where Int(withoutPrefix(value)) == nil:
            report(MessageID("VALUESET_BAD_FILTER_VALUE_INTEGER"), property.name, "is no whole number", value, filter, &context)
        case "decimal" where Double(withoutPrefix(value)) == nil:
            report(MessageID("VALUESET_BAD_FILTER_VALUE_DECIMAL"), property.name, "is no number", value, filter, &context)
        case "dateTime" where !isDateTime(withoutPrefix(value)):
            report(MessageID("VALUESET_BAD_FILTER_VALUE_DATETIME"), property.name, "is no date or time", value, filter, &context)
        case "Coding": checkCoding(value, property.name, filter, &context)
        case "concept" where context.terminology.membership(of: value, inSystem: property.system) == .notMember:
            report(
                MessageID("VALUESET_BAD_FILTER_VALUE_VALID_CODE"), property.name, "is no code of \(property.system)", value,
                filter, &context)
        default: return
        }
    }

    private static func checkBoolean(_ value: String, _ property: String, _ filter: Element, _ context: inout ValidationContext) {
        if value == "true" || value == "false" { return }
        report(MessageID("VALUESET_BAD_FILTER_VALUE_BOOLEAN"), property, "must be true or false", value, filter, &context)
    }

    private static func checkExpression(
        _ value: String, _ property: String, _ filter: Element, _ context: inout ValidationContext
    ) {
        if property == "concept" {
            let message: String = "a regular expression is about codes as text: the property is code, and not concept"
            context.report(Finding(.error, .invalid, MessageID("VALUESET_BAD_PROPERTY_NO_REGEX"), message), at: filter.index)
        }
        if (try? RegularExpression(value)) != nil { return }
        report(MessageID("VALUESET_BAD_FILTER_VALUE_VALID_REGEX"), property, "is no regular expression", value, filter, &context)
    }

    /// `system#code` or `system|version#code`.
    private static func checkCoding(_ value: String, _ property: String, _ filter: Element, _ context: inout ValidationContext) {
        guard let hash = value.lastIndex(of: "#"), hash != value.startIndex else {
            return report(
                MessageID("VALUESET_BAD_FILTER_VALUE_CODED"), property, "must be written as system#code or system|version#code",
                value, filter,
                &context)
        }
        let (system, code): (String, String) = (String(value[..<hash]), String(value[value.index(after: hash)...]))
        if context.terminology.membership(of: code, inSystem: system) != .notMember { return }
        report(
            MessageID("VALUESET_BAD_FILTER_VALUE_CODED_INVALID"), property, "\"\(code)\" is no code of \(system)", value, filter,
            &context)
    }

    private static func isDateTime(_ value: String) -> Bool { PrimitiveFormat.dateTime.fault(in: value) == nil }

    /// Without the comparison before it, as in `ge2020`.
    private static func withoutPrefix(_ value: String) -> String {
        let prefixes: [String] = ["eq", "ne", "gt", "lt", "ge", "le", "sa", "eb", "ap"]
        return prefixes.contains(String(value.prefix(2))) ? String(value.dropFirst(2)) : value
    }

    private static func report(
        _ id: MessageID, _ property: String, _ what: String, _ value: String, _ filter: Element,
        _ context: inout ValidationContext
    ) {
        let message: String = "the value \"\(value)\" of the filter on \(property): \(what)"
        context.report(Finding(.error, .invalid, id, message), at: filter.index)
    }
}
