/// What a conversion is to make, and how careful it is.
public struct ConversionOptions: Sendable {
    /// What is made of resources.
    public enum Target: Sendable, Hashable {
        /// The same resource in a format.
        case resource(ResourceFormat)
        /// A line of compact JSON for every resource: of NDJSON, or of a bundle's entries.
        case lines
        /// A bundle of type `collection`, an entry for every resource.
        case bundle(ResourceFormat)
    }

    /// What is made.
    public var target: Target
    /// How it is laid out; lines are always compact.
    public var layout: Layout
    /// Limits of the readers.
    public var limits: ReadLimits
    /// Unknown members and elements, duplicates and wrong forms are refused.
    public var isStrict: Bool
    /// Everything written is read again and compared with what was read.
    public var verifies: Bool
    /// Threads that work on the resources of a stream.
    public var jobs: Int
    /// The definitions.
    public var schema: Schema

    /// Options; nothing but the target must be given.
    public init(
        target: Target, layout: Layout = .pretty, limits: ReadLimits = ReadLimits(), isStrict: Bool = false,
        verifies: Bool = false
    ) {
        self.target = target
        self.layout = layout
        self.limits = limits
        self.isStrict = isStrict
        self.verifies = verifies
        jobs = 1
        schema = .r4
    }

    /// The same options for one thread of several.
    var forThread: ConversionOptions {
        var own: ConversionOptions = self
        own.schema = schema.copy
        return own
    }
}
