import FHIRCore
import FHIRTerminology

/// The codes of a value: a code, a Coding, a Quantity or a CodeableConcept.
struct CodedValue {
    enum Kind { case code, coding, concept, none }

    struct Coding {
        let code: String
        let system: String?

        var words: String { "\"\(code)\"" + (system.map { " of \($0)" } ?? " without a system") }
    }

    let kind: Kind
    /// Those that have a code.
    let codings: [Coding]

    /// - Parameter isPrimitive: the node's type is a primitive one, whose value is the code.
    fileprivate init(_ node: NodeIndex, _ tree: ElementTree, _ types: KnownTypes, isPrimitive: Bool) {
        let type: TypeIndex = tree.type(of: node)
        if type == types.codeableConcept {
            kind = .concept
            codings = CodedValue.codings(of: node, tree)
        } else if types.isCoded(type) {
            kind = .coding
            codings = CodedValue.coding(node, tree).map { [$0] } ?? []
        } else if isPrimitive {
            kind = .code
            codings = tree.valueText(of: node).map { [Coding(code: $0, system: nil)] } ?? []
        } else {
            kind = .none
            codings = []
        }
    }

    private static func codings(of node: NodeIndex, _ tree: ElementTree) -> [Coding] {
        guard let field = tree.schema.field("coding", of: tree.type(of: node)) else { return [] }
        var result: [Coding] = []
        var child: NodeIndex = tree.firstChild(of: node)
        while child != .none {
            if tree.field(of: child) == field, tree.isThere(child), let coding = coding(child, tree) { result.append(coding) }
            child = tree.nextSibling(of: child)
        }
        return result
    }

    private static func coding(_ node: NodeIndex, _ tree: ElementTree) -> Coding? {
        let type: TypeIndex = tree.type(of: node)
        let text: (String) -> String? = { name in
            guard let field = tree.schema.field(name, of: type) else { return nil }
            let child: NodeIndex = tree.child(of: node, in: field)
            return child == .none ? nil : tree.valueText(of: child)
        }
        return text("code").map { Coding(code: $0, system: text("system")) }
    }

    /// Whether one of the codes is in the set. A code stands for itself; a Coding without a system is in no set.
    func membership(in set: CompiledValueSet) -> Membership {
        var result: Membership = .notMember
        for coding in codings where !coding.code.isEmpty {
            switch set.contains(coding.code, system: kind == .code ? nil : coding.system ?? "") {
            case .member: return .member
            case .notChecked(let reason): result = .notChecked(reason)
            case .notMember: continue
            }
        }
        return kind == .none || (codings.isEmpty && kind != .concept) ? .member : result
    }
}

extension ValidationContext {
    /// The codes of a node. A method, for a context that is handed on is copied.
    func codedValue(_ node: NodeIndex) -> CodedValue {
        let isPrimitive: Bool = definitions.format(of: tree.type(of: node)) != nil
        return CodedValue(node, tree, definitions.types, isPrimitive: isPrimitive)
    }
}
