import FHIRCore

/// The properties that a code system defines: each once, and the standard's as the standard has them (FHIR R4, 4.8.8 Concept properties).
enum CodeSystemPropertyRule: ResourceRule {
    static let types: [String] = ["CodeSystem"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let system: Element = context.tree.element(resource)
        var codes: Set<String> = []
        var addresses: Set<String> = []
        for property in system.children(named: "property") {
            let uri: String? = property.child(named: "uri")?.value
            let code: String? = property.child(named: "code")?.value
            let type: String? = property.child(named: "type")?.value
            if let uri, !addresses.insert(uri).inserted {
                error(
                    MessageID("CODESYSTEM_PROPERTY_DUPLICATE_URI"), "a property with the uri \(uri) is defined before", property,
                    &context)
            }
            if let code, !codes.insert(code).inserted {
                error(
                    MessageID("CODESYSTEM_PROPERTY_DUPLICATE_CODE"), "a property \"\(code)\" is defined before", property,
                    &context)
            }
            if let uri { checkAddress(uri, code, type, property, &context) } else { checkCode(code, type, property, &context) }
        }
    }

    private static func checkAddress(
        _ uri: String, _ code: String?, _ type: String?, _ property: Element, _ context: inout ValidationContext
    ) {
        guard let known = ConceptProperty(uri: uri) else {
            if uri.contains("hl7.org/fhir") {
                let message: String = "\(uri) is no property of the standard; a property of your own needs an address of your own"
                error(MessageID("CODESYSTEM_PROPERTY_BAD_HL7_URI"), message, property, &context)
            }
            return
        }
        if let code, let other = ConceptProperty(rawValue: code), other != known {
            let message: String = "\(uri) goes by the code \(known.rawValue); \(code) is the code of another standard property"
            error(MessageID("CODESYSTEM_PROPERTY_URI_CODE_MISMATCH"), message, property, &context)
        }
        if let type, type != known.type {
            error(
                MessageID("CODESYSTEM_PROPERTY_URI_TYPE_MISMATCH"), "\(uri) has the type \(known.type), not \(type)", property,
                &context)
        }
    }

    private static func checkCode(_ code: String?, _ type: String?, _ property: Element, _ context: inout ValidationContext) {
        guard let code, let known = ConceptProperty(rawValue: code) else { return }
        let message: String = "\(code) is a property of the standard if its uri says so: \(known.uri)"
        context.report(
            Finding(.warning, .businessRule, MessageID("CODESYSTEM_PROPERTY_KNOWN_CODE_SUGGESTIVE"), message),
            at: property.index)
        if let type, type != known.type {
            let message: String = "the standard property \(code) has the type \(known.type), not \(type)"
            context.report(
                Finding(.warning, .businessRule, MessageID("CODESYSTEM_PROPERTY_CODE_TYPE_MISMATCH"), message), at: property.index
            )
        }
    }

    private static func error(_ id: MessageID, _ message: String, _ place: Element, _ context: inout ValidationContext) {
        context.report(Finding(.error, .businessRule, id, message), at: place.index)
    }
}
