import FHIRCore

/// A value set made ready to be asked.
public final class CompiledValueSet: Sendable {
    /// Canonical address, without version.
    public let url: String
    private let includes: [ValueSetClause]
    private let excludes: [ValueSetClause]
    /// The codes that the definition lists as its outcome, asked where the rest does not tell.
    private let expansion: CompiledValueSet?
    /// The value set could not be found or made.
    public let failure: NotCheckedReason?

    init(url: String, includes: [ValueSetClause], excludes: [ValueSetClause], expansion: CompiledValueSet?) {
        self.url = url
        self.expansion = expansion
        self.includes = includes
        self.excludes = excludes
        failure = nil
    }

    init(url: String, failure: NotCheckedReason) {
        self.url = url
        expansion = nil
        includes = []
        excludes = []
        self.failure = failure
    }

    /// The code systems that it takes codes from.
    public var systems: Set<String> {
        var systems: Set<String> = []
        for clause in includes {
            if let system = clause.system {
                systems.insert(system)
            } else {
                clause.valueSets.forEach { systems.formUnion($0.systems) }
            }
        }
        return systems
    }

    /// Whether a code is in the set; without a system, whether a code of any of its systems is.
    public func contains(_ code: String, system: String?) -> Membership {
        if let failure { return .notChecked(failure) }
        let result: Membership = composed(code, system: system)
        if case .notChecked = result, let expansion { return expansion.composed(code, system: system) }
        return result
    }

    private func composed(_ code: String, system: String?) -> Membership {
        var result: Membership = .notMember
        for clause in includes {
            result = result.or(clause.contains(code, system: system))
            if result == .member { break }
        }
        if result == .notMember { return result }
        for clause in excludes {
            switch clause.contains(code, system: system) {
            case .member: return .notMember
            case .notMember: continue
            case .notChecked(let reason): if result == .member { result = .notChecked(reason) }
            }
        }
        return result
    }

    /// The codes that can be listed, in a fixed order, at most `limit`; for messages.
    public func codes(limit: Int) -> [String] {
        var result: [String] = []
        for clause in includes {
            for code in clause.codes {
                if result.count == limit { return result }
                if contains(code, system: clause.system) == .member, !result.contains(code) { result.append(code) }
            }
        }
        return result
    }

    /// The code of the set that was probably meant.
    public func suggestion(for code: String) -> String? {
        for clause in includes {
            if case .grammar(let grammar) = clause.test, case .invalid(_, let suggestion?) = grammar.check(code) {
                return suggestion
            }
        }
        let all: [String] = codes(limit: 400)
        let trimmed: String = code.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        let wanted: String = trimmed.lowercased()
        return all.first { $0.lowercased() == wanted } ?? nearest(to: trimmed, among: all)
    }
}
