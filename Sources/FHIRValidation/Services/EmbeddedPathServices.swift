/// What `FHIRPath` asks of other rooms, answered from the embedded definitions and what was loaded: codes from their code systems
/// and value sets, conformance by the validator.
public struct EmbeddedPathServices: FHIRPathTerminology, FHIRPathProfiles {
    private let schema: Schema
    private let terminology: Terminology
    private let library: ResourceLibrary?

    /// Services over a schema, a terminology and profiles that were loaded; our own and R4's are always at hand.
    public init(schema: Schema = .r4, terminology: Terminology? = nil, library: ResourceLibrary? = nil) {
        self.schema = schema
        self.library = library
        self.terminology = terminology ?? Terminology(schema: schema)
    }

    /// An environment with these services.
    public var environment: FHIRPathEnvironment {
        var environment = FHIRPathEnvironment()
        environment.terminology = self
        environment.profiles = self
        return environment
    }

    // MARK: Codes

    /// Whether a code, Coding or CodeableConcept is of the value set; nil if that is not known.
    public func isMember(_ element: Element, ofValueSet url: String) -> Bool? {
        var context = TerminologyContext(terminology)
        let set: CompiledValueSet = context.valueSet(url)
        var isOpen: Bool = false
        for coding in codings(of: element) {
            switch set.contains(coding.code, system: coding.system) {
            case .member: return true
            case .notMember: continue
            case .notChecked: isOpen = true
            }
        }
        return isOpen ? nil : false
    }

    /// Whether the first code is the second or stands above it in their code system; nil if that is not known.
    public func subsumes(_ code: Element, _ other: Element) -> Bool? {
        var isKnown: Bool = false
        for upper in codings(of: code) {
            for lower in codings(of: other) where upper.system == lower.system {
                guard let url = upper.system, let system = terminology.codeSystem(url),
                    let above = system.concept(upper.code), let below = system.concept(lower.code)
                else { continue }
                if upper.code == lower.code || system.isDescendant(below, of: above) { return true }
                isKnown = true
            }
        }
        return isKnown ? false : nil
    }

    private func codings(of element: Element) -> [(system: String?, code: String)] {
        switch element.typeName {
        case "CodeableConcept": return element.children(named: "coding").flatMap { codings(of: $0) }
        case "Coding", "Quantity":
            guard let code = element.child(named: "code")?.value else { return [] }
            return [(element.child(named: "system")?.value, code)]
        default: return element.value.map { [(nil, $0)] } ?? []
        }
    }

    // MARK: Profiles

    /// Whether the element conforms: of a base definition it must have the type, and a resource must be valid against the profile,
    /// too. Nil for a profile that is not at hand, and for one of a data type.
    public func conforms(_ element: Element, to profile: String) -> Bool? {
        let url: String = String(profile.prefix { $0 != "|" })
        if let type = schema.allTypes.first(where: { $0.url == url }) {
            if schema.definition(element.type)?.isKind(of: type.name) != true { return false }
            if !element.isResource { return true }
        } else if !element.isResource {
            return nil
        }
        guard let validator = try? Validator(schema: schema, library: library, profiles: [url]) else { return nil }
        let outcome: ValidationOutcome = validator.validate(element.detached().tree)
        return outcome.count(.error) + outcome.count(.fatal) == 0
    }

    /// What the base definition says of the element: path, cardinality and types; nil at the top and for unknown names.
    public func elementDefinition(of element: Element) -> Element? {
        guard let definition = element.definition, var result = Element(type: "ElementDefinition", schema: schema) else {
            return nil
        }
        func primitive(_ type: String, _ text: String) -> [Element] {
            guard var value = Element(type: type, schema: schema) else { return [] }
            value.setValue(text)
            return [value]
        }
        result.setChildren(named: "path", to: primitive("string", definition.path))
        result.setChildren(named: "min", to: primitive("unsignedInt", String(definition.min)))
        result.setChildren(named: "max", to: primitive("string", definition.max.map(String.init) ?? "*"))
        let types: [Element] = definition.types.compactMap { reference in
            guard let name = reference.type?.name, var type = Element(type: "ElementDefinition.type", schema: schema) else {
                return nil
            }
            type.setChildren(named: "code", to: primitive("uri", name))
            return type
        }
        result.setChildren(named: "type", to: types)
        return result
    }

    /// Not known: base definitions have no slices, and the validator keeps those of profiles to itself.
    public func isInSlice(_ element: Element, structure: String, slice: String) -> Bool? { nil }
}
