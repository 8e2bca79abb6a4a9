import FHIRCore

/// What a profile asks of a narrative's parts (the extensions narrative-language-control and narrative-source-control of its element
/// definition): sections by language, and where each part comes from.
struct NarrativeControlRule: Rule {
    let origin: RuleOrigin
    let control: NarrativeControl

    static func compile(_ element: ProfileElement, _ profile: String) -> NarrativeControlRule? {
        element.constraint.narrativeControl.map { control in
            NarrativeControlRule(origin: RuleOrigin(profile: profile, element: element.id), control: control)
        }
    }

    func isValid(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool { findings(node, context).isEmpty }

    func validate(_ node: NodeIndex, _ context: inout ValidationContext) {
        for finding in findings(node, context) { context.report(finding, at: node, origin) }
    }

    private func findings(_ node: NodeIndex, _ context: ValidationContext) -> [Finding] {
        guard let division = context.tree.element(node).child(named: "div") else { return [] }
        let sections: [NarrativeSection] = context.tree.withValue(of: division.index, NarrativeFormat.sections)
        let resource: Element = context.tree.element(context.resource)
        return languages(sections, resource.text("language")) + sources(sections)
    }

    private func languages(_ sections: [NarrativeSection], _ resourceLanguage: String?) -> [Finding] {
        let found: [String] = sections.compactMap(\.language)
        let list: String = found.isEmpty ? "none" : found.joined(separator: ", ")
        return control.languages.compactMap { wanted in
            switch wanted {
            case "_no":
                if found.isEmpty { return nil }
                let message: String = "the profile allows no sections by language in the narrative, and there are: \(list)"
                return Finding(.error, .businessRule, MessageID("CaseBridge_Narrative_Languages_Prohibited"), message)
            case "_yes":
                if !found.isEmpty { return nil }
                let message: String =
                    "the profile asks for sections by language in the narrative (div with lang), and there is none"
                return Finding(.error, .businessRule, MessageID("CaseBridge_Narrative_Languages_Required"), message)
            default:
                guard let language = wanted == "_resource" ? resourceLanguage : wanted, !found.contains(language) else {
                    return nil
                }
                let message: String = "the profile asks for a section of the narrative in \"\(language)\"; found: \(list)"
                return Finding(.error, .businessRule, MessageID("CaseBridge_Narrative_Language_Missing"), message)
            }
        }
    }

    private func sources(_ sections: [NarrativeSection]) -> [Finding] {
        if !control.asksForSources { return [] }
        return sections.compactMap { section in
            if section.classes.contains(where: ["boilerplate", "generated", "original"].contains) { return nil }
            let message: String =
                "the profile asks where each part of the narrative comes from (class boilerplate, generated or original); \"\(section.text.prefix(60))\" does not say it"
            return Finding(.error, .businessRule, MessageID("CaseBridge_Narrative_Source_Missing"), message)
        }
    }
}

/// The controls of an element definition.
struct NarrativeControl: Sendable {
    /// `_no`, `_yes`, `_resource` or languages.
    let languages: [String]
    let asksForSources: Bool

    /// Nil if the definition has none.
    init?(_ definition: Element) {
        let base: String = "http://hl7.org/fhir/StructureDefinition/narrative-"
        languages = definition.extensionValues(base + "language-control").compactMap(\.value)
        asksForSources = definition.extensionValue(base + "source-control").map { $0.value != "ignore" } ?? false
        if languages.isEmpty && !asksForSources { return nil }
    }
}
