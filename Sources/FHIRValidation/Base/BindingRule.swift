import FHIRCore
import FHIRTerminology

/// Codes that must or should come from a value set (FHIR R4, 4.1.5 Binding strengths).
enum BindingRule {
    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ row: Int, _ context: inout ValidationContext) {
        let strength: BindingStrength = context.schema.bindingStrength(row: row)
        guard strength == .required || strength == .extensible, let set = context.valueSet(ofBinding: row) else { return }
        validate(node, type, BoundSet(set: set, strength: strength, profile: nil, rule: nil), &context)
    }

    /// Checks a coded value against a set.
    static func validate(_ node: NodeIndex, _ type: TypeIndex, _ bound: BoundSet, _ context: inout ValidationContext) {
        let types: KnownTypes = context.validator.types
        if type == types.codeableConcept {
            concept(node, bound, &context)
        } else if type == types.coding || context.schema.definition(type)?.isKind(of: "Quantity") == true {
            coding(node, bound, &context)
        } else if context.validator.formats[type.number] != nil {
            code(node, bound, &context)
        }
    }

    private static func code(_ node: NodeIndex, _ bound: BoundSet, _ context: inout ValidationContext) {
        guard let code = context.tree.valueText(of: node), !code.isEmpty else { return }
        switch bound.set.contains(code, system: nil) {
        case .member: return
        case .notChecked(let reason): context.reportNotChecked(reason, bound, at: node)
        case .notMember:
            let message: String = "\"\(code)\" is not in the value set \(bound.set.url)" + advice(code, bound.set)
            context.report(
                Finding(bound.severity, .codeInvalid, .codeNotInSet, message), at: node, profile: bound.profile, rule: bound.rule)
        }
    }

    private static func coding(_ node: NodeIndex, _ bound: BoundSet, _ context: inout ValidationContext) {
        let coding = CodingView(node, context.tree)
        guard let code = coding.code, !code.isEmpty else { return }
        switch bound.set.contains(code, system: coding.system ?? "") {
        case .member: return
        case .notChecked(let reason): context.reportNotChecked(reason, bound, at: node)
        case .notMember:
            let id: MessageID = bound.strength == .required ? .codingNotInSet : .codingNotInExtensibleSet
            let message: String = "\(coding.words) is not in the value set \(bound.set.url)" + advice(code, bound.set)
            context.report(Finding(bound.severity, .codeInvalid, id, message), at: node, profile: bound.profile, rule: bound.rule)
        }
    }

    private static func concept(_ node: NodeIndex, _ bound: BoundSet, _ context: inout ValidationContext) {
        guard let field = context.schema.field("coding", of: context.tree.type(of: node)) else { return }
        var unchecked: NotCheckedReason?
        var first: CodingView?
        var child: NodeIndex = context.tree.firstChild(of: node)
        while child != .none {
            if context.tree.field(of: child) == field {
                let coding = CodingView(child, context.tree)
                if let code = coding.code {
                    if first == nil { first = coding }
                    switch bound.set.contains(code, system: coding.system ?? "") {
                    case .member: return
                    case .notChecked(let reason): unchecked = unchecked ?? reason
                    case .notMember: break
                    }
                }
            }
            child = context.tree.nextSibling(of: child)
        }
        if let unchecked { return context.reportNotChecked(unchecked, bound, at: node) }
        let id: MessageID = bound.strength == .required ? .conceptNotInSet : .conceptNotInExtensibleSet
        guard let first else {
            if bound.strength != .required { return }
            let message: String = "no code; one of the value set \(bound.set.url) is required" + advice("", bound.set)
            context.report(
                Finding(.error, .codeInvalid, .codeMissing, message), at: node, profile: bound.profile, rule: bound.rule)
            return
        }
        let message: String = "\(first.words) is not in the value set \(bound.set.url)" + advice(first.code ?? "", bound.set)
        context.report(Finding(bound.severity, .codeInvalid, id, message), at: node, profile: bound.profile, rule: bound.rule)
    }

    /// What would be right, in words that go at the end of a sentence.
    private static func advice(_ code: String, _ set: CompiledValueSet) -> String {
        if !code.isEmpty, let near = set.suggestion(for: code) { return "; did you mean \"\(near)\"?" }
        let codes: [String] = set.codes(limit: 13)
        if codes.isEmpty || codes.count > 12 { return "" }
        return "; its codes are " + codes.joined(separator: ", ")
    }
}

/// A value set as an element is bound to it.
struct BoundSet {
    let set: CompiledValueSet
    let strength: BindingStrength
    let profile: String?
    let rule: String?

    /// How grave a code outside the set is.
    var severity: Severity { strength == .required ? .error : .warning }
}

/// Code and system of a Coding or Quantity.
struct CodingView {
    let code: String?
    let system: String?

    init(_ node: NodeIndex, _ tree: ElementTree) {
        let type: TypeIndex = tree.type(of: node)
        let text: (String) -> String? = { name in
            guard let field = tree.schema.field(name, of: type) else { return nil }
            let child: NodeIndex = tree.child(of: node, in: field)
            return child == .none ? nil : tree.valueText(of: child)
        }
        code = text("code")
        system = text("system")
    }

    var words: String { "\"\(code ?? "")\"" + (system.map { " of \($0)" } ?? " without a system") }
}

extension ValidationContext {
    /// Says once for each reason what could not be checked.
    mutating func reportNotChecked(_ reason: NotCheckedReason, _ bound: BoundSet, at node: NodeIndex) {
        guard notChecked.insert(reason).inserted else { return }
        let message: String = "codes for the value set \(bound.set.url) are not checked: \(reason)"
        report(
            Finding(.information, .notSupported, .bindingNotChecked, message), at: node, profile: bound.profile, rule: bound.rule)
    }
}
