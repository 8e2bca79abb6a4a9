/// A value known by its position: `casebridge convert patient.json`.
///
/// Arguments are filled in the order of their declaration; an array takes all that are left, so it comes last. A
/// property with a default or of an optional type may be left out. `-` is an ordinary word (standard input by custom),
/// and so is a negative number; after `--` every word is one.
/// ```swift
/// @Argument(help: "Files or folders; - is standard input.", completion: .file()) var files: [String]
/// ```
@propertyWrapper
public struct Argument<Value>: Decodable, DeclaredProperty {
    var state: Declared<Value>

    init(state: Declared<Value>) { self.state = state }

    /// Lets `@Argument var name: Type` stand without parentheses: the compiler looks for `init()` here first, and then takes
    /// the one of an extension that fits the type.
    @available(*, unavailable, message: "without a default this needs a type that is ExpressibleByArgument")
    public init() { self.init(Self.traits(nil)) { _ in throw MissingValue() } }

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

    static func traits(_ help: ArgumentHelp?, _ strategy: ValueStrategy = .next) -> ArgumentTraits {
        ArgumentTraits(kind: .positional, help: help ?? ArgumentHelp(), strategy: strategy)
    }
}

extension Argument: Sendable where Value: Sendable {}

extension Argument where Value: ExpressibleByArgument {
    /// An argument with a default.
    public init(wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
        let traits = Self.traits(help).typed(Value.self, completion).optional(default: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.single(Reading.expressible(Value.self)))
    }

    /// An argument that must be given.
    public init(help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
        self.init(parsing: .next, help: help, completion: completion)
    }

    /// An argument that must be given, with a choice of how it finds its word. This initialiser is ours:
    /// swift-argument-parser has none like it.
    public init(parsing: ArgumentParsingStrategy, help: ArgumentHelp? = nil, completion: CompletionKind? = nil) {
        let traits = Self.traits(help, parsing.strategy).typed(Value.self, completion)
        self.init(traits, read: Reading.single(Reading.expressible(Value.self)))
    }
}

extension Argument {
    /// An argument that is nil unless it is given.
    public init<Wrapped: ExpressibleByArgument>(
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == Wrapped? {
        self.init(wrappedValue: nil, help: help, completion: completion)
    }

    /// An argument that is nil unless it is given, with the nil written out.
    public init<Wrapped: ExpressibleByArgument>(
        wrappedValue: Wrapped?, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == Wrapped? {
        let traits = Self.traits(help).typed(Wrapped.self, completion).optional(default: wrappedValue)
        self.init(traits, initial: .some(wrappedValue), read: Reading.optional(Reading.expressible(Wrapped.self)))
    }

    /// Arguments of which there must be at least one.
    public init<Element: ExpressibleByArgument>(
        parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == [Element] {
        let traits = Self.traits(help, parsing.strategy).typed(Element.self, completion).repeating()
        self.init(traits, read: Reading.array(Reading.expressible(Element.self)))
    }

    /// Arguments of which there may be none; words given replace the default.
    public init<Element: ExpressibleByArgument>(
        wrappedValue: [Element], parsing: ArgumentArrayParsingStrategy = .remaining,
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil
    ) where Value == [Element] {
        let traits = Self.traits(help, parsing.strategy).typed(Element.self, completion)
            .repeating().optional(defaults: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.array(Reading.expressible(Element.self)))
    }
}

extension Argument {
    /// An argument with a default, whose word `transform` reads; what it throws is reported with the word.
    public init(
        wrappedValue: Value, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Value
    ) {
        let traits = Self.traits(help).completed(completion).optional(default: wrappedValue)
        self.init(traits, initial: wrappedValue, read: Reading.single(transform))
    }

    /// An argument that must be given, whose word `transform` reads.
    public init(
        help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Value
    ) {
        self.init(Self.traits(help).completed(completion), read: Reading.single(transform))
    }

    /// Arguments of which there must be at least one, whose words `transform` reads.
    public init<Element>(
        parsing: ArgumentArrayParsingStrategy = .remaining, help: ArgumentHelp? = nil, completion: CompletionKind? = nil,
        transform: @Sendable @escaping (String) throws -> Element
    ) where Value == [Element] {
        let traits = Self.traits(help, parsing.strategy).completed(completion).repeating()
        self.init(traits, read: Reading.array(transform))
    }
}
