import FHIRCore
import FHIRPath
import FHIRTerminology

/// What `FHIRPath` asks of other rooms, answered from the embedded definitions and what was loaded: codes from their code systems
/// and value sets, conformance and slices by the validator's rules, canonical addresses from the definitions at hand.
///
///     let services = EmbeddedPathServices(library: ResourceLibrary(profiles))
///     let isVital = try FHIRPath("code.memberOf(%`vs-observation-vitalsignresult`)")
///         .evaluate(on: observation, in: services.environment)
public final class EmbeddedPathServices: FHIRPathTerminology, FHIRPathProfiles, FHIRPathResolver {
    private let definitions: CheckedDefinitions
    private let contexts: ContextPool
    /// How many calls of `conformsTo` are around this one.
    private let depth: Int
    /// An invariant that asks whether its own profile is met would never end.
    private static let greatestDepth: Int = 4

    /// Services over a schema and what was loaded: profiles, value sets, code systems; our own and R4's are always at hand.
    public convenience init(schema: Schema = .r4, library: ResourceLibrary? = nil) {
        let definitions = CheckedDefinitions(schema: schema, library: library, options: ValidationOptions()) {
            ProfileCompiler.compile($0, part: $1, $2)
        }
        self.init(definitions, depth: 0)
    }

    /// Services over what a validator checks against.
    init(_ definitions: CheckedDefinitions, depth: Int) {
        var own: CheckedDefinitions = definitions
        // What is asked of the resource at the top is not asked of every element that an expression names.
        (own.options.profiles, own.options.bundleRules) = ([], [])
        self.definitions = own
        self.depth = depth
        contexts = ContextPool(own, pathDepth: depth + 1)
    }

    /// An environment with these services.
    public var environment: FHIRPathEnvironment {
        var environment = FHIRPathEnvironment()
        environment.terminology = self
        environment.profiles = self
        environment.resolver = self
        return environment
    }

    // MARK: Codes

    /// Whether a code, Coding, CodeableConcept or string is of the value set; nil if that cannot be known.
    public func isMember(_ value: FHIRPathValue, ofValueSet url: String) throws(FHIRPathRefusal) -> Bool? {
        let (codings, isPlainText): ([(system: String?, code: String)], Bool) = codings(of: value)
        return try contexts.use { (context) throws(FHIRPathRefusal) in
            let set: CompiledValueSet = context.terminology.valueSet(url)
            if case .unknownValueSet? = set.failure {
                throw FHIRPathRefusal("the value set \(url) is not at hand; load it, or check the address")
            }
            let systems: Set<String> = isPlainText ? set.systems : []
            if systems.count > 1 {
                throw FHIRPathRefusal("a string has no system, and the value set \(url) has codes of \(systems.count) systems")
            }
            var isOpen: Bool = false
            for coding in codings {
                switch set.contains(coding.code, system: coding.system) {
                case .member: return true
                case .notMember: continue
                case .notChecked: isOpen = true
                }
            }
            return isOpen ? nil : false
        }
    }

    /// Whether the first code is the second or stands above it in their code system; nil if that cannot be known.
    public func subsumes(_ code: Element, _ other: Element) throws(FHIRPathRefusal) -> Bool? {
        let (uppers, lowers) = (codings(of: code), codings(of: other))
        if uppers.isEmpty || lowers.isEmpty { return nil }
        return try contexts.use { (context) throws(FHIRPathRefusal) in
            var isShared: Bool = false
            var isKnown: Bool = true
            for upper in uppers {
                for lower in lowers where upper.system == lower.system {
                    isShared = true
                    if upper.code == lower.code { return true }
                    guard let system = upper.system.flatMap({ context.terminology.codeSystem($0) }),
                        let above = system.concept(upper.code), let below = system.concept(lower.code)
                    else {
                        isKnown = false
                        continue
                    }
                    if system.isDescendant(below, of: above) { return true }
                }
            }
            if !isShared {
                throw FHIRPathRefusal("the codes are of different code systems, and nothing says how these are related")
            }
            return isKnown ? false : nil
        }
    }

    private func codings(of value: FHIRPathValue) -> (codings: [(system: String?, code: String)], isPlainText: Bool) {
        guard case .element(let element) = value else { return (value.text.map { [(nil, $0)] } ?? [], true) }
        let codings: [(system: String?, code: String)] = codings(of: element)
        if !codings.isEmpty || element.value == nil || element.typeName == "code" { return (codings, false) }
        return (element.value.map { [(nil, $0)] } ?? [], true)
    }

    private func codings(of element: Element) -> [(system: String?, code: String)] {
        switch element.typeName {
        case "CodeableConcept": return element.children(named: "coding").flatMap { codings(of: $0) }
        case "Coding", "Quantity":
            guard let code = element.child(named: "code")?.value else { return [] }
            return [(element.child(named: "system")?.value, code)]
        case "code": return element.value.map { [(nil, $0)] } ?? []
        default: return []
        }
    }

    // MARK: Profiles

    /// Whether the element conforms to a profile or base definition: a resource must be valid, too; any other element must have the
    /// type, and keep the profile's rules.
    public func conforms(_ element: Element, to profile: String) throws(FHIRPathRefusal) -> Bool {
        if depth >= EmbeddedPathServices.greatestDepth {
            throw FHIRPathRefusal("profiles that ask for each other are followed \(depth) times and no further")
        }
        return try contexts.use { (context) throws(FHIRPathRefusal) in
            guard let conforms = context.conforms(element, to: profile) else {
                throw FHIRPathRefusal("the profile \(profile) is not at hand or cannot be used; load it, or check the address")
            }
            return conforms
        }
    }

    /// What the base definition says of the element: path, cardinality and types; nil at the top and for unknown names.
    public func elementDefinition(of element: Element) -> Element? {
        element.definition.flatMap { BaseElementDefinition.element($0, definitions.schema) }
    }

    /// The items of a profile's slice, as far as they are the element or stand below it.
    public func items(ofSlice name: String, of structure: String, in element: Element) throws(FHIRPathRefusal) -> [Element] {
        try contexts.use { (context) throws(FHIRPathRefusal) in
            guard let profile = context.profile(structure) else {
                throw FHIRPathRefusal(
                    "the structure \(structure) is not at hand or cannot be used; load it, or check the address")
            }
            guard profile.sliceNames.contains(name) else {
                let suggestion: String =
                    nearest(to: name, among: profile.sliceNames.sorted()).map { "; did you mean \($0)?" } ?? ""
                throw FHIRPathRefusal("the structure \(structure) has no slice \(name)\(suggestion)")
            }
            guard profile.matchedSlices.contains(name) else {
                throw FHIRPathRefusal("the slice \(name) of \(structure) cannot be told by what it asks for")
            }
            context.begin(element.tree)
            return context.items(ofSlice: name, of: profile, in: element.index).map { element.tree.element($0) }
        }
    }

    // MARK: Resources

    /// The resource that a reference outside the input leads to, as the options say, or the definition of a canonical address.
    public func resolve(_ reference: String, from element: Element) -> Element? {
        if let known = definitions.options.references[reference] { return known }
        // A relative reference names no definition.
        if !reference.hasScheme || reference.hasPrefix("urn:uuid:") { return nil }
        return definitions.layout.library?.resource(reference, schema: definitions.schema)
            ?? ResourceLibrary.embedded.resource(reference, schema: definitions.schema)
    }
}
