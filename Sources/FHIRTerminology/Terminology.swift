import FHIRCore

/// The code systems and value sets that are at hand: those that were loaded, those of the embedded table, and our own.
public struct Terminology: Sendable {
    /// The embedded table.
    public let schema: Schema
    private let library: ResourceLibrary?

    /// A terminology with the CodeSystem and ValueSet resources of `library`, which go before those of the table.
    public init(schema: Schema = .r4, library: ResourceLibrary? = nil) {
        self.schema = schema
        self.library = library
    }

    /// The code system of a canonical address, of the version that it names behind `|` if it does.
    public func codeSystem(_ canonical: String) -> CodeSystem? {
        if let loaded = resource(canonical, "CodeSystem", isForeign: false).flatMap(LoadedCodeSystem.init) {
            return CodeSystem(loaded)
        }
        let wanted = Canonical(canonical)
        if let embedded = schema.codeSystem(wanted.url), Canonical.version(embedded.version, answersTo: wanted.version) {
            return CodeSystem(embedded)
        }
        let other: Element? = ours(canonical, "CodeSystem") ?? resource(canonical, "CodeSystem", isForeign: true)
        return other.flatMap(LoadedCodeSystem.init).map { CodeSystem($0) }
    }

    /// The value set of a canonical address, of the version that it names behind `|` if it does.
    public func valueSet(_ canonical: String) -> ValueSet? {
        if let loaded = resource(canonical, "ValueSet", isForeign: false).flatMap({ ValueSet($0) }) { return loaded }
        let wanted = Canonical(canonical)
        if let embedded = schema.valueSet(wanted.url), Canonical.version(embedded.version, answersTo: wanted.version) {
            return ValueSet(embedded)
        }
        return (ours(canonical, "ValueSet") ?? resource(canonical, "ValueSet", isForeign: true)).flatMap { ValueSet($0) }
    }

    /// A definition that was loaded, for this FHIR version or for another.
    private func resource(_ canonical: String, _ type: String, isForeign: Bool) -> Element? {
        guard let resource = library?.resource(canonical, schema: schema, isForeign: isForeign), resource.typeName == type else {
            return nil
        }
        return resource
    }

    private func ours(_ canonical: String, _ type: String) -> Element? {
        guard let resource = ResourceLibrary.embedded.resource(canonical, schema: schema), resource.typeName == type else {
            return nil
        }
        return resource
    }

    /// Whether a code system has a code; `notChecked` if it is not at hand or not complete.
    public func membership(of code: String, inSystem system: String) -> Membership {
        if let grammar = CodeGrammar(system: system) { return grammar.isValid(code) ? .member : .notMember }
        return codeSystem(system)?.membership(of: code) ?? .notChecked(.unknownCodeSystem(system))
    }
}

/// A terminology in use: value sets are made ready when they are first asked for, and kept.
public struct TerminologyContext: Sendable {
    /// What is at hand.
    public let terminology: Terminology
    private var compiled: [String: CompiledValueSet] = [:]
    private var underWay: Set<String> = []
    private var systems: [String: CodeSystem?] = [:]

    /// A context over a terminology; one for each thread.
    public init(_ terminology: Terminology) { self.terminology = terminology }

    /// The value set of a canonical address. One that is not at hand answers `notChecked` to every question.
    public mutating func valueSet(_ canonical: String) -> CompiledValueSet {
        if let known = compiled[canonical] { return known }
        if underWay.contains(canonical) { return CompiledValueSet(url: canonical, failure: .circularValueSet(canonical)) }
        underWay.insert(canonical)
        let set: CompiledValueSet = compile(canonical)
        underWay.remove(canonical)
        compiled[canonical] = set
        return set
    }

    /// A value set that has no address of its own, such as a contained one; nil or another resource answers `notChecked`.
    public mutating func valueSet(_ resource: Element?, at address: String) -> CompiledValueSet {
        guard let resource, resource.typeName == "ValueSet", let set = ValueSet(resource, at: address) else {
            return CompiledValueSet(url: address, failure: .unknownValueSet(address))
        }
        return compile(set, address)
    }

    /// Whether a code system has a code; `notChecked` if it is not at hand or not complete.
    public mutating func membership(of code: String, inSystem system: String) -> Membership {
        if let grammar = CodeGrammar(system: system) { return grammar.isValid(code) ? .member : .notMember }
        return codeSystem(system)?.membership(of: code) ?? .notChecked(.unknownCodeSystem(system))
    }

    /// The code of a system that was probably meant.
    public mutating func suggestion(for code: String, inSystem system: String) -> String? {
        if let grammar = CodeGrammar(system: system) {
            if case .invalid(_, let suggestion) = grammar.check(code) { return suggestion }
            return nil
        }
        guard let codes = codeSystem(system) else { return nil }
        return nearest(to: code, among: codes.concepts.prefix(2000).map(codes.code))
    }

    /// The code system of a canonical address, of the version that it names behind `|` if it does, read once.
    public mutating func codeSystem(_ url: String) -> CodeSystem? {
        if let known = systems[url] { return known }
        let system: CodeSystem? = terminology.codeSystem(url)
        systems[url] = .some(system)
        return system
    }

    private mutating func compile(_ canonical: String) -> CompiledValueSet {
        let url = Canonical(canonical).url
        guard let set = terminology.valueSet(canonical) else {
            return CompiledValueSet(url: url, failure: .unknownValueSet(canonical))
        }
        return compile(set, url)
    }

    private mutating func compile(_ set: ValueSet, _ url: String) -> CompiledValueSet {
        var includes: [ValueSetClause] = []
        var excludes: [ValueSetClause] = []
        for include in set.includes {
            let clause: ValueSetClause = compile(include)
            if include.isExclude { excludes.append(clause) } else { includes.append(clause) }
        }
        if includes.isEmpty { return CompiledValueSet(url: url, failure: .emptyValueSet(url)) }
        let expansion: CompiledValueSet? = set.expansion.map { includes in
            CompiledValueSet(url: url, includes: includes.map { compile($0) }, excludes: [], expansion: nil)
        }
        return CompiledValueSet(url: url, includes: includes, excludes: excludes, expansion: expansion)
    }

    private mutating func compile(_ include: ValueSet.Include) -> ValueSetClause {
        let sets: [CompiledValueSet] = include.valueSets.map { valueSet($0) }
        return ValueSetClause(system: include.system, test: test(include), valueSets: sets)
    }

    private func test(_ include: ValueSet.Include) -> ValueSetClause.Test {
        guard let url = include.system else { return .none }
        if !include.codes.isEmpty {
            // Where case does not count in a code system, it does not count in a list of its codes.
            let isAnyCase: Bool = terminology.codeSystem(include.canonical ?? url).map { !$0.isCaseSensitive } ?? false
            return isAnyCase ? .listedInAnyCase(Set(include.codes.map { $0.lowercased() })) : .listed(Set(include.codes))
        }
        if include.filters.isEmpty, let grammar = CodeGrammar(system: url) { return .grammar(grammar) }
        if url == CodeGrammar.languages.rawValue {
            let filters: [LanguageFilter] = include.filters.compactMap(LanguageFilter.init)
            if filters.count == include.filters.count { return .languages(filters) }
        }
        if url == CodeGrammar.units.rawValue {
            let filters: [UnitFilter] = include.filters.compactMap(UnitFilter.init)
            if filters.count == include.filters.count { return .units(filters) }
        }
        if CodeGrammar(system: url) != nil, let filter = include.filters.first {
            return .unknown(.unsupportedFilter("\(filter.property) \(filter.operation) \(filter.value)"))
        }
        let canonical: String = include.canonical ?? url
        guard let system = terminology.codeSystem(canonical) else { return .unknown(.unknownCodeSystem(canonical)) }
        if include.filters.isEmpty { return .all(system) }
        return .filtered(system, include.filters.map { ConceptFilter($0, in: system) })
    }
}
