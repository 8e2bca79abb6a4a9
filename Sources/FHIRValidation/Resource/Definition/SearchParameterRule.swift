import FHIRCore
import FHIRPath

/// A search parameter's expression must be FHIRPath that fits its base types, and one that derives from another must keep its type and
/// bases (FHIR R4, SearchParameter).
enum SearchParameterRule: ResourceRule {
    static let types: [String] = ["SearchParameter"]

    static func validate(_ resource: NodeIndex, _ context: inout ValidationContext) {
        let parameter: Element = context.tree.element(resource)
        checkExpression(parameter, &context)
        if parameter.text("type") == "composite", parameter.children(named: "component").count < 2 {
            let message: String = "a composite parameter is made of two components at least"
            context.report(
                Finding(.error, .businessRule, MessageID("SEARCHPARAMETER_MISSING_COMPONENTS"), message), at: parameter.index)
        }
        if let origin = parameter.child(named: "derivedFrom")?.value { checkOrigin(origin, parameter, &context) }
    }

    private static func checkExpression(_ parameter: Element, _ context: inout ValidationContext) {
        guard let expression = parameter.child(named: "expression"), let text = expression.value, !text.isEmpty else { return }
        let bases: [TypeIndex] = parameter.children(named: "base").compactMap {
            $0.value.flatMap { context.schema.type(named: $0) }
        }
        do throws(FHIRPathError) {
            _ = try FHIRPath(text, contexts: bases, manner: .definition, isStrict: true, schema: context.schema)
        } catch {
            let message: String = "the expression cannot be used on what base names: \(error.message)"
            context.report(Finding(.error, .invalid, MessageID("ED_SEARCH_EXPRESSION_ERROR"), message), at: expression.index)
        }
    }

    private static func checkOrigin(_ canonical: String, _ parameter: Element, _ context: inout ValidationContext) {
        guard let origin = context.definitions.resource(canonical, "SearchParameter") else {
            let message: String = "not compared with \(canonical), from which it derives: that is not at hand; load it"
            context.report(
                Finding(.warning, .businessRule, MessageID("SEARCHPARAMETER_NOTFOUND"), message), at: parameter.index)
            return
        }
        let bases: [String] = origin.children(named: "base").compactMap(\.value)
        for base in parameter.children(named: "base").compactMap(\.value)
        where !bases.contains(base) && !bases.contains("Resource") {
            let message: String =
                "\(base) is none of the bases of \(canonical), from which it derives: \(bases.joined(separator: ", "))"
            context.report(
                Finding(.error, .businessRule, MessageID("SEARCHPARAMETER_BASE_WRONG"), message), at: parameter.index)
        }
        if let type = parameter.child(named: "type")?.value, let wanted = origin.child(named: "type")?.value, type != wanted {
            let message: String = "the type is \(type), and that of \(canonical), from which it derives, is \(wanted)"
            context.report(
                Finding(.error, .businessRule, MessageID("SEARCHPARAMETER_TYPE_WRONG"), message), at: parameter.index)
        }
    }
}
