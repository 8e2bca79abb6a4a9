import FHIRCore
import FHIRTerminology

/// The code of a Coding or Quantity must be one of its system, where that is at hand and complete.
enum CodingRule {
    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ context: inout ValidationContext) {
        let tree: ElementTree = context.tree
        guard let systemField = context.schema.field("system", of: type), let codeField = context.schema.field("code", of: type)
        else { return }
        let systemNode: NodeIndex = tree.child(of: node, in: systemField)
        let codeNode: NodeIndex = tree.child(of: node, in: codeField)
        guard systemNode != .none, codeNode != .none, tree.kind(of: codeNode) == .string,
            let system = tree.valueText(of: systemNode),
            let code = tree.valueText(of: codeNode), !system.isEmpty, !code.isEmpty
        else { return }
        switch context.terminology.membership(of: code, inSystem: system) {
        case .member: return
        case .notChecked(let reason):
            guard context.notChecked.insert(reason).inserted else { return }
            let message: String = "codes of \(system) are not checked: \(reason)"
            context.report(Finding(.information, .notSupported, MessageID("UNKNOWN_CODESYSTEM"), message), at: codeNode)
        case .notMember:
            let hint: String =
                context.terminology.suggestion(for: code, inSystem: system).map { "; did you mean \"\($0)\"?" } ?? ""
            // Units are no binding's matter here: where one is required, its rule makes it an error.
            let severity: Severity = CodeGrammar(system: system) == nil ? .error : .warning
            context.report(
                Finding(severity, .codeInvalid, .unknownCode, "\"\(code)\" is no code of \(system)\(hint)"), at: codeNode)
        }
    }
}
