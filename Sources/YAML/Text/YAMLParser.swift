/// Guards against documents that are made to exhaust a reader.
public struct YAMLLimits: Sendable {
    /// How deep lists and mappings may lie in one another.
    public var depth: Int
    /// How many nodes aliases may repeat in all; each alias counts with all that its anchor holds.
    public var aliasedNodes: Int

    /// Takes the limits; what is not given has the default.
    public init(depth: Int = 100, aliasedNodes: Int = 100_000) {
        self.depth = depth
        self.aliasedNodes = aliasedNodes
    }
}

/// Reads YAML (1.2 core schema) to positioned nodes.
///
/// Stricter than YAML asks for: keys are scalars and differ by their text, and `<<` is an ordinary key. Aliases are replaced by
/// what their anchors hold.
public struct YAMLParser: Sendable {
    /// Guards against documents that are made to exhaust a reader.
    public var limits: YAMLLimits

    /// A parser with the limits given.
    public init(limits: YAMLLimits = YAMLLimits()) {
        self.limits = limits
    }

    /// All documents of a stream; none for one that holds only comments and blanks.
    ///
    /// - Parameter bytes: UTF-8, or UTF-16 with its byte order mark.
    public func documents(in bytes: [UInt8]) throws(YAMLError) -> [Node] {
        var composer = Composer(events: try EventReader(bytes), limits: limits)
        return try composer.documents()
    }

    /// All documents of a text; none for one that holds only comments and blanks.
    public func documents(in text: String) throws(YAMLError) -> [Node] {
        try documents(in: Array(text.utf8))
    }

    /// The only document of a stream.
    ///
    /// - Parameter bytes: UTF-8, or UTF-16 with its byte order mark.
    public func document(in bytes: [UInt8]) throws(YAMLError) -> Node {
        let documents = try documents(in: bytes)
        guard let first = documents.first else {
            throw YAMLError(
                .documentCount, "there is no content, where one document is expected", at: Position(line: 1, column: 1))
        }
        guard documents.count == 1 else {
            throw YAMLError(
                .documentCount, "a second document begins here, where only one is expected", at: documents[1].position,
                other: first.position)
        }
        return first
    }

    /// The only document of a text.
    public func document(in text: String) throws(YAMLError) -> Node {
        try document(in: Array(text.utf8))
    }
}
