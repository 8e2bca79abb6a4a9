import FHIRCore

/// One include or exclude of a value set, made ready to be asked.
struct ValueSetClause: Sendable {
    /// What the code itself must fulfil.
    enum Test: Sendable {
        case all(CodeSystem)
        case listed(Set<String>)
        /// Codes in small letters.
        case listedInAnyCase(Set<String>)
        case filtered(CodeSystem, [ConceptFilter])
        case grammar(CodeGrammar)
        case languages([LanguageFilter])
        case units([UnitFilter])
        case unknown(NotCheckedReason)
        /// The value sets alone decide.
        case none
    }

    let system: String?
    let test: Test
    let valueSets: [CompiledValueSet]

    func contains(_ code: String, system asked: String?) -> Membership {
        if let system, let asked, system != asked { return .notMember }
        var result: Membership = ownTest(code)
        for set in valueSets where result != .notMember { result = result.and(set.contains(code, system: asked ?? system)) }
        return result
    }

    private func ownTest(_ code: String) -> Membership {
        switch test {
        case .none: return .member
        case .unknown(let reason): return .notChecked(reason)
        case .grammar(let grammar): return grammar.isValid(code) ? .member : .notMember
        case .languages(let filters):
            return CodeGrammar.languages.isValid(code) && filters.allSatisfy { $0.holds(code) } ? .member : .notMember
        case .listed(let codes): return codes.contains(code) ? .member : .notMember
        case .listedInAnyCase(let codes): return codes.contains(code.lowercased()) ? .member : .notMember
        case .units(let filters): return filters.allSatisfy { $0.holds(code) } ? .member : .notMember
        case .all(let system): return system.membership(of: code)
        case .filtered(let system, let filters):
            guard let concept = system.conceptInAnyCase(code) else { return system.membership(of: code) }
            var result: Membership = .member
            for filter in filters { result = result.and(filter.holds(concept, in: system)) }
            return result
        }
    }

    /// The codes that it names, for messages.
    var codes: [String] {
        switch test {
        case .listed(let codes), .listedInAnyCase(let codes): codes.sorted()
        case .all(let system), .filtered(let system, _): system.concepts.prefix(2000).map(system.code)
        case .none: valueSets.first?.codes(limit: 400) ?? []
        case .grammar, .languages, .units, .unknown: []
        }
    }
}
