import FHIRCore
import FHIRPath

/// When an item is enabled (FHIR R4, Questionnaire.item.enableWhen).
struct EnableCondition: Sendable {
    /// The linkId of the question that decides.
    let question: String
    /// `exists`, `=`, `!=`, `>`, `<`, `>=` or `<=`.
    let operation: String
    let answer: Element

    init?(_ source: Element) {
        guard let question = source.text("question"), let operation = source.text("operator"),
            let answer = source.child(named: "answer[x]")
        else { return nil }
        self.question = question
        self.operation = operation
        self.answer = answer
    }

    /// Whether the answers to the question meet it.
    func isMet(by answers: [Element], _ order: inout ValueOrder) -> Bool {
        switch operation {
        case "exists": return answers.isEmpty != (answer.value == "true")
        case "=": return answers.contains { isEqual($0, &order) }
        case "!=": return !answers.isEmpty && !answers.contains { isEqual($0, &order) }
        default:
            return answers.contains { given in
                guard let found = order.compare(given, answer) else { return false }
                switch operation {
                case ">": return found > 0
                case "<": return found < 0
                case ">=": return found >= 0
                default: return found <= 0
                }
            }
        }
    }

    private func isEqual(_ given: Element, _ order: inout ValueOrder) -> Bool {
        switch answer.typeName {
        case "Coding":
            // A condition without a system is about the code alone.
            let isSystem: Bool = answer.text("system").map { $0 == given.text("system") } ?? true
            return isSystem && answer.text("code") == given.text("code")
        case "Reference": return answer.text("reference") == given.text("reference")
        case "boolean": return answer.value == given.value
        default: return order.compare(given, answer) == 0
        }
    }
}
