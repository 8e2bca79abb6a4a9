/// Makes `Codable` values of nodes, wherever the nodes come from.
///
/// Strict by default: a key that the type does not ask for is an error, with the nearest known key. Every error has line, column
/// and path. Types that are `ScalarTextCodable` read the text of numbers, digit by digit.
public struct YAMLDecoder: Sendable {
    /// What happens with keys and list items that the decoded type does not take.
    public enum UnknownKeys: Sendable {
        /// They are errors; all of them are reported at once.
        case error
        /// They are passed over.
        case ignore
    }

    /// What happens with keys and list items that the decoded type does not take.
    public var unknownKeys: UnknownKeys
    /// Whether a plain `2015` or `true` may be read as a string, as a person who writes YAML expects. For JSON, set it to false.
    public var readsPlainScalarsAsStrings: Bool
    /// Guards for the parser.
    public var limits: YAMLLimits
    /// What is passed through to the types' `init(from:)`.
    public var userInfo: [CodingUserInfoKey: any Sendable]

    /// A decoder with the options given.
    public init(
        unknownKeys: UnknownKeys = .error, readsPlainScalarsAsStrings: Bool = true, limits: YAMLLimits = YAMLLimits(),
        userInfo: [CodingUserInfoKey: any Sendable] = [:]
    ) {
        self.unknownKeys = unknownKeys
        self.readsPlainScalarsAsStrings = readsPlainScalarsAsStrings
        self.limits = limits
        self.userInfo = userInfo
    }

    /// A value from a text that is one YAML document.
    public func decode<T: Decodable>(_ type: T.Type, from yaml: String) throws(YAMLError) -> T {
        try decode(type, from: YAMLParser(limits: limits).document(in: yaml))
    }

    /// A value from UTF-8 bytes that are one YAML document.
    public func decode<T: Decodable>(_ type: T.Type, from yaml: [UInt8]) throws(YAMLError) -> T {
        try decode(type, from: YAMLParser(limits: limits).document(in: yaml))
    }

    /// A value from a node.
    public func decode<T: Decodable>(_ type: T.Type, from node: Node) throws(YAMLError) -> T {
        let usage = Usage()
        let decoder = NodeDecoder(node: node, usage: usage, path: nil, options: self)
        let value: T
        do {
            value = try decoder.decode(type)
        } catch {
            throw YAMLError(decoding: error, root: node)
        }
        guard unknownKeys == .error else { return value }
        let leftovers = usage.leftovers(of: node, path: nil)
        guard var first = leftovers.first else { return value }
        first.further = Array(leftovers.dropFirst())
        throw first
    }
}

extension YAMLError {
    /// Gives an error that a type's own `init(from:)` threw its place.
    fileprivate init(decoding error: any Error, root: Node) {
        switch error {
        case let error as YAMLError: self = error
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context):
            self.init(.wrongType, context, root)
        case DecodingError.keyNotFound(let key, let context):
            self.init(.missingKey, context, root, message: "the key '\(key.stringValue)' is missing")
        case DecodingError.dataCorrupted(let context):
            self.init(.badValue, context, root)
        default:
            self.init(.badValue, "\(error)", at: root.position)
        }
    }

    private init(_ code: Code, _ context: DecodingError.Context, _ root: Node, message: String? = nil) {
        self.init(
            code, message ?? context.debugDescription, at: root.position(of: context.codingPath),
            path: CodingPath.text(context.codingPath))
    }
}

extension Node {
    /// Where the value at a path stands, or the nearest value around it that has a place.
    fileprivate func position(of path: [any CodingKey]) -> Position? {
        var node = self
        var position = node.position
        for key in path {
            guard let child = key.intValue.flatMap({ node[$0] }) ?? node[key.stringValue] else { break }
            node = child
            position = node.position ?? position
        }
        return position
    }
}
