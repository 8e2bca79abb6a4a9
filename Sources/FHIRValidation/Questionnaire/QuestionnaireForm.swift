import FHIRCore

/// A Questionnaire made ready for checking responses.
final class QuestionnaireForm: Sendable {
    /// The Questionnaire itself.
    let source: Element
    let items: [FormItem]
    /// Where the items at the top stand among each other, by linkId.
    let order: [String: Int]
    /// All items by their linkId; of two with the same the first counts.
    let index: [String: FormItem]
    /// Where answers are looked up for conditions: the linkIds of the groups (nil: the whole response) that a question is looked for in,
    /// by the question's linkId.
    let lookups: [String: Set<String?>]

    init(_ source: Element) {
        self.source = source
        items = FormItem.list(in: source, ancestors: [])
        order = FormItem.order(items)
        var index: [String: FormItem] = [:]
        var lookups: [String: Set<String?>] = [:]
        var queue: [FormItem] = items.reversed()
        var all: [FormItem] = []
        while let item = queue.popLast() {
            if index[item.linkID] == nil { index[item.linkID] = item }
            all.append(item)
            queue.append(contentsOf: item.items.reversed())
        }
        for item in all {
            for condition in item.conditions where index[condition.question] != nil {
                let group: String? = QuestionnaireForm.commonGroup(item, index[condition.question])
                lookups[condition.question, default: []].insert(group)
            }
        }
        self.index = index
        self.lookups = lookups
    }

    /// The innermost item that holds both, or is the second; nil if only the Questionnaire does.
    static func commonGroup(_ item: FormItem, _ question: FormItem?) -> String? {
        guard let question else { return nil }
        var common: String?
        for (one, other) in zip(item.ancestors, question.ancestors + [question.linkID]) {
            if one != other { break }
            common = one
        }
        return common
    }
}

/// An item of a Questionnaire.
final class FormItem: Sendable {
    let linkID: String
    let text: String?
    /// Nil if the Questionnaire gives none or one that FHIR does not know.
    let type: ItemType?
    let isRequired: Bool
    let repeats: Bool
    /// Fewest and most answers, where an extension says so.
    let minOccurs: Int?
    let maxOccurs: Int?
    let maxLength: Int?
    /// The linkIds of the items around it, outermost first.
    let ancestors: [String]
    let items: [FormItem]
    /// Where its items stand among each other, by linkId.
    let order: [String: Int]
    let conditions: [EnableCondition]
    /// `all` or `any` of the conditions; nil if the Questionnaire does not say.
    let enableBehavior: String?
    /// An expression that enables it (SDC, enableWhenExpression).
    let enableExpression: String?
    let typeRule: AnswerTypeRule?
    let answerRules: [any AnswerRule]

    private init(_ source: Element, _ linkID: String, _ ancestors: [String]) {
        self.linkID = linkID
        self.ancestors = ancestors
        text = source.text("text")
        type = source.text("type").flatMap(ItemType.init)
        isRequired = source.text("required") == "true"
        repeats = source.text("repeats") == "true"
        minOccurs = FormItem.number(source, "http://hl7.org/fhir/StructureDefinition/questionnaire-minOccurs")
        maxOccurs = FormItem.number(source, "http://hl7.org/fhir/StructureDefinition/questionnaire-maxOccurs")
        maxLength = source.text("maxLength").flatMap { Int($0) }
        items = FormItem.list(in: source, ancestors: ancestors + [linkID])
        order = FormItem.order(items)
        conditions = source.children(named: "enableWhen").compactMap(EnableCondition.init)
        enableBehavior = source.text("enableBehavior")
        let url: String = "http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-enableWhenExpression"
        let expression: Element? = source.extensionValue(url)
        let isPath: Bool = expression?.text("language") == "text/fhirpath"
        enableExpression = isPath ? expression?.text("expression") : nil
        typeRule = type.flatMap { $0.answerTypes.isEmpty ? nil : AnswerTypeRule.compile(source, $0) }
        answerRules = type.map { AnswerRules.compile(source, $0) } ?? []
    }

    static func list(in source: Element, ancestors: [String]) -> [FormItem] {
        source.children(named: "item").compactMap { item in
            item.text("linkId").map { FormItem(item, $0, ancestors) }
        }
    }

    static func order(_ items: [FormItem]) -> [String: Int] {
        Dictionary(items.enumerated().map { ($0.element.linkID, $0.offset) }, uniquingKeysWith: { first, _ in first })
    }

    private static func number(_ source: Element, _ url: String) -> Int? {
        source.extensionValue(url)?.value.flatMap { Int($0) }
    }
}
