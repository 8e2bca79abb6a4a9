import FHIRCore

/// A code system that is at hand: one of the embedded table or one that was loaded (FHIR R4, CodeSystem).
public struct CodeSystem: Sendable {
    private enum Storage: Sendable {
        case embedded(EmbeddedCodeSystem)
        case loaded(LoadedCodeSystem)
    }

    private let storage: Storage

    init(_ system: EmbeddedCodeSystem) { storage = .embedded(system) }
    init(_ system: LoadedCodeSystem) { storage = .loaded(system) }

    /// A concept of a code system, by its number there.
    public struct Concept: Hashable, Sendable {
        let number: Int
    }

    /// Canonical address.
    public var url: String {
        switch storage {
        case .embedded(let system): system.url
        case .loaded(let system): system.url
        }
    }

    /// Business version.
    public var version: String? {
        switch storage {
        case .embedded(let system): system.version
        case .loaded(let system): system.version
        }
    }

    /// Types of the properties that it defines, by their codes; nil for an embedded one, of which they are not known.
    package var propertyTypes: [String: String]? {
        switch storage {
        case .embedded: nil
        case .loaded(let system): system.propertyTypes
        }
    }

    /// A concept stands below another one.
    package var hasHierarchy: Bool { concepts.contains { parent($0) != nil } }

    /// How much of it the definition lists.
    public var content: CodeSystemContent {
        switch storage {
        case .embedded(let system): system.content
        case .loaded(let system): system.content
        }
    }

    /// Codes that differ in case only are different codes.
    public var isCaseSensitive: Bool {
        switch storage {
        case .embedded(let system): system.isCaseSensitive
        case .loaded(let system): system.isCaseSensitive
        }
    }

    /// All concepts in the order of the definition.
    public var concepts: [Concept] {
        switch storage {
        case .embedded(let system): system.concepts.map(Concept.init)
        case .loaded(let system): system.concepts.indices.map(Concept.init)
        }
    }

    /// The concept of a code, as it is written.
    public func concept(_ code: String) -> Concept? {
        switch storage {
        case .embedded(let system):
            var code: String = code
            return code.withUTF8 { system.concept($0) }.map(Concept.init)
        case .loaded(let system): return system.numbers[code].map(Concept.init)
        }
    }

    /// The concept of a code, with another case where the code system allows that.
    public func conceptInAnyCase(_ code: String) -> Concept? {
        if let concept = concept(code) { return concept }
        if isCaseSensitive { return nil }
        let wanted: String = code.lowercased()
        return concepts.first { self.code($0).lowercased() == wanted }
    }

    /// A concept's code.
    public func code(_ concept: Concept) -> String {
        switch storage {
        case .embedded(let system): system.code(concept.number)
        case .loaded(let system): system.concepts[concept.number].code
        }
    }

    /// A concept's display.
    public func display(_ concept: Concept) -> String? {
        switch storage {
        case .embedded(let system): system.display(concept.number)
        case .loaded(let system): system.concepts[concept.number].display
        }
    }

    /// Other words for a concept, in any language; of an embedded code system none are kept.
    public func designations(_ concept: Concept) -> [String] {
        switch storage {
        case .embedded: []
        case .loaded(let system): system.concepts[concept.number].designations
        }
    }

    /// The concept above.
    public func parent(_ concept: Concept) -> Concept? {
        switch storage {
        case .embedded(let system): system.parent(concept.number).map(Concept.init)
        case .loaded(let system): system.concepts[concept.number].parent.map(Concept.init)
        }
    }

    /// The concepts right above: the one that it is nested in, and those that properties name.
    package func parents(_ concept: Concept) -> [Concept] {
        let named: [Concept] =
            switch storage {
            case .embedded: properties(concept).filter { $0.code == "parent" }.compactMap { self.concept($0.value) }
            case .loaded(let system): (system.namedParents[concept.number] ?? []).map(Concept.init)
            }
        guard let nested = parent(concept) else { return named }
        return [nested] + named.filter { $0 != nested }
    }

    /// It groups others and is not meant to be chosen.
    public func isAbstract(_ concept: Concept) -> Bool {
        switch storage {
        case .embedded(let system): system.isAbstract(concept.number)
        case .loaded(let system): system.concepts[concept.number].isAbstract
        }
    }

    /// It is no longer in use.
    public func isInactive(_ concept: Concept) -> Bool {
        switch storage {
        case .embedded(let system): system.isInactive(concept.number)
        case .loaded(let system): system.concepts[concept.number].isInactive
        }
    }

    /// A concept's properties; of an embedded code system those that a filter of an embedded value set asks for.
    public func properties(_ concept: Concept) -> [(code: String, value: String)] {
        switch storage {
        case .embedded(let system): system.properties(concept.number)
        case .loaded(let system): system.concepts[concept.number].properties
        }
    }

    /// The first concept is the second one or lies below it.
    public func isDescendant(_ concept: Concept, of ancestor: Concept) -> Bool {
        var seen: Set<Concept> = [concept]
        var queue: [Concept] = [concept]
        while let here = queue.popLast() {
            if here == ancestor { return true }
            for above in parents(here) where seen.insert(above).inserted { queue.append(above) }
        }
        return false
    }

    /// A code that ends in `xxx` stands for one code for each country, with its ISO 3166 code of three letters there (HL7 V2, table 0203).
    private func isOfTemplate(_ code: String) -> Bool {
        let end: Substring = code.suffix(3)
        if code.utf8.count < 4 || end.utf8.count != 3 || !end.utf8.allSatisfy({ (0x41...0x5A).contains($0) }) { return false }
        return concept(String(code.dropLast(3)) + "xxx") != nil
    }

    /// Whether the code system has that code, as far as its definition tells.
    public func membership(of code: String) -> Membership {
        if conceptInAnyCase(code) != nil || isOfTemplate(code) { return .member }
        return content == .complete ? .notMember : .notChecked(.incompleteCodeSystem(url))
    }
}
