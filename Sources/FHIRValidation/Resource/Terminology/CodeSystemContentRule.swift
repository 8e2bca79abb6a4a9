import FHIRCore
import FHIRTerminology

/// What a code system says of its content must be so: its count, that it has none, that it is a supplement (FHIR R4, CodeSystem, notes on
/// content and supplements).
enum CodeSystemContentRule: ResourceRule {
    static let types: [String] = ["CodeSystem"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let system: Element = context.tree.element(resource)
        let content: Element? = system.child(named: "content")
        let supplements: String? = system.child(named: "supplements")?.value
        checkCount(system, content?.value, &context)
        if content?.value == "not-present", let concept = system.child(named: "concept") {
            let message: String = "content is not-present, and here are concepts; take them out, or say complete or fragment"
            context.report(
                Finding(.error, .invalid, MessageID("CODESYSTEM_CS_COUNT_NO_CONTENT_ALLOWED"), message), at: concept.index)
        }
        if let supplements {
            checkSupplement(system, content, &context)
            checkCodes(system, of: supplements, &context)
        } else if content?.value == "supplement" {
            let message: String = "content is supplement, and supplements does not say of which code system"
            let id = MessageID("CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_MISSING")
            context.report(Finding(.error, .businessRule, id, message), at: content?.index ?? resource)
        }
    }

    private static func checkCount(_ system: Element, _ content: String?, _ context: inout ValidationContext) {
        guard let stated = system.child(named: "count"), let count = stated.value.flatMap({ Int($0) }) else { return }
        let found: Int = concepts(in: system)
        switch content {
        case "complete" where found != count:
            let message: String = "count is \(count), and the code system, which says that it is complete, has \(found) concepts"
            context.report(
                Finding(.error, .invalid, MessageID("CODESYSTEM_CS_COUNT_COMPLETE_WRONG"), message), at: stated.index)
        case "fragment" where found >= count, "example" where found >= count:
            let message: String = "count is \(count), and these \(found) concepts are said to be a part of them only"
            context.report(
                Finding(.warning, .invalid, MessageID("CODESYSTEM_CS_COUNT_FRAGMENT_WRONG"), message), at: stated.index)
        default: return
        }
    }

    /// The concepts below an element, at any depth.
    private static func concepts(in element: Element) -> Int {
        element.children(named: "concept").reduce(0) { $0 + 1 + concepts(in: $1) }
    }

    private static func checkSupplement(_ system: Element, _ content: Element?, _ context: inout ValidationContext) {
        if content?.value != "supplement" {
            let message: String = "a code system that supplements another one has the content supplement"
            let id = MessageID("CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL_WRONG")
            context.report(Finding(.error, .businessRule, id, message), at: content?.index ?? system.index)
        }
        for name in ["caseSensitive", "hierarchyMeaning"] {
            guard let element = system.child(named: name) else { continue }
            let message: String = "a supplement does not have \(name): that is the matter of the code system it adds to"
            let id = MessageID("CODESYSTEM_CS_HL7_PRESENT_ELEMENT_SUPPL")
            context.report(Finding(.error, .businessRule, id, message), at: element.index)
        }
    }

    /// A supplement has no codes of its own.
    private static func checkCodes(_ system: Element, of base: String, _ context: inout ValidationContext) {
        for concept in system.children(named: "concept") {
            guard let code = concept.child(named: "code")?.value,
                context.terminology.membership(of: code, inSystem: base) == .notMember
            else { continue }
            let message: String = "\"\(code)\" is no code of \(base), to which this is a supplement"
            context.report(
                Finding(.error, .businessRule, MessageID("CODESYSTEM_CS_SUPP_INVALID_CODE"), message), at: concept.index)
        }
    }
}
