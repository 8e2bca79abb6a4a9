import FHIRCore
import FHIRTerminology

/// What a value set includes and excludes: systems by their absolute address, codes that the systems have (FHIR R4, ValueSet.compose).
enum ValueSetIncludeRule: ResourceRule {
    static let types: [String] = ["ValueSet"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        guard let compose = context.tree.element(resource).child(named: "compose") else { return }
        for include in compose.children(named: "include") + compose.children(named: "exclude") {
            guard let system = include.child(named: "system")?.value else { continue }
            if system.contains("|") {
                let message: String = "\(system): system has no version behind |; it stands in the element version"
                let id = MessageID("VALUESET_REFERENCE_INVALID_TYPE_NO_VERSION_1")
                context.report(Finding(.error, .businessRule, id, message), at: include.index)
                continue
            }
            if !Address.isAbsolute(system) {
                reportRelative(system, include, &context)
                continue
            }
            let canonical: String = system + (include.child(named: "version")?.value.map { "|" + $0 } ?? "")
            let definition: CodeSystem? = context.terminology.codeSystem(canonical)
            if definition == nil, context.terminology.terminology.valueSet(system) != nil {
                let message: String =
                    "\(system) is the address of a value set; system names a code system, a value set is included by valueSet"
                context.report(Finding(.error, .invalid, MessageID("VALUESET_INCLUDE_WRONG_VS"), message), at: include.index)
                continue
            }
            if definition?.content == .supplement {
                let message: String = "\(system) is a supplement; include the code system that it adds to"
                context.report(Finding(.error, .invalid, MessageID("VALUESET_INCLUDE_CS_SUPPLEMENT"), message), at: include.index)
                continue
            }
            checkCodes(include, canonical, &context)
            for filter in include.children(named: "filter") { ValueSetFilterRule.check(filter, canonical, &context) }
        }
    }

    private static func reportRelative(_ system: String, _ include: Element, _ context: inout ValidationContext) {
        let isFragment: Bool = system.hasPrefix("#")
        let id: MessageID =
            isFragment ? MessageID("VALUESET_INCLUDE_SYSTEM_ABSOLUTE_FRAG") : MessageID("VALUESET_INCLUDE_SYSTEM_ABSOLUTE")
        let advice: String =
            isFragment
            ? ": a contained code system is named by its url, with the extension http://hl7.org/fhir/StructureDefinition/valueset-system"
            : ""
        context.report(
            Finding(.error, .invalid, id, "the system \"\(system)\" is no absolute address" + advice), at: include.index)
    }

    /// Codes that the code system, where it is at hand and complete, does not have. Those of a retired code system may have gone.
    private static func checkCodes(_ include: Element, _ system: String, _ context: inout ValidationContext) {
        for concept in include.children(named: "concept") {
            guard let code = concept.child(named: "code"), let text = code.value,
                context.terminology.membership(of: text, inSystem: system) == .notMember
            else { continue }
            let near: String =
                context.terminology.suggestion(for: text, inSystem: system).map { "; did you mean \"\($0)\"?" } ?? ""
            let message: String = "\"\(text)\" is no code of \(system)\(near)"
            context.report(
                Finding(.warning, .businessRule, MessageID("VALUESET_INCLUDE_INVALID_CONCEPT_CODE"), message), at: concept.index)
        }
    }
}
