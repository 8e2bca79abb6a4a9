/// How the words given for a property become its value.
enum Reading {
    typealias Transform<Value> = @Sendable (String) throws -> Value

    /// The type's own reading of a word.
    static func expressible<Value: ExpressibleByArgument>(_ type: Value.Type) -> Transform<Value> {
        { word in
            guard let value = Value(argument: word) else { throw UnreadableValue(allowed: Value.allValueStrings) }
            return value
        }
    }

    /// The last word given; there must be one.
    static func single<Value>(_ transform: @escaping Transform<Value>) -> @Sendable ([Occurrence]) throws -> Value {
        { occurrences in
            guard let last = occurrences.last else { throw MissingValue() }
            return try read(last, transform)
        }
    }

    /// The last word given, nil if there is none.
    static func optional<Value>(_ transform: @escaping Transform<Value>) -> @Sendable ([Occurrence]) throws -> Value? {
        { occurrences in try occurrences.last.map { try read($0, transform) } }
    }

    /// All words given.
    static func array<Value>(_ transform: @escaping Transform<Value>) -> @Sendable ([Occurrence]) throws -> [Value] {
        { occurrences in
            if occurrences.isEmpty { throw MissingValue() }
            return try occurrences.map { try read($0, transform) }
        }
    }

    private static func read<Value>(_ occurrence: Occurrence, _ transform: Transform<Value>) throws -> Value {
        do {
            return try transform(occurrence.text)
        } catch {
            throw InvalidValue(occurrence: occurrence, cause: error)
        }
    }
}

/// A required property was given no word.
struct MissingValue: Error {}

/// Two flags that exclude each other were given.
struct ConflictingFlags: Error {
    let first: String
    let second: String
}

/// A word that its type does not take; `allowed` lists what it does, where that can be listed.
struct UnreadableValue: Error {
    let allowed: [String]
}

/// A word that could not become a value, with the reason.
struct InvalidValue: Error {
    let occurrence: Occurrence
    let cause: any Error
}
