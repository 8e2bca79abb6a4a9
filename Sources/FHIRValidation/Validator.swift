import FHIRCore
import FHIRTerminology

/// Checks resources against the FHIR definitions and profiles.
///
/// A validator does not change and can be used by many threads at once. Invalid content never throws: it becomes diagnostics.
///
///     let outcome = try Validator().validate(try ElementTree.read(json: bytes))
///     for issue in outcome.issues { print(issue.path, issue.message) }
public final class Validator: Sendable {
    /// The FHIR definitions.
    public let schema: Schema
    /// The code systems and value sets at hand.
    public let terminology: Terminology
    /// The form of each type's values, by the type's row; nil for types that are no primitives.
    let formats: [PrimitiveFormat?]
    let types: KnownTypes

    /// Profiles that every resource at the top must conform to, beside those that it claims.
    public let profiles: [String]
    let layout: ProfileLayout

    /// A validator.
    /// - Parameters:
    ///   - schema: the FHIR definitions.
    ///   - library: StructureDefinitions, ValueSets and CodeSystems that were loaded; our own are always at hand.
    ///   - profiles: canonical addresses that every resource at the top must conform to.
    /// - Throws: `ProfileNotFound` if one of `profiles` is not at hand or cannot be used.
    public init(schema: Schema = .r4, library: ResourceLibrary? = nil, profiles: [String] = []) throws(ProfileNotFound) {
        self.schema = schema
        self.profiles = profiles
        terminology = Terminology(schema: schema, library: library)
        layout = ProfileLayout(schema: schema, library: library)
        var formats: [PrimitiveFormat?] = Array(repeating: nil, count: schema.typeCount)
        for format in PrimitiveFormat.allCases {
            if let type = schema.type(named: format.rawValue) { formats[type.number] = format }
        }
        self.formats = formats
        types = KnownTypes(schema)
        for profile in profiles where layout.type(profile) == nil {
            guard let definition = layout.definition(profile), ProfileCompiler.compile(definition, layout) != nil else {
                throw ProfileNotFound(profile: profile)
            }
        }
    }

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

    /// What is wrong and what to do.
    public var description: String {
        "the profile \(profile) is not found: load its StructureDefinition, or check the address"
    }
}

/// Validates one resource after another and keeps what it has made ready: value sets, profiles. One for each thread.
public struct ValidationRun {
    private let validator: Validator
    private var context: ValidationContext?

    /// A run of a validator.
    public init(_ validator: Validator) { self.validator = validator }

    /// Checks a resource, and all resources in it.
    public mutating func validate(_ tree: ElementTree) -> ValidationOutcome {
        var context: ValidationContext = self.context ?? ValidationContext(validator, tree)
        self.context = nil
        context.begin(tree)
        BaseRules.validate(&context)
        let outcome = ValidationOutcome(tree: tree, diagnostics: context.diagnostics)
        self.context = context
        return outcome
    }
}

/// Types that rules ask for by name.
struct KnownTypes: Sendable {
    let coding: TypeIndex
    let codeableConcept: TypeIndex
    let quantity: TypeIndex
    /// Quantity and the types that are quantities.
    let quantities: [TypeIndex]
    let reference: TypeIndex
    let code: TypeIndex
    let `extension`: TypeIndex

    init(_ schema: Schema) {
        let type: (String) -> TypeIndex = { schema.type(named: $0) ?? .unknown }
        coding = type("Coding")
        codeableConcept = type("CodeableConcept")
        quantity = type("Quantity")
        quantities = schema.allTypes.filter { $0.kind == .complex && $0.isKind(of: "Quantity") }.map(\.index)
        reference = type("Reference")
        code = type("code")
        `extension` = type("Extension")
    }

    /// It has a code and its system.
    func isCoded(_ type: TypeIndex) -> Bool { type == coding || type == quantity || quantities.contains(type) }
}
