import FHIRCore
import FHIRTerminology

/// Whether an item belongs to a slice by one discriminator: what lies at the path, and what it must be.
struct SliceMatcher: Sendable {
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
        /// Places in the list, counted from 0.
        case positions(Range<Int>)
    }

    /// The discriminator's path, as it is written.
    let path: String
    let steps: [DiscriminatorStep]
    let test: Test

    /// Whether an item belongs; nil if that cannot be told, for a value set or profile is not at hand.
    func matches(_ item: NodeIndex, at position: Int, _ context: inout ValidationContext) -> Bool? {
        if case .positions(let range) = test { return range.contains(position) }
        let found: [Element] = context.elements(at: steps[...], from: context.tree.element(item))
        if case .exists(let wanted) = test { return found.isEmpty != wanted }
        var isOpen: Bool = false
        for element in found {
            guard let passes = passes(element, &context) else {
                isOpen = true
                continue
            }
            if passes { return true }
        }
        return isOpen ? nil : false
    }

    private func passes(_ element: Element, _ context: inout ValidationContext) -> Bool? {
        switch test {
        case .fixed(let expected): return element == expected
        case .pattern(let pattern): return PatternRule.matches(element.tree, element.index, pattern)
        case .text(let text): return element.value == text
        case .exists(let wanted): return wanted
        case .positions: return false
        case .types(let types): return types.contains { context.schema.isKind(element.type, of: $0) }
        case .inValueSet, .profiles, .rules: break
        }
        // These look at the nodes of the context's tree; what was resolved may stand in another one.
        if element.tree === context.tree { return passes(element.index, &context) }
        var other = ValidationContext(context.definitions, element.tree)
        return passes(element.index, &other)
    }

    private func passes(_ node: NodeIndex, _ context: inout ValidationContext) -> Bool? {
        switch test {
        case .inValueSet(let url):
            let set: CompiledValueSet = context.terminology.valueSet(url)
            return context.codedValue(node).membership(in: set).isMember
        case .profiles(let profiles):
            let answers: [Bool?] = profiles.map { context.conforms(node, to: $0).isMember }
            return answers.contains(true) ? true : answers.contains(nil) ? nil : false
        case .rules(let rules): return context.isValid(node, rules)
        default: return false
        }
    }

    // MARK: Words

    /// What the slice wants, and what the item has instead: `code must hold …, and is …`.
    func difference(_ item: NodeIndex, _ context: ValidationContext) -> String {
        let found: [Element] = context.elements(at: steps[...], from: context.tree.element(item))
        let subject: String = path == "$this" ? "it" : path
        if found.isEmpty { return "\(subject) is missing (\(wanted(context)))" }
        let words: [String] = found.prefix(3).map { described($0, context) }
        return "\(subject) is \(words.joined(separator: ", ")) (\(wanted(context)))"
    }

    /// The definitions that tell whether an item belongs, if any do.
    var definitions: [String] {
        switch test {
        case .inValueSet(let url): ["the value set \(url)"]
        case .profiles(let urls): urls.map { "the profile \($0)" }
        default: []
        }
    }

    private func described(_ element: Element, _ context: ValidationContext) -> String {
        switch test {
        case .types, .profiles: "of type \(element.typeName ?? "unknown")"
        default: element.brief
        }
    }

    private func wanted(_ context: ValidationContext) -> String {
        switch test {
        case .fixed(let element): return "must be \(element.brief)"
        case .pattern(let element): return "must hold \(element.brief)"
        case .text(let text): return "must be \"\(text)\""
        case .inValueSet(let url): return "must be in the value set \(url)"
        case .exists(let wanted): return wanted ? "must be there" : "must not be there"
        case .types(let types):
            return "must be of type " + types.compactMap { context.schema.definition($0)?.name }.joined(separator: " or ")
        case .profiles(let urls): return "must conform to " + urls.joined(separator: " or ")
        case .rules: return "must be what the slice asks for"
        case .positions(let range): return "must stand at place \(range.lowerBound + 1) of the list or behind it"
        }
    }
}

extension Schema {
    /// Whether a type is another one or derived from it.
    func isKind(_ type: TypeIndex, of base: TypeIndex) -> Bool {
        if type == base { return true }
        guard let definition = definition(type), let name = self.definition(base)?.name else { return false }
        return definition.isKind(of: name)
    }
}
