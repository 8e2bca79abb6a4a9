/// A named value: `--to xml`, `--to=xml`, `-t xml`, `-txml`.
///
/// A property with a default or of an optional type may be left out; an array takes one value after each repetition of
/// the name.
/// ```swift
/// @Option(name: .shortAndLong, help: "The format to write.") var to: Format = .json
/// @Option(help: "Where results go.") var outputDir: String?
/// @Option(help: "A profile; may be repeated.") var profile: [String] = []
/// ```
@propertyWrapper
public struct Option<Value>: Decodable, DeclaredProperty {
    var state: Declared<Value>

    init(state: Declared<Value>) { self.state = state }

    /// Lets `@Option var name: Type` stand without parentheses: the compiler looks for `init()` here first, and then takes
    /// the one of an extension that fits the type.
    @available(*, unavailable, message: "without a default this needs a type that is ExpressibleByArgument")
    public init() { self.init(Self.traits(.long, .next, nil)) { _ in throw MissingValue() } }

    /// The value of the property in a command that was parsed.
    public var wrappedValue: Value {
        get { current }
        set { state = .value(newValue) }
    }

    /// Takes the value that was read for this property; any decoder but the command line's is refused.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

    init(
        _ traits: ArgumentTraits, initial: Value? = nil, read: @escaping @Sendable ([Occurrence]) throws -> Value
    ) {
        state = .declaration(Declaration(traits: traits, initial: initial, read: read))
    }

    static func traits(_ name: NameSpecification, _ strategy: ValueStrategy, _ help: ArgumentHelp?) -> ArgumentTraits {
        ArgumentTraits(kind: .option, help: help ?? ArgumentHelp(), names: .names(name), strategy: strategy)
    }
}

extension Option: Sendable where Value: Sendable {}

extension Option where Value: ExpressibleByArgument {
    /// An option with a default.
    public init(
        wrappedValue: Value, name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) {
        let traits = Self.traits(name, parsing.strategy, help).typed(Value.self, completion).optional(default: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.single(Reading.expressible(Value.self)))
    }

    /// An option that must be given.
    public init(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) {
        let traits = Self.traits(name, parsing.strategy, help).typed(Value.self, completion)
        self.init(traits, read: Reading.single(Reading.expressible(Value.self)))
    }
}

extension Option {
    /// An option that is nil unless it is given.
    public init<Wrapped: ExpressibleByArgument>(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == Wrapped? {
        self.init(wrappedValue: nil, name: name, parsing: parsing, help: help, completion: completion)
    }

    /// An option that is nil unless it is given, with the nil written out.
    public init<Wrapped: ExpressibleByArgument>(
        wrappedValue: Wrapped?, name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == Wrapped? {
        let traits = Self.traits(name, parsing.strategy, help).typed(Wrapped.self, completion).optional(default: wrappedValue)
        self.init(
            traits, initial: .some(wrappedValue), read: Reading.optional(Reading.expressible(Wrapped.self)))
    }

    /// An option that must be given at least once, each value an element.
    public init<Element: ExpressibleByArgument>(
        name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == [Element] {
        let traits = Self.traits(name, parsing.strategy, help).typed(Element.self, completion).repeating()
        self.init(traits, read: Reading.array(Reading.expressible(Element.self)))
    }

    /// An option that may be repeated; values given replace the default.
    public init<Element: ExpressibleByArgument>(
        wrappedValue: [Element], name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == [Element] {
        let traits = Self.traits(name, parsing.strategy, help).typed(Element.self, completion)
            .repeating().optional(defaults: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.array(Reading.expressible(Element.self)))
    }
}

extension Option {
    /// An option with a default, whose word `transform` reads; what it throws is reported with the word.
    public init(
        wrappedValue: Value, name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Value
    ) {
        let traits = Self.traits(name, parsing.strategy, help).completed(completion).optional(default: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.single(transform))
    }

    /// An option that must be given, whose word `transform` reads.
    public init(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Value
    ) {
        self.init(Self.traits(name, parsing.strategy, help).completed(completion), read: Reading.single(transform))
    }

    /// An option that is nil unless it is given, whose word `transform` reads.
    public init<Wrapped>(
        name: NameSpecification = .long, parsing: SingleValueParsingStrategy = .next,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Wrapped
    ) where Value == Wrapped? {
        let traits = Self.traits(name, parsing.strategy, help).completed(completion).optional()
        self.init(traits, initial: .some(nil), read: Reading.optional(transform))
    }

    /// An option that may be repeated, whose words `transform` reads.
    public init<Element>(
        wrappedValue: [Element], name: NameSpecification = .long, parsing: ArrayParsingStrategy = .singleValue,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Element
    ) where Value == [Element] {
        let traits = Self.traits(name, parsing.strategy, help).completed(completion).repeating().optional()
        self.init(traits, initial: wrappedValue, read: Reading.array(transform))
    }
}
