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

    /// The code system of a canonical address; a version behind `|` is not looked at.
    public func codeSystem(_ canonical: String) -> CodeSystem? {
        let url: String = Terminology.url(canonical)
        if let loaded = resource(url, in: library, "CodeSystem").flatMap(LoadedCodeSystem.init) { return CodeSystem(loaded) }
        if let embedded = schema.codeSystem(url) { return CodeSystem(embedded) }
        return resource(url, in: .embedded, "CodeSystem").flatMap(LoadedCodeSystem.init).map { CodeSystem($0) }
    }

    /// The value set of a canonical address; a version behind `|` is not looked at.
    public func valueSet(_ canonical: String) -> ValueSet? {
        let url: String = Terminology.url(canonical)
        if let loaded = resource(url, in: library, "ValueSet").flatMap({ ValueSet($0) }) { return loaded }
        if let embedded = schema.valueSet(url) { return ValueSet(embedded) }
        return resource(url, in: .embedded, "ValueSet").flatMap { ValueSet($0) }
    }

    private func resource(_ url: String, in library: ResourceLibrary?, _ type: String) -> Element? {
        guard let resource = library?.resource(url, schema: schema), resource.typeName == type else { return nil }
        return resource
    }

    /// Whether a code system has a code; `notChecked` if it is not at hand or not complete.
    public func membership(of code: String, inSystem system: String) -> Membership {
        if let grammar = CodeGrammar(system: system) { return grammar.isValid(code) ? .member : .notMember }
        return codeSystem(system)?.membership(of: code) ?? .notChecked(.unknownCodeSystem(system))
    }

    /// A canonical address without its version.
    static func url(_ canonical: String) -> String { String(canonical.prefix { $0 != "|" }) }
}

/// A terminology in use: value sets are made ready when they are first asked for, and kept.
public struct TerminologyContext {
    /// What is at hand.
    public let terminology: Terminology
    private var compiled: [String: CompiledValueSet] = [:]
    private var underWay: Set<String> = []
    private var systems: [String: CodeSystem?] = [:]

    /// A context over a terminology; one for each thread.
    public init(_ terminology: Terminology) { self.terminology = terminology }

    /// The value set of a canonical address. One that is not at hand answers `notChecked` to every question.
    public mutating func valueSet(_ canonical: String) -> CompiledValueSet {
        let url: String = Terminology.url(canonical)
        if let known = compiled[url] { return known }
        if underWay.contains(url) { return CompiledValueSet(url: url, failure: .circularValueSet(url)) }
        underWay.insert(url)
        let set: CompiledValueSet = compile(url)
        underWay.remove(url)
        compiled[url] = set
        return set
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

    private mutating func codeSystem(_ url: String) -> CodeSystem? {
        if let known = systems[url] { return known }
        let system: CodeSystem? = terminology.codeSystem(url)
        systems[url] = .some(system)
        return system
    }

    private mutating func compile(_ url: String) -> CompiledValueSet {
        guard let set = terminology.valueSet(url) else { return CompiledValueSet(url: url, failure: .unknownValueSet(url)) }
        var includes: [ValueSetClause] = []
        var excludes: [ValueSetClause] = []
        for include in set.includes {
            let clause: ValueSetClause = compile(include)
            if include.isExclude { excludes.append(clause) } else { includes.append(clause) }
        }
        if includes.isEmpty { return CompiledValueSet(url: url, failure: .emptyValueSet(url)) }
        return CompiledValueSet(url: url, includes: includes, excludes: excludes)
    }

    private mutating func compile(_ include: ValueSet.Include) -> ValueSetClause {
        let sets: [CompiledValueSet] = include.valueSets.map { valueSet($0) }
        return ValueSetClause(system: include.system, test: test(include), valueSets: sets)
    }

    private func test(_ include: ValueSet.Include) -> ValueSetClause.Test {
        guard let url = include.system else { return .none }
        if !include.codes.isEmpty { return .listed(Set(include.codes)) }
        if include.filters.isEmpty, let grammar = CodeGrammar(system: url) { return .grammar(grammar) }
        guard let system = terminology.codeSystem(url) else { return .unknown(.unknownCodeSystem(url)) }
        if include.filters.isEmpty { return .all(system) }
        return .filtered(system, include.filters.map { ConceptFilter($0, in: system) })
    }
}
