import FHIRCore
import FHIRTerminology

/// The display of a Coding is one of the code system's words for the code, in any language (FHIR R4, Coding.display).
enum DisplayRule {
    /// A code that its system has.
    struct Code {
        let code: String
        let system: String
    }

    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ code: Code, _ context: inout ValidationContext) {
        guard let severity = context.definitions.options.wrongDisplay, type == context.definitions.types.coding,
            let field = context.schema.field("display", of: type)
        else { return }
        let display: NodeIndex = context.tree.child(of: node, in: field)
        // An empty display has its own finding.
        guard display != .none, let text = context.tree.valueText(of: display), !text.isEmpty,
            CodeGrammar(system: code.system) == nil,
            let system = context.terminology.codeSystem(code.system), let concept = system.conceptInAnyCase(code.code)
        else { return }
        let words: [String] = [system.display(concept)].compactMap { $0 } + system.designations(concept)
        let small: String = text.lowercased()
        if words.isEmpty || words.contains(where: { $0.lowercased() == small }) { return }
        let found: String = normal(text)
        if let near = words.first(where: { normal($0) == found }) {
            let message: String = "\"\(text)\" differs from \"\(near)\", the display of \(code.code), in white space"
            let id = MessageID("Display_Name_WS_for__should_be_one_of__instead_of")
            return context.report(Finding(severity, .invalid, id, message), at: display)
        }
        // Words in a language that the code system does not have cannot be judged.
        if isOtherLanguage(&context) { return }
        let known: String = words.map { "\"\($0)\"" }.joined(separator: ", ")
        let message: String = "\"\(text)\" is not what \(code.system) calls its code \(code.code): \(known)"
        context.report(
            Finding(severity, .invalid, MessageID("Display_Name_for__should_be_one_of__instead_of"), message), at: display)
    }

    /// Case and white space do not count.
    private static func normal(_ text: String) -> String {
        text.lowercased().split(whereSeparator: \.isWhitespace).joined(separator: " ")
    }

    /// The resource says that it is not in English, the language of the displays at hand.
    private static func isOtherLanguage(_ context: inout ValidationContext) -> Bool {
        let language: String? = context.tree.element(context.resource).child(named: "language")?.value
        return language.map { !$0.hasPrefix("en") } ?? false
    }
}
