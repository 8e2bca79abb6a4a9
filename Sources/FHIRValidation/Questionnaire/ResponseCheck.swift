import FHIRCore
import FHIRPath

/// Where a check stands in a response: a node with items, and the items around it.
struct ResponsePlace {
    let node: NodeIndex
    /// The items of the response from the outside in, with their linkIds.
    let groups: [(linkID: String, node: NodeIndex)]

    func inside(_ linkID: String, _ node: NodeIndex) -> ResponsePlace {
        ResponsePlace(node: node, groups: groups + [(linkID, node)])
    }
}

/// The items of a response against those of its Questionnaire: known, in their place, in order, enabled, answered.
struct ResponseCheck {
    let form: QuestionnaireForm
    let isFinished: Bool
    let response: NodeIndex
    let answers: AnswerIndex

    /// Checks the items of a node; what is wrong with their being there or not is reported at the place.
    func items(
        in node: NodeIndex, of expected: [FormItem], _ order: [String: Int], _ place: ResponsePlace,
        _ context: inout ValidationContext
    ) {
        var given: [[Element]] = Array(repeating: [], count: expected.count)
        var last: Int = -1
        for item in context.tree.element(node).children(named: "item") {
            guard let linkID = item.text("linkId"), !linkID.isEmpty else {
                report(
                    .required, MessageID("Questionnaire_QR_Item_NoLinkId"), "an item without linkId cannot be checked", place,
                    item, &context)
                continue
            }
            guard let index = order[linkID] else {
                misplaced(item, linkID, place, &context)
                continue
            }
            if index < last {
                let message: String = "the item \(linkID) stands behind one that the questionnaire has after it"
                report(.structure, MessageID("Questionnaire_QR_Item_Order"), message, place, item, &context)
            }
            last = index
            given[index].append(item)
        }
        for (item, found) in zip(expected, given) { occurrences(item, found, place, &context) }
    }

    /// An item that the Questionnaire has elsewhere, or nowhere.
    private func misplaced(_ item: Element, _ linkID: String, _ place: ResponsePlace, _ context: inout ValidationContext) {
        guard let known = form.index[linkID] else {
            let near: String = nearest(to: linkID, among: form.index.keys.sorted()).map { "; did you mean \"\($0)\"?" } ?? ""
            let message: String = "the questionnaire has no item with the linkId \"\(linkID)\"\(near)"
            return report(.notFound, MessageID("Questionnaire_QR_Item_NotFound"), message, place, item, &context)
        }
        let around: String = known.ancestors.last.map { "in the item \($0)" } ?? "at the top"
        let message: String = "the item \(linkID) is in the wrong place; it belongs \(around)"
        report(.structure, MessageID("CaseBridge_Response_Item_Misplaced"), message, place, item, &context)
        self.item(item, known, place.inside(linkID, item.index), &context)
    }

    private func occurrences(_ item: FormItem, _ found: [Element], _ place: ResponsePlace, _ context: inout ValidationContext) {
        let isEnabled: Bool = isEnabled(item, place, &context)
        if found.isEmpty {
            if isEnabled, item.isRequired { missing(item, place.node, &context) }
            return
        }
        if found.count > 1, !item.repeats {
            let message: String = "the item \(item.linkID) does not repeat, and there are \(found.count) of it"
            report(.invalid, MessageID("Questionnaire_QR_Item_OnlyOneI"), message, place, found[1], &context)
        }
        for one in found {
            let hasContent: Bool = one.child(named: "answer") != nil || one.child(named: "item") != nil
            if !isEnabled, hasContent {
                let message: String = "the item \(item.linkID) has content, and is not enabled by the answers that are there"
                context.report(
                    Finding(.error, .invalid, MessageID("Questionnaire_QR_Item_NotEnabled2"), message), at: one.index)
            }
            self.item(one, item, place.inside(item.linkID, one.index), isEnabled: isEnabled, &context)
        }
    }

    private func missing(_ item: FormItem, _ node: NodeIndex, _ context: inout ValidationContext) {
        let message: String = "no answer to the required item \(item.linkID)" + (item.text.map { " (\($0.prefix(60)))" } ?? "")
        context.report(
            Finding(isFinished ? .error : .warning, .required, MessageID("Questionnaire_QR_Item_Missing"), message), at: node)
    }

    private func report(
        _ code: IssueCode, _ id: MessageID, _ message: String, _ place: ResponsePlace, _ item: Element,
        _ context: inout ValidationContext
    ) {
        context.report(Finding(.error, code, id, message), at: place.node, offset: item.offset)
    }

    // MARK: One item

    private func item(
        _ item: Element, _ expected: FormItem, _ place: ResponsePlace, isEnabled: Bool = true,
        _ context: inout ValidationContext
    ) {
        if let text = item.text("text"), !text.isEmpty, text != expected.text {
            let message: String = "the text of the item \(expected.linkID) is not that of the questionnaire"
            context.report(Finding(.error, .invalid, MessageID("Questionnaire_QR_Item_Text"), message), at: item.index)
        }
        let given: [Element] = item.children(named: "answer")
        let isGroup: Bool = expected.type?.isGroup == true
        if given.isEmpty, expected.isRequired, isEnabled, !isGroup { missing(expected, item.index, &context) }
        ResponseCount.validate(given, item, expected, &context)
        if let type = expected.type, type.isGroup || type == .display {
            for answer in given { noAnswer(answer, item, type, &context) }
        }
        if isGroup {
            if expected.isRequired, item.child(named: "item") == nil {
                let message: String = "the required group \(expected.linkID) has no items"
                context.report(
                    Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_GROUP_REQUIRED"), message), at: item.index)
            }
            return items(in: item.index, of: expected.items, expected.order, place, &context)
        }
        for answer in given { self.answer(answer, given.count, expected, place, &context) }
        guard item.child(named: "item") != nil else { return }
        let isDisplay: Bool = expected.type == .display
        let message: String =
            isDisplay
            ? "an item of type display has no items" : "the item \(expected.linkID) is no group: its items stand in its answers"
        let id = isDisplay ? MessageID("Questionnaire_QR_Item_Display") : MessageID("Questionnaire_QR_Item_Group_Answer")
        context.report(Finding(.error, .structure, id, message), at: item.index)
    }

    private func noAnswer(_ answer: Element, _ item: Element, _ type: ItemType, _ context: inout ValidationContext) {
        let id = type == .display ? MessageID("QUESTIONNAIRE_QR_ITEM_DISPLAY_NO_VALUE") : MessageID("Questionnaire_QR_Item_Group")
        let message: String = "an item of type \(type.rawValue) has no answers"
        context.report(Finding(.error, .structure, id, message), at: item.index, offset: answer.offset)
    }

    private func answer(
        _ answer: Element, _ count: Int, _ expected: FormItem, _ place: ResponsePlace, _ context: inout ValidationContext
    ) {
        if let value = answer.child(named: "value[x]"), let typeRule = expected.typeRule, typeRule.validate(value, &context) {
            let given = GivenAnswer(node: answer.index, value: value, count: count, form: form, container: response)
            for rule in expected.answerRules { rule.validate(given, &context) }
        }
        items(in: answer.index, of: expected.items, expected.order, place, &context)
    }

    // MARK: Conditions

    private func isEnabled(_ item: FormItem, _ place: ResponsePlace, _ context: inout ValidationContext) -> Bool {
        if let expression = item.enableExpression { return context.isTrue(expression, on: response) ?? true }
        // Whether several conditions must all hold has to be said; where it is not, nothing can be held against the response.
        if item.conditions.isEmpty || (item.conditions.count > 1 && item.enableBehavior == nil) { return true }
        let results: [Bool] = item.conditions.map { condition in
            guard let group = group(of: condition, item, place) else { return false }
            let values: [Element] = answers.answers(to: condition.question, in: group).map { context.tree.element($0) }
            return condition.isMet(by: values, &context.order)
        }
        return item.enableBehavior == "all" ? results.allSatisfy { $0 } : results.contains(true)
    }

    /// The node of the response that answers to a condition's question are looked for in: that of the innermost item around both.
    private func group(of condition: EnableCondition, _ item: FormItem, _ place: ResponsePlace) -> NodeIndex? {
        guard let question = form.index[condition.question] else { return nil }
        guard let wanted = QuestionnaireForm.commonGroup(item, question) else { return response }
        return place.groups.last { $0.linkID == wanted }?.node
    }
}
