import FHIRCore

/// A code system's concepts: no code twice, and properties that are defined, with values of the type that the definition says (FHIR R4,
/// CodeSystem.concept, CodeSystem.property).
enum ConceptRule: ResourceRule {
    static let types: [String] = ["CodeSystem"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let system: Element = context.tree.element(resource)
        var types: [String: String] = [:]
        for property in system.children(named: "property") {
            guard let code = property.child(named: "code")?.value else { continue }
            if types[code] == nil { types[code] = property.child(named: "type")?.value ?? "" }
        }
        var codes: Set<String> = []
        for concept in system.children(named: "concept") { check(concept, types, &codes, &context) }
    }

    private static func check(
        _ concept: Element, _ types: [String: String], _ codes: inout Set<String>, _ context: inout ValidationContext
    ) {
        if let code = concept.child(named: "code")?.value, !codes.insert(code).inserted {
            let message: String = "the code \"\(code)\" is defined before; a code system defines each code once"
            context.report(Finding(.error, .duplicate, MessageID("CODESYSTEM_DUPLICATE_CODE"), message), at: concept.index)
        }
        for property in concept.children(named: "property") {
            guard let code = property.child(named: "code")?.value else { continue }
            guard let type = types[code] else {
                // The code of a standard property means it only where the definition gives its address.
                let severity: Severity = ConceptProperty(rawValue: code) == nil ? .warning : .error
                let message: String = "the property \"\(code)\" is not defined by the code system; add it to CodeSystem.property"
                context.report(
                    Finding(severity, .businessRule, MessageID("CODESYSTEM_PROPERTY_UNDEFINED"), message), at: property.index)
                continue
            }
            // What the definition leaves out is its own fault.
            guard !type.isEmpty, let value = property.child(named: "value[x]"), let found = value.typeName, found != type else {
                continue
            }
            let message: String =
                "the property \"\(code)\" is defined with the type \(type), and this value has the type \(found)"
            context.report(
                Finding(.error, .businessRule, MessageID("CODESYSTEM_PROPERTY_WRONG_TYPE"), message), at: property.index)
        }
        for child in concept.children(named: "concept") { check(child, types, &codes, &context) }
    }
}
