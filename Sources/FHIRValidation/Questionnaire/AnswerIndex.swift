import FHIRCore

/// The answers that conditions are decided by: by question, and by the item of the response that they are looked for in.
struct AnswerIndex {
    private struct Key: Hashable {
        let group: NodeIndex
        let question: String
    }

    private var answers: [Key: [NodeIndex]] = [:]

    init(_ form: QuestionnaireForm, _ response: NodeIndex, _ tree: ElementTree) {
        if form.lookups.isEmpty { return }
        collect(in: response, around: [(response, nil)], form, tree)
    }

    private mutating func collect(
        in node: NodeIndex, around groups: [(node: NodeIndex, linkID: String?)], _ form: QuestionnaireForm, _ tree: ElementTree
    ) {
        for item in tree.element(node).children(named: "item") {
            let linkID: String? = item.text("linkId")
            let inside: [(node: NodeIndex, linkID: String?)] = groups + [(item.index, linkID)]
            let given: [Element] = item.children(named: "answer")
            if let linkID, let wanted = form.lookups[linkID] {
                let values: [NodeIndex] = given.compactMap { $0.child(named: "value[x]")?.index }
                for group in inside where wanted.contains(group.linkID) {
                    answers[Key(group: group.node, question: linkID), default: []] += values
                }
            }
            collect(in: item.index, around: inside, form, tree)
            for answer in given { collect(in: answer.index, around: inside, form, tree) }
        }
    }

    /// The answers to a question within a group of the response.
    func answers(to question: String, in group: NodeIndex) -> [NodeIndex] {
        answers[Key(group: group, question: question)] ?? []
    }
}
