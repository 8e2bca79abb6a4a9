/// Index of a node in its tree.
public struct NodeIndex: Hashable, Sendable {
    @usableFromInline let raw: UInt32
    @usableFromInline init(raw: UInt32) { self.raw = raw }
    /// No node.
    public static let none: NodeIndex = NodeIndex(raw: UInt32.max)
}

/// The form in which a node's own value stands.
public enum NodeKind: UInt8, Sendable {
    /// No value of its own: a complex element, or a primitive that has only an id or extensions.
    case none
    /// A string; in XML every value that is no number or truth value by its type.
    case string
    /// A number by its text.
    case number
    /// `true` or `false`.
    case boolean
    /// A JSON `null` with nothing beside it.
    case null
    /// JSON that does not have the element's form, or an unknown member: its source text, checked to be JSON.
    case rawJSON
    /// An unknown XML element: its source text.
    case rawXML
}

@usableFromInline
struct NodeFlags: OptionSet, Sendable {
    @usableFromInline let rawValue: UInt8
    @usableFromInline init(rawValue: UInt8) { self.rawValue = rawValue }
    /// The text still has its JSON escapes.
    static let escaped = NodeFlags(rawValue: 1)
    /// It came as an array where the schema has a single value, or the other way round.
    @usableFromInline static let arrayMismatch = NodeFlags(rawValue: 2)
    /// A second member of the same name starts here.
    static let duplicate = NodeFlags(rawValue: 4)
    /// Its name is not of the schema: `firstChild` is the index of the name in the tree's `unknownNames`.
    @usableFromInline static let unknownName = NodeFlags(rawValue: 8)
}

/// 32 bytes; links are indexes of nodes, text is a range of the tree's bytes.
@usableFromInline
struct Node {
    @usableFromInline var field: UInt16
    @usableFromInline var type: UInt16
    @usableFromInline var kind: NodeKind
    @usableFromInline var flags: NodeFlags
    private var reserved: UInt16 = 0
    var textOffset: UInt32 = 0
    var textLength: UInt32 = 0
    @usableFromInline var parent: UInt32
    @usableFromInline var firstChild: UInt32 = UInt32.max
    @usableFromInline var nextSibling: UInt32 = UInt32.max
    /// Offset in the source.
    var position: UInt32

    init(field: FieldIndex, type: TypeIndex, kind: NodeKind, parent: UInt32, position: Int, flags: NodeFlags = []) {
        self.field = field.raw
        self.type = type.raw
        self.kind = kind
        self.flags = flags
        self.parent = parent
        self.position = UInt32(truncatingIfNeeded: position)
    }
}
