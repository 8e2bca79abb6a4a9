import FHIRCore

/// What surrounds an evaluation: variables, services of other rooms, limits and the clock.
public struct FHIRPathEnvironment: Sendable {
    /// Values of `%name`.
    public var variables: [String: [FHIRPathValue]] = [:]
    /// What `%resource` stands for; nil: the resource that holds the input.
    public var resource: Element?
    /// What `%rootResource` stands for; nil: the resource that contains `resource`, or itself.
    public var rootResource: Element?
    /// Code systems and value sets, for `memberOf` and `subsumes`.
    public var terminology: (any FHIRPathTerminology)?
    /// Where references lead that do not stay inside the input, for `resolve`.
    public var resolver: (any FHIRPathResolver)?
    /// Where references lead in a tree, from somebody who has an index of it; nil: one is made for a run that follows some.
    package var references: ResourceIndex?
    /// Profiles, for `conformsTo`, `elementDefinition`, `slice` and `checkModifiers`.
    public var profiles: (any FHIRPathProfiles)?
    /// How much an evaluation may take.
    public var limits: FHIRPathLimits = FHIRPathLimits()
    /// The moment that `now()` gives, as a FHIR instant; nil: the clock.
    public var now: String?
    /// Told what `trace()` names.
    public var trace: (@Sendable (_ name: String, _ values: [FHIRPathValue]) -> Void)?

    /// An environment without variables and services.
    public init() {}
}

/// How much an evaluation may take: an expression from an untrusted profile cannot hang the process.
public struct FHIRPathLimits: Sendable {
    /// Items looked at.
    public var steps: Int = 50_000_000
    /// Items of one collection.
    public var items: Int = 5_000_000
    /// Bytes of one string.
    public var textBytes: Int = 16 << 20
    /// Steps of backtracking of one search by a regular expression.
    public var regularExpressionSteps: Int = 1_000_000

    /// The default limits.
    public init() {}
}
