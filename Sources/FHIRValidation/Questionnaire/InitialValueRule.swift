import FHIRCore

/// The initial answers of a Questionnaire's item have the type that its answers have (FHIR R4, Questionnaire.item.initial.value[x]). That
/// groups and displays have none is the invariant que-8.
enum InitialValueRule {
    static func validate(_ item: Element, _ context: inout ValidationContext) {
        let initial: [Element] = item.children(named: "initial")
        if initial.isEmpty { return }
        guard let type = item.text("type").flatMap(ItemType.init), !type.answerTypes.isEmpty else { return }
        let types: [String] = AnswerTypeRule.compile(item, type).types
        for value in initial.compactMap({ $0.child(named: "value[x]") }) {
            guard let found = value.typeName, !types.contains(found) else { continue }
            let message: String =
                "the initial answer is a \(found); an item of the type \(type.rawValue) has answers of the type \(types.joined(separator: ", "))"
            let id = MessageID("CaseBridge_Questionnaire_Initial_Type")
            context.report(Finding(.error, .businessRule, id, message), at: value.index)
        }
    }
}
