/// A wrapper before the command line is read (what was declared) and after (the value).
enum Declared<Value> {
    case declaration(Declaration<Value>)
    case value(Value)
}

extension Declared: Sendable where Value: Sendable {}

/// What a property's declaration says: its traits, its default, how words become its value.
struct Declaration<Value> {
    var traits: ArgumentTraits
    var initial: Value?
    let read: @Sendable ([Occurrence]) throws -> Value

    func definition(key: String, section: String) -> ArgumentDefinition {
        let forms = traits.kind == .positional ? [] : traits.names.forms(for: memberName(key))
        return ArgumentDefinition(key: key, traits: traits, forms: forms, section: section) { occurrences in
            if occurrences.isEmpty, let initial { return initial }
            return try read(occurrences)
        }
    }
}

extension Declaration: Sendable where Value: Sendable {}

/// A property that adds definitions to the command that declares it.
protocol ArgumentProperty {
    func definitions(key: String, section: String) -> [ArgumentDefinition]
}

/// What `@Argument`, `@Option` and `@Flag` have in common.
protocol DeclaredProperty: ArgumentProperty, Decodable {
    associatedtype Value
    init(state: Declared<Value>)
    var state: Declared<Value> { get }
}

extension DeclaredProperty {
    func definitions(key: String, section: String) -> [ArgumentDefinition] {
        guard case .declaration(let declaration) = state else { return [] }
        return [declaration.definition(key: key, section: section)]
    }

    /// The value, or the default where nothing was parsed (a command made with `init()`).
    var current: Value {
        switch state {
        case .value(let value): return value
        case .declaration(let declaration):
            guard let initial = declaration.initial else {
                preconditionFailure("a required argument, option or flag is read in a command that was not parsed; use parse(_:)")
            }
            return initial
        }
    }

    static func decoded(from decoder: any Decoder) throws -> Self {
        guard let decoder = decoder as? ArgumentDecoder else {
            throw DecodingError.dataCorrupted(
                .init(codingPath: decoder.codingPath, debugDescription: "arguments are decoded from a command line only"))
        }
        return Self(state: .value(try decoder.value(Value.self)))
    }
}
