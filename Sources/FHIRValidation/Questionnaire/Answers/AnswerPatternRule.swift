import FHIRCore
import RegularExpressions

/// The regular expression that a text must match as a whole (the extension regex, with entryFormat for people).
struct AnswerPatternRule: AnswerRule {
    let pattern: RegularExpression
    let format: String?

    static func compile(_ item: Element, _ type: ItemType) -> AnswerPatternRule? {
        let text: String? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/regex")?.value
        // A pattern that is none is the Questionnaire's fault, and no response's.
        guard let text, let pattern = try? RegularExpression(text) else { return nil }
        let format: String? = item.extensionValue("http://hl7.org/fhir/StructureDefinition/entryFormat")?.value
        return AnswerPatternRule(pattern: pattern, format: format)
    }

    func validate(_ answer: GivenAnswer, _ context: inout ValidationContext) {
        guard let text = answer.value.value else { return }
        do throws(RegularExpressionError) {
            if try pattern.wholeMatch(of: text) != nil { return }
        } catch {
            // The search passed a limit: nothing is known of the answer.
            return
        }
        let wanted: String = format.map { "; the form is \($0)" } ?? ""
        let message: String = "the answer \"\(text.prefix(60))\" has not the form \(pattern.pattern)\(wanted)"
        context.report(
            Finding(.error, .invariant, MessageID("QUESTIONNAIRE_QR_ITEM_STRING_REGEX"), message), at: answer.value.index)
    }
}
