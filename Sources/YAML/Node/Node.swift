/// A value as a tree of scalars, lists and mappings, with the places where they stand in their source.
///
/// The tree is neutral between formats: YAML is parsed to it and written from it, JSON can be, and `Codable` values are
/// decoded from and encoded to it. Numbers keep their text.
public struct Node: Sendable, Equatable {
    /// What a node holds.
    public enum Content: Sendable, Equatable {
        /// A text, a number, a boolean or null.
        case scalar(Scalar)
        /// A list.
        case sequence([Node])
        /// Keys with their values, in the order of the source; no key comes twice.
        case mapping([Entry])
    }

    /// One key of a mapping with its value.
    public struct Entry: Sendable, Equatable {
        /// The key's text.
        public var key: String
        /// Where the key stands.
        public var keyPosition: Position?
        /// The value.
        public var value: Node

        /// Puts a key and a value together.
        public init(_ key: String, _ value: Node, keyPosition: Position? = nil) {
            self.key = key
            self.value = value
            self.keyPosition = keyPosition
        }

        /// Entries are equal when key and value are, wherever they stand.
        public static func == (left: Entry, right: Entry) -> Bool {
            left.key == right.key && left.value == right.value
        }
    }

    /// What the node holds.
    public var content: Content
    /// Where it begins in its source; nil for a node that a program made.
    public var position: Position?
    /// A tag that an application gave it (`!dose`); YAML's own tags (`!!str`) are resolved by the parser and not kept.
    public var tag: String?

    /// Takes any content.
    public init(_ content: Content, position: Position? = nil, tag: String? = nil) {
        self.content = content
        self.position = position
        self.tag = tag
    }

    /// A string, whatever it looks like: `Node(text: "5")` is no number.
    public init(text: String, position: Position? = nil) {
        self.init(.scalar(Scalar(text, .quoted)), position: position)
    }

    /// A scalar whose text says what it is: a number, `true`, `false` or `null`, otherwise a string (YAML 1.2.2, section 10.3).
    public init(plain text: String, position: Position? = nil) {
        self.init(.scalar(Scalar(text, .plain)), position: position)
    }

    /// A list.
    public init(sequence: [Node], position: Position? = nil) {
        self.init(.sequence(sequence), position: position)
    }

    /// A mapping. Its keys must differ.
    public init(mapping: [Entry], position: Position? = nil) {
        self.init(.mapping(mapping), position: position)
    }

    /// The value of a key; nil where there is none or where this is no mapping.
    public subscript(key: String) -> Node? {
        guard case .mapping(let entries) = content else { return nil }
        return entries.first { $0.key == key }?.value
    }

    /// The item at an index; nil where there is none or where this is no list.
    public subscript(index: Int) -> Node? {
        guard case .sequence(let items) = content, items.indices.contains(index) else { return nil }
        return items[index]
    }

    /// The scalar, where this is one.
    public var scalar: Scalar? {
        guard case .scalar(let scalar) = content else { return nil }
        return scalar
    }

    /// Nodes are equal when content and tag are, wherever they stand.
    public static func == (left: Node, right: Node) -> Bool {
        left.content == right.content && left.tag == right.tag
    }
}

/// A place in a source: line and column, both from 1, columns counted in Unicode code points.
public struct Position: Hashable, Sendable, Comparable, CustomStringConvertible {
    /// The line, from 1.
    public var line: Int
    /// The column, from 1, in code points.
    public var column: Int

    /// A place.
    public init(line: Int, column: Int) {
        self.line = line
        self.column = column
    }

    /// As compilers print it: `line:column`.
    public var description: String { "\(line):\(column)" }

    /// Earlier in the source is less.
    public static func < (left: Position, right: Position) -> Bool {
        (left.line, left.column) < (right.line, right.column)
    }
}
