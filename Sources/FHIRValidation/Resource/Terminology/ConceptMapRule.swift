import FHIRCore
import FHIRTerminology

/// The codes of a concept map: those of its groups' code systems, where these are at hand and complete (FHIR R4, ConceptMap.group).
enum ConceptMapRule: ResourceRule {
    static let types: [String] = ["ConceptMap"]

    /// One side of a map: the words of its reports, the code system of a group, the value set of the map.
    private struct Side {
        let system: String?
        let valueSet: CompiledValueSet?
        let unknown: MessageID
        let outside: MessageID
    }

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let map: Element = context.tree.element(resource)
        let source: CompiledValueSet? = valueSet(map, "source[x]", &context)
        let target: CompiledValueSet? = valueSet(map, "target[x]", &context)
        for group in map.children(named: "group") {
            let from = Side(
                system: canonical(group, "source"), valueSet: source, unknown: MessageID("CONCEPTMAP_GROUP_SOURCE_CODE_INVALID"),
                outside: MessageID("CONCEPTMAP_GROUP_SOURCE_CODE_INVALID_VS"))
            let to = Side(
                system: canonical(group, "target"), valueSet: target, unknown: MessageID("CONCEPTMAP_GROUP_TARGET_CODE_INVALID"),
                outside: MessageID("CONCEPTMAP_GROUP_TARGET_CODE_INVALID_VS"))
            for element in group.children(named: "element") {
                check(element, from, &context)
                for target in element.children(named: "target") { check(target, to, &context) }
            }
        }
    }

    /// The value set that one side of the map is for; nil if it is named as a reference to a resource, or not at hand.
    private static func valueSet(_ map: Element, _ name: String, _ context: inout ValidationContext) -> CompiledValueSet? {
        guard let canonical = map.child(named: name)?.value, context.terminology.terminology.valueSet(canonical) != nil else {
            return nil
        }
        return context.terminology.valueSet(canonical)
    }

    private static func canonical(_ group: Element, _ name: String) -> String? {
        group.child(named: name)?.value.map { $0 + (group.child(named: name + "Version")?.value.map { "|" + $0 } ?? "") }
    }

    private static func check(_ element: Element, _ side: Side, _ context: inout ValidationContext) {
        guard let code = element.child(named: "code"), let text = code.value, let system = side.system,
            CodeGrammar(system: system) == nil
        else { return }
        switch context.terminology.membership(of: text, inSystem: system) {
        case .notMember:
            let near: String =
                context.terminology.suggestion(for: text, inSystem: system).map { "; did you mean \"\($0)\"?" } ?? ""
            let message: String = "\"\(text)\" is no code of \(system)\(near)"
            context.report(Finding(.error, .required, side.unknown, message), at: code.index)
        case .member:
            guard let set = side.valueSet, set.contains(text, system: Canonical(system).url) == .notMember else { return }
            let message: String = "\"\(text)\" of \(system) is not in the value set \(set.url), which the map is for"
            context.report(Finding(.error, .required, side.outside, message), at: code.index)
        case .notChecked: return
        }
    }
}
