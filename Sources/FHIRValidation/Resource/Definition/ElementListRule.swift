import FHIRCore
import FHIRPath

/// The element definitions of a differential and a snapshot, each for itself (FHIR R4, 5.3.3 ElementDefinition, notes).
enum ElementListRule: ResourceRule {
    static let types: [String] = ["StructureDefinition"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let definition: Element = context.tree.element(resource)
        let type: String? = definition.child(named: "type")?.value.map { String($0.split(separator: "/").last ?? "") }
        for name in ["differential", "snapshot"] {
            for element in definition.child(named: name)?.children(named: "element") ?? [] {
                checkPath(element, type, &context)
                let codes: [String] = element.children(named: "type").compactMap(typeName)
                checkTypes(element, &context)
                checkBinding(element, codes, &context)
                if name == "snapshot" { checkValues(element, codes, &context) }
                checkInvariants(element, definition, &context)
            }
        }
    }

    /// Ids and the urls of extensions have one of FHIRPath's own types, and beside it FHIR's.
    private static func typeName(_ type: Element) -> String? {
        let url: String = "http://hl7.org/fhir/StructureDefinition/structuredefinition-fhir-type"
        return type.extensionValue(url)?.value ?? type.child(named: "code")?.value
    }

    private static func checkPath(_ element: Element, _ type: String?, _ context: inout ValidationContext) {
        guard let path = element.child(named: "path")?.value, let type, !type.isEmpty else { return }
        if path == type || path.hasPrefix(type + ".") { return }
        let message: String = "the path \(path) does not begin with the type \(type)"
        context.report(Finding(.error, .notFound, MessageID("SD_PATH_TYPE_MISMATCH"), message), at: element.index)
    }

    // MARK: Types

    private static func checkTypes(_ element: Element, _ context: inout ValidationContext) {
        for type in element.children(named: "type") {
            guard let code = type.child(named: "code")?.value else { continue }
            if type.child(named: "targetProfile") != nil, !["Reference", "canonical", "CodeableReference"].contains(code) {
                let message: String = "a type with a target is Reference or canonical, not \(code)"
                context.report(
                    Finding(.error, .businessRule, MessageID("SD_ILLEGAL_CHARACTERISTICS"), message), at: element.index)
            }
            for profile in type.children(named: "profile") { checkProfile(profile, of: code, &context) }
            for target in type.children(named: "targetProfile") { checkTarget(target, &context) }
        }
    }

    /// A profile on a type is one for that type.
    private static func checkProfile(_ profile: Element, of code: String, _ context: inout ValidationContext) {
        guard let canonical = profile.value, context.schema.type(named: code) != nil else { return }
        let layout: ProfileLayout = context.definitions.layout
        guard let found = layout.definition(canonical)?.type ?? layout.type(canonical)?.name else {
            return reportUnknown(canonical, MessageID("SD_ED_TYPE_PROFILE_UNKNOWN"), profile, &context)
        }
        // Any resource may stand for an abstract one; a logical model's element of a backbone type is none of ours to judge.
        if found == code || context.schema.definition(named: code)?.isAbstract == true { return }
        let message: String = "the profile \(canonical) is for \(found), and the type is \(code)"
        context.report(Finding(.error, .exception, MessageID("SD_ED_TYPE_PROFILE_WRONG_TYPE"), message), at: profile.index)
    }

    private static func checkTarget(_ target: Element, _ context: inout ValidationContext) {
        guard let canonical = target.value else { return }
        let layout: ProfileLayout = context.definitions.layout
        if layout.type(canonical) != nil || layout.definition(canonical) != nil { return }
        reportUnknown(canonical, MessageID("SD_ED_TYPE_PROFILE_UNKNOWN"), target, &context)
    }

    private static func reportUnknown(_ canonical: String, _ id: MessageID, _ place: Element, _ context: inout ValidationContext)
    {
        guard context.notChecked.insert(.unknownProfile(canonical)).inserted else { return }
        context.report(
            Finding(.warning, .exception, id, "the profile \(canonical) is not at hand, so it is not checked; load it"),
            at: place.index)
    }

    // MARK: Bindings and values

    /// Types of values that have a code.
    static let bindable: Set<String> = [
        "code", "Coding", "CodeableConcept", "Quantity", "string", "uri", "markdown", "canonical", "url", "Age", "Count",
        "Distance",
        "Duration", "Money", "SimpleQuantity", "MoneyQuantity", "CodeableReference", "Extension", "id",
    ]

    private static func checkBinding(_ element: Element, _ codes: [String], _ context: inout ValidationContext) {
        guard element.child(named: "binding") != nil, !codes.isEmpty else { return }
        if codes.contains(where: { bindable.contains($0) || context.schema.type(named: $0) == nil }) { return }
        let message: String = "no code to bind to a value set: the type is \(codes.joined(separator: ", "))"
        context.report(Finding(.error, .businessRule, MessageID("SD_ILLEGAL_CHARACTERISTICS"), message), at: element.index)
    }

    /// Fixed values, patterns and defaults have one of the element's types.
    private static func checkValues(_ element: Element, _ codes: [String], _ context: inout ValidationContext) {
        // FHIRPath's own types, which ids and the urls of extensions have without saying which of FHIR's, are none of these.
        let unknown: [String] = codes.filter { context.schema.type(named: $0) == nil }
        if codes.isEmpty || unknown.contains(where: { !$0.hasPrefix("http://hl7.org/fhirpath/") }) { return }
        for name in ["fixed[x]", "pattern[x]", "defaultValue[x]"] {
            guard let value = element.child(named: name), let type = value.typeName, !codes.contains(type) else { continue }
            let message: String = "\(value.name) has the type \(type), and the element \(codes.joined(separator: " or "))"
            context.report(Finding(.error, .exception, MessageID("SD_VALUE_TYPE_IILEGAL"), message), at: value.index)
        }
    }

    /// Invariants that the definition itself states must be FHIRPath.
    private static func checkInvariants(_ element: Element, _ definition: Element, _ context: inout ValidationContext) {
        let url: String? = definition.child(named: "url")?.value
        for constraint in element.children(named: "constraint") {
            let source: String? = constraint.child(named: "source")?.value
            guard source == nil || source == url, let expression = constraint.child(named: "expression")?.value else { continue }
            do throws(FHIRPathError) {
                _ = try FHIRPath(expression, contexts: [], manner: .definition, schema: context.schema)
            } catch {
                let message: String =
                    "the invariant \(constraint.child(named: "key")?.value ?? "") is no FHIRPath: \(error.message)"
                context.report(
                    Finding(.error, .invalid, MessageID("ED_INVARIANT_EXPRESSION_ERROR"), message), at: constraint.index)
            }
        }
    }
}
