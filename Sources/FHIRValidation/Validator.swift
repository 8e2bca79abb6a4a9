import FHIRCore
import FHIRTerminology

/// Checks resources against the FHIR definitions and profiles.
///
/// A validator does not change and can be used by many threads at once. Invalid content never throws: it becomes diagnostics.
///
///     let outcome = try Validator().validate(try ElementTree.read(json: bytes))
///     for issue in outcome.issues { print(issue.path, issue.message) }
public final class Validator: Sendable {
    private let definitions: CheckedDefinitions

    /// A validator.
    /// - Parameters:
    ///   - schema: the FHIR definitions.
    ///   - library: StructureDefinitions, ValueSets and CodeSystems that were loaded; our own and R4's are always at hand.
    ///   - options: what is asked for beyond the rules of the standard.
    /// - Throws: `ProfileNotFound` if a profile that `options` name is not at hand or cannot be used.
    public init(
        schema: Schema = .r4, library: ResourceLibrary? = nil, options: ValidationOptions = ValidationOptions()
    ) throws(ProfileNotFound) {
        definitions = CheckedDefinitions(schema: schema, library: library, options: options) {
            ProfileCompiler.compile($0, part: $1, $2)
        }
        let profiles: [String] = options.profiles + options.bundleRules.map(\.profile)
        for profile in profiles where definitions.layout.type(profile) == nil && definitions.profile(profile) == nil {
            let known: [String] = (library?.addresses ?? []) + ResourceLibrary.embedded.addresses
            throw ProfileNotFound(profile: profile, suggestion: ProfileNotFound.suggestion(for: profile, among: known))
        }
    }

    /// The FHIR definitions.
    public var schema: Schema { definitions.schema }
    /// The code systems and value sets at hand.
    public var terminology: Terminology { definitions.terminology }
    /// What is asked for beyond the rules of the standard.
    public var options: ValidationOptions { definitions.options }

    /// A validator that asks for profiles and for nothing else beyond the rules of the standard.
    public convenience init(
        schema: Schema = .r4, library: ResourceLibrary? = nil, profiles: [String]
    ) throws(ProfileNotFound) {
        var options = ValidationOptions()
        options.profiles = profiles
        try self.init(schema: schema, library: library, options: options)
    }

    /// What a run starts with.
    fileprivate func context(for tree: ElementTree) -> ValidationContext { ValidationContext(definitions, tree) }

    /// Checks a resource, and all resources in it. For many resources use one `ValidationRun` for each thread.
    public func validate(_ tree: ElementTree) -> ValidationOutcome {
        var run = ValidationRun(self)
        return run.validate(tree)
    }
}

/// A profile that was asked for by name is not at hand, or nothing can be made of its definition.
public struct ProfileNotFound: Error, Sendable, CustomStringConvertible {
    /// Its canonical address.
    public let profile: String
    /// The address of a definition at hand that was probably meant.
    public let suggestion: String?

    /// What is wrong and what to do.
    public var description: String {
        "the profile \(profile) is not found"
            + (suggestion.map { "; did you mean \($0)? Else" } ?? ":") + " load its StructureDefinition, or check the address"
    }

    /// An address with the same name at its end, or a near one: people write the name alone, or a server's address before it.
    static func suggestion(for profile: String, among addresses: [String]) -> String? {
        let wanted: String = Canonical(profile).url
        let name: (String) -> String = { $0.split(separator: "/").last.map(String.init) ?? $0 }
        let profiles: [String] = addresses.filter { $0.contains("/StructureDefinition/") }
        if let same = profiles.first(where: { name($0) == name(wanted) }) { return same }
        // Of short names too little is left.
        guard name(wanted).utf8.count >= 8, let near = nearest(to: name(wanted), among: profiles.map(name)) else { return nil }
        return profiles.first { name($0) == near }
    }
}

/// Validates one resource after another and keeps what it has made ready: value sets, profiles. One for each thread.
public struct ValidationRun {
    private let kept: Kept

    /// Behind a pointer, so that who holds a run does not hold the layout of everything in it.
    private final class Kept {
        let validator: Validator
        var context: ValidationContext?

        init(_ validator: Validator) { self.validator = validator }
    }

    /// A run of a validator.
    public init(_ validator: Validator) { kept = Kept(validator) }

    /// Checks a resource, and all resources in it.
    public mutating func validate(_ tree: ElementTree) -> ValidationOutcome {
        // Taken out while it changes: it is not copied then.
        var context: ValidationContext = kept.context.take() ?? kept.validator.context(for: tree)
        context.begin(tree)
        BaseRules.validate(&context)
        let outcome = ValidationOutcome(tree: tree, diagnostics: context.diagnostics)
        kept.context = context
        return outcome
    }
}
