/// A name without a value: `--quiet`, `-q`; one-letter flags may be bundled (`-qv`).
///
/// ```swift
/// @Flag(name: .shortAndLong, help: "Say nothing.") var quiet = false
/// @Flag(inversion: .prefixedNo, help: "Colours on a terminal.") var color = true
/// @Flag(name: .shortAndLong, help: "Say more; may be repeated.") var verbose: Int
/// ```
@propertyWrapper
public struct Flag<Value>: Decodable, DeclaredProperty {
    var state: Declared<Value>

    init(state: Declared<Value>) { self.state = state }

    /// Lets `@Flag var name: Type` stand without parentheses: the compiler looks for `init()` here first, and then takes
    /// the one of an extension that fits the type.
    @available(*, unavailable, message: "without a default this needs an inversion or an EnumerableFlag type")
    public init() { self.init(.names(.long), nil) { _ in throw MissingValue() } }

    /// The value of the property in a command that was parsed.
    public var wrappedValue: Value {
        get { current }
        set { state = .value(newValue) }
    }

    /// Takes the value that was read for this property; any decoder but the command line's is refused.
    public init(from decoder: any Decoder) throws { self = try Self.decoded(from: decoder) }

    init(
        _ forms: FormSource, _ help: ArgumentHelp?, initial: Value? = nil, defaultForm: Int? = nil,
        read: @escaping @Sendable ([Occurrence]) throws -> Value
    ) {
        var traits = ArgumentTraits(kind: .flag, help: help ?? ArgumentHelp(), names: forms)
        traits.isOptional = initial != nil
        traits.defaultForm = defaultForm
        state = .declaration(Declaration(traits: traits, initial: initial, read: read))
    }
}

extension Flag: Sendable where Value: Sendable {}

extension Flag where Value == Bool {
    /// A flag that switches the default to its opposite.
    public init(wrappedValue: Bool, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
        self.init(.names(name), help, initial: wrappedValue) { $0.isEmpty ? wrappedValue : !wrappedValue }
    }

    /// A flag that can be switched on and off, with a default.
    public init(
        wrappedValue: Bool, name: NameSpecification = .long, inversion: FlagInversion,
        exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
    ) {
        self.init(.inverted(name, inversion), help, initial: wrappedValue, defaultForm: wrappedValue ? 0 : 1) {
            try exclusivity.chosen($0).text == "true"
        }
    }

    /// A flag that must be switched on or off.
    public init(
        name: NameSpecification = .long, inversion: FlagInversion,
        exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
    ) {
        self.init(.inverted(name, inversion), help) { try exclusivity.chosen($0).text == "true" }
    }
}

extension Flag where Value == Bool? {
    /// A flag that is nil unless it is switched on or off.
    public init(
        name: NameSpecification = .long, inversion: FlagInversion,
        exclusivity: FlagExclusivity = .chooseLast, help: ArgumentHelp? = nil
    ) {
        self.init(.inverted(name, inversion), help, initial: .some(nil)) { try exclusivity.chosen($0).text == "true" }
    }
}

extension Flag where Value == Int {
    /// How many times the flag is given.
    public init(name: NameSpecification = .long, help: ArgumentHelp? = nil) {
        self.init(wrappedValue: 0, name: name, help: help)
    }

    /// How many times the flag is given, added to the default.
    public init(wrappedValue: Int, name: NameSpecification = .long, help: ArgumentHelp? = nil) {
        self.init(.names(name), help, initial: wrappedValue) { wrappedValue + $0.count }
    }
}

extension Flag where Value: EnumerableFlag {
    /// One of the flags of the cases, with a default.
    public init(wrappedValue: Value, exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil) {
        let index = Array(Value.allCases).firstIndex(of: wrappedValue)
        self.init(Value.forms, help, initial: wrappedValue, defaultForm: index) { try Value.chosen($0, exclusivity) }
    }

    /// One of the flags of the cases, which must be given.
    public init(exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil) {
        self.init(Value.forms, help) { try Value.chosen($0, exclusivity) }
    }
}

extension Flag {
    /// One of the flags of the cases, nil if none is given.
    public init<Element: EnumerableFlag>(
        exclusivity: FlagExclusivity = .exclusive, help: ArgumentHelp? = nil
    ) where Value == Element? {
        self.init(Element.forms, help, initial: .some(nil)) { try Element.chosen($0, exclusivity) }
    }

    /// All the flags given, in their order.
    public init<Element: EnumerableFlag>(wrappedValue: [Element], help: ArgumentHelp? = nil) where Value == [Element] {
        self.init(Element.forms, help, initial: wrappedValue) { try $0.map { try Element.chosen([$0], .exclusive) } }
    }
}

extension FlagExclusivity {
    func chosen(_ occurrences: [Occurrence]) throws -> Occurrence {
        guard let first = occurrences.first, let last = occurrences.last else { throw MissingValue() }
        switch choice {
        case .first: return first
        case .last: return last
        case .neither:
            if let other = occurrences.first(where: { $0.text != first.text }) {
                throw ConflictingFlags(first: first.name ?? first.text, second: other.name ?? other.text)
            }
            return first
        }
    }
}

extension EnumerableFlag {
    static var forms: FormSource { .cases(allCases.map { (name(for: $0), name: "\($0)", help: help(for: $0)) }) }

    static func chosen(_ occurrences: [Occurrence], _ exclusivity: FlagExclusivity) throws -> Self {
        let text = try exclusivity.chosen(occurrences).text
        let cases = Array(allCases)
        guard let index = Int(text), cases.indices.contains(index) else { throw MissingValue() }
        return cases[index]
    }
}
