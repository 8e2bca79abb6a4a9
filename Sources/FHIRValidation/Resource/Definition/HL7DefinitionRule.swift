import FHIRCore
import FHIRTerminology

/// What HL7 asks of the definitions that it publishes itself: the work group that answers for one is one of its own, and an
/// implementation guide names it and the standing of what it states (the extensions structuredefinition-wg and
/// structuredefinition-standards-status).
enum HL7DefinitionRule: ResourceRule {
    static let types: [String] = [
        "ActivityDefinition", "CapabilityStatement", "CodeSystem", "CompartmentDefinition", "ConceptMap", "GraphDefinition",
        "ImplementationGuide", "Library", "Measure", "MessageDefinition", "NamingSystem", "OperationDefinition", "PlanDefinition",
        "Questionnaire", "SearchParameter", "StructureDefinition", "StructureMap", "TestScript", "ValueSet",
    ]

    private static let extensions: String = "http://hl7.org/fhir/StructureDefinition/structuredefinition-"
    private static let groups: String = "http://hl7.org/fhir/ValueSet/hl7-work-group"

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        if context.rootResource != resource { return }
        guard let url = context.tree.text(of: "url", in: resource), isHL7(url) else { return }
        let definition: Element = context.tree.element(resource)
        let group: Element? = definition.extensionValue(extensions + "wg")
        if let name = group?.value, !name.isEmpty,
            context.terminology.valueSet(groups).contains(name, system: nil) == .notMember
        {
            let message: String = "\"\(name)\" is no work group of HL7, whose definition this is by its address"
            context.report(Finding(.error, .businessRule, MessageID("VALIDATION_HL7_WG_UNKNOWN"), message), at: resource)
        }
        if definition.typeName != "ImplementationGuide" { return }
        if group == nil {
            let message: String = "an implementation guide of HL7 names its work group in the extension \(extensions)wg"
            context.report(Finding(.error, .businessRule, MessageID("IG_HL7_WG_REQUIRED"), message), at: resource)
        }
        if definition.extensionValue(extensions + "standards-status") == nil {
            let message: String =
                "an implementation guide of HL7 says its standing in the extension \(extensions)standards-status"
            context.report(
                Finding(.error, .businessRule, MessageID("IG_HL7_STANDARDS_STATUS_REQUIRED"), message), at: resource)
        }
    }

    /// An address that HL7 gives to definitions.
    private static func isHL7(_ url: String) -> Bool {
        url.hasPrefix("http://hl7.org/fhir/") || url.hasPrefix("http://terminology.hl7.org/")
    }
}
