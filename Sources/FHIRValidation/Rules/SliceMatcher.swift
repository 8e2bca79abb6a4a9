import FHIRCore

/// Whether an item belongs to a slice by one discriminator: what lies at the path, and what it must be.
struct SliceMatcher: Sendable {
    enum Step: Sendable, Equatable {
        case child(String)
        case `extension`(String)
        case ofType(String)
    }

    enum Test: Sendable {
        case fixed(Element)
        case pattern(Element)
        case text(String)
        case inValueSet(String)
        case exists(Bool)
        case types([TypeIndex])
        case profiles([String])
        /// What the slice asks of the element at the path.
        case rules([any Rule])
    }

    let steps: [Step]
    let test: Test

    func matches(_ item: NodeIndex, _ context: inout ValidationContext) -> Bool {
        let found: [NodeIndex] = context.nodes(at: steps[...], from: item)
        if case .exists(let wanted) = test { return found.isEmpty != wanted }
        return found.contains { passes($0, &context) }
    }

    private func passes(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool {
        switch test {
        case .fixed(let expected): return context.tree.element(node) == expected
        case .pattern(let pattern): return PatternRule.matches(context.tree, node, pattern)
        case .text(let text): return context.tree.valueText(of: node) == text
        case .inValueSet(let url):
            let set = context.terminology.valueSet(url)
            return CodedValue(node, context.tree.type(of: node), context).membership(in: set) == .member
        case .exists(let wanted): return wanted
        case .types(let types): return types.contains(context.tree.type(of: node))
        case .profiles(let profiles): return profiles.contains { context.conforms(node, to: $0) == .member }
        case .rules(let rules): return context.isValid(node, rules)
        }
    }

    /// The steps of a discriminator's path (FHIR R4, 5.1.0.6); nil if it has one that is not supported, such as `resolve()`.
    static func steps(_ path: String) -> [Step]? {
        var steps: [Step] = []
        var rest: Substring = path[...]
        while !rest.isEmpty {
            if rest.hasPrefix("extension(") || rest.hasPrefix("ofType(") {
                guard let close = rest.firstIndex(of: ")"), let open = rest.firstIndex(of: "(") else { return nil }
                let argument = String(rest[rest.index(after: open)..<close].filter { $0 != "'" && $0 != "\"" })
                steps.append(rest.hasPrefix("ofType") ? .ofType(argument) : .extension(argument))
                rest = rest[rest.index(after: close)...]
            } else {
                let name: Substring = rest.prefix { $0 != "." }
                if name.contains("(") { return nil }
                if name != "$this" { steps.append(.child(String(name))) }
                rest = rest.dropFirst(name.count)
            }
            if rest.first == "." { rest = rest.dropFirst() }
        }
        return steps
    }
}

extension ValidationContext {
    /// The nodes that a path leads to.
    func nodes(at steps: ArraySlice<SliceMatcher.Step>, from node: NodeIndex) -> [NodeIndex] {
        guard let step = steps.first else { return [node] }
        let element: Element = tree.element(node)
        let next: [Element]
        switch step {
        case .child(let name): next = element.children(named: name)
        case .extension(let url):
            next = element.children(named: "extension").filter { $0.child(named: "url")?.value == url }
        case .ofType(let name): next = element.typeName == name ? [element] : []
        }
        return next.flatMap { nodes(at: steps.dropFirst(), from: $0.index) }
    }
}
