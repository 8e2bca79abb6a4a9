import FHIRCore

/// A step of a discriminator's path: the part of FHIRPath that the standard allows there (FHIR R4, 5.1.0.7).
enum DiscriminatorStep: Sendable, Equatable {
    case child(String)
    case `extension`(String)
    case ofType(String)
    case resolve

    /// The steps of a path; nil if it has one that the standard does not allow.
    static func parse(_ path: String) -> [DiscriminatorStep]? {
        var steps: [DiscriminatorStep] = []
        var rest: Substring = path[...]
        while !rest.isEmpty {
            let name: Substring = rest.prefix { $0 != "." && $0 != "(" }
            rest = rest.dropFirst(name.count)
            if rest.first == "(" {
                guard let close = rest.firstIndex(of: ")") else { return nil }
                let argument = String(rest[..<close].dropFirst().filter { !"'\"` ".contains($0) })
                rest = rest[close...].dropFirst()
                switch name {
                case "extension": steps.append(.extension(argument))
                case "ofType", "as": steps.append(.ofType(argument))
                case "resolve": steps.append(.resolve)
                default: return nil
                }
            } else if name != "$this", !name.isEmpty {
                steps.append(.child(String(name)))
            }
            if rest.first == "." { rest = rest.dropFirst() }
        }
        return steps
    }
}

extension ValidationContext {
    /// What a path leads to. A reference may lead into another tree.
    func elements(at steps: ArraySlice<DiscriminatorStep>, from element: Element) -> [Element] {
        guard let step = steps.first else { return [element] }
        let next: [Element]
        switch step {
        case .child(let name): next = element.children(named: name).filter { $0.tree !== tree || hasForm($0.index) }
        case .extension(let url):
            next = element.children(named: "extension").filter { $0.child(named: "url")?.value == url }
        case .ofType(let name): next = element.typeName == name ? [element] : []
        case .resolve: next = element.tree === tree ? resolved(element).map { [$0] } ?? [] : []
        }
        return next.flatMap { elements(at: steps.dropFirst(), from: $0) }
    }

    private func resolved(_ reference: Element) -> Element? {
        guard let target = target(of: reference.index) else { return nil }
        if case .outside(let element) = target { return element }
        return target.node.map { tree.element($0) }
    }
}
