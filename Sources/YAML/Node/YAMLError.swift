/// What is wrong with a document, where it stands, and what to do.
public struct YAMLError: Error, Sendable, Equatable, CustomStringConvertible {
    /// What is wrong, for programs to tell apart.
    public enum Code: String, Sendable {
        /// The text is not YAML.
        case syntax
        /// A mapping has a key twice; `otherPosition` is the first one.
        case duplicateKey
        /// A list or a mapping stands as a key.
        case keyIsNoScalar
        /// An alias names an anchor that is not there, or one that it lies within.
        case unknownAnchor
        /// A tag does not fit its value, or is not known to the reader.
        case badTag
        /// Lists and mappings lie deeper in one another than is allowed.
        case tooDeep
        /// Aliases repeat more content than is allowed.
        case tooManyAliases
        /// There is not exactly one document.
        case documentCount
        /// A key that must be there is missing.
        case missingKey
        /// A key is there that nobody asked for, or a value that nobody took.
        case unknownKey
        /// A value is of another type than the one asked for.
        case wrongType
        /// A value is of the right type and yet not allowed.
        case badValue
        /// A value could not be written.
        case notWritable
    }

    /// What is wrong, for programs to tell apart.
    public var code: Code
    /// What is wrong and what to do, for a person, without the place.
    public var message: String
    /// Where in the source; nil when the node has no source.
    public var position: Position?
    /// A second place that has to do with it: the first of two equal keys, or the start of a construct that is not closed.
    public var otherPosition: Position?
    /// Which value, as `measurements[2].value`; empty for the whole document and where the syntax is wrong.
    public var path: String
    /// More of the same: all the other unknown keys of a document.
    public var further: [YAMLError] = []

    /// An error at a place.
    public init(_ code: Code, _ message: String, at position: Position?, other: Position? = nil, path: String = "") {
        self.code = code
        self.message = message
        self.position = position
        self.otherPosition = other
        self.path = path
    }

    /// One line an error: `line:column: message (at path)`.
    public var description: String { lines(before: "") }

    /// One line an error, as compilers print it: `file:line:column: message (at path)`.
    public func description(in file: String) -> String { lines(before: file + ":") }

    private func lines(before: String) -> String {
        ([self] + further).map { error in
            let place = error.position.map { "\(before)\($0): " } ?? (before.isEmpty ? "" : before + " ")
            return place + error.message + (error.path.isEmpty ? "" : " (at \(error.path))")
        }.joined(separator: "\n")
    }
}
