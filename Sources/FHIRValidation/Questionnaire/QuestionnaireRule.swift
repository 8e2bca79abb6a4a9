import FHIRCore

/// The items of a Questionnaire: each condition leads to a question that is there and can be answered before
/// (FHIR R4, Questionnaire.item.enableWhen), and initial answers are of the item's type.
enum QuestionnaireRule: ResourceRule {
    static let types: [String] = ["Questionnaire"]

    /// An item with its place in document order: `start` is its own, `end` that behind everything in it.
    private struct Place {
        let item: Element
        let start: Int
        var end: Int
    }

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let source: Element = context.tree.element(resource)
        var places: [Place] = []
        collect(source, &places)
        var byLinkID: [String: Int] = [:]
        for place in places {
            if let linkID = place.item.text("linkId"), byLinkID[linkID] == nil { byLinkID[linkID] = place.start }
        }
        for place in places {
            InitialValueRule.validate(place.item, &context)
            for condition in place.item.children(named: "enableWhen") {
                guard let question = condition.text("question") else { continue }
                let target: Place? = byLinkID[question].map { places[$0] }
                guard let finding = finding(place, question, target) else { continue }
                context.report(finding, at: place.item.index, offset: condition.offset)
            }
        }
        QuestionnaireDerivationRule.validate(source, places.map(\.item), &context)
    }

    private static func collect(_ source: Element, _ places: inout [Place]) {
        for item in source.children(named: "item") {
            let start: Int = places.count
            places.append(Place(item: item, start: start, end: start + 1))
            collect(item, &places)
            places[start].end = places.count
        }
    }

    private static func finding(_ place: Place, _ question: String, _ target: Place?) -> Finding? {
        let linkID: String = place.item.text("linkId") ?? ""
        guard let target else {
            return Finding(
                .error, .businessRule, MessageID("Questionnaire_Q_EnableWhen_NoTarget"),
                "the item \(linkID) is enabled by the question \(question), which the questionnaire does not have")
        }
        if target.start == place.start {
            return Finding(
                .error, .businessRule, MessageID("Questionnaire_Q_EnableWhen_Self"),
                "the item \(linkID) is enabled by its own answer")
        }
        if place.start < target.start, target.start < place.end {
            return Finding(
                .error, .businessRule, MessageID("Questionnaire_Q_EnableWhen_IsInner"),
                "the item \(linkID) is enabled by the question \(question), which is inside it and so never asked before")
        }
        if target.start < place.start { return nil }
        return Finding(
            .warning, .businessRule, MessageID("Questionnaire_Q_EnableWhen_After"),
            "the item \(linkID) is enabled by the question \(question), which is asked after it")
    }
}
