/// The codes of a value set, where the definitions list them.
struct ValueSetCodes {
    private let sets: [String: ValueSetDefinition]
    private let systems: [String: CodeSystemDefinition]

    init(_ definitions: Definitions) {
        sets = Dictionary(uniqueKeysWithValues: definitions.valueSets.map { ($0.url, $0) })
        systems = Dictionary(uniqueKeysWithValues: definitions.codeSystems.map { ($0.url, $0) })
    }

    subscript(url: String) -> ValueSetDefinition? { sets[url] }

    /// In the order of the definitions, each once; `nil` where a part of the set is not listed (MIME types, SNOMED CT).
    func codes(of url: String) -> [String]? { codes(of: url, visiting: []) }

    private func codes(of url: String, visiting: Set<String>) -> [String]? {
        guard let set = sets[url], !visiting.contains(url) else { return nil }
        var codes: [String] = []
        for include in set.includes {
            guard let part = self.codes(of: include, visiting: visiting.union([url])) else { return nil }
            if include.isExclude {
                codes.removeAll { part.contains($0) }
            } else {
                codes.append(contentsOf: part.filter { !codes.contains($0) })
            }
        }
        return codes
    }

    private func codes(of include: ValueSetInclude, visiting: Set<String>) -> [String]? {
        guard include.filters.isEmpty else { return nil }
        guard include.system != nil else {
            guard include.valueSets.count == 1 else { return nil }
            return codes(of: include.valueSets[0], visiting: visiting)
        }
        guard include.valueSets.isEmpty else { return nil }
        if !include.codes.isEmpty { return include.codes.map { $0.code } }
        guard let system = include.system.flatMap({ systems[$0] }), system.content == .complete else { return nil }
        return system.concepts.filter { !$0.isAbstract }.map { $0.code }
    }
}
