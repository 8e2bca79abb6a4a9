/// What `FHIRPath` asks of other rooms, answered from the embedded definitions: codes from their code systems and value sets,
/// conformance to the base definitions.
public struct EmbeddedPathServices: FHIRPathTerminology, FHIRPathProfiles {
    private let schema: Schema
    private let terminology: Terminology

    /// Services over a schema and a terminology.
    public init(schema: Schema = .r4, terminology: Terminology? = nil) {
        self.schema = schema
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

    /// Whether the element is of the type that a base definition defines; nil for any other profile.
    public func conforms(_ element: Element, to profile: String) -> Bool? {
        let url: String = String(profile.prefix { $0 != "|" })
        guard let type = schema.allTypes.first(where: { $0.url == url }) else { return nil }
        return schema.definition(element.type)?.isKind(of: type.name) ?? false
    }

    /// None: the embedded table keeps no ElementDefinition resources.
    public func elementDefinition(of element: Element) -> Element? { nil }

    /// Not known: base definitions have no slices.
    public func isInSlice(_ element: Element, structure: String, slice: String) -> Bool? { nil }
}
