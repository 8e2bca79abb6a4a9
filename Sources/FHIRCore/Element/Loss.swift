/// Something that a conversion could not carry.
public struct Loss: Sendable, Hashable {
    /// The path of the element: `Patient.name[0]`.
    public let path: String
    /// What could not be carried, and why.
    public let message: String
    /// Where it stands in the source; nil for a tree that was not read.
    public let position: SourcePosition?

    /// A loss at a path that a room above has made.
    package init(path: String, message: String, position: SourcePosition?) {
        self.path = path
        self.message = message
        self.position = position
    }

    init(_ element: Element, _ message: String) {
        path = element.path
        self.message = message
        position = element.position
    }
}

/// What a writer gives: the bytes, and what is not in them.
public struct Written: Sendable {
    /// The document in UTF-8, with a line feed at its end.
    public let bytes: [UInt8]
    /// What could not be carried; empty as a rule.
    public let losses: [Loss]

    init(bytes: [UInt8], losses: [Loss]) {
        self.bytes = bytes
        self.losses = losses
    }
}

/// How a document is laid out.
public enum Layout: String, Sendable, CaseIterable {
    /// Line breaks and indentation of two spaces.
    case pretty
    /// No white space.
    case compact
}
