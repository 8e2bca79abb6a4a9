/// Writes nodes as YAML that people read: block style, keys in their order, quotes only where a text needs them.
///
/// The same node gives the same text, and reading that text gives the same node again. A scalar that is a number, a boolean or null
/// keeps its text; a string that looks like one of them, to a reader of YAML 1.2 or of YAML 1.1, is put in quotes.
public struct YAMLWriter: Sendable {
    /// Whether short lists of scalars are written in one line, as `[C4, C5]`.
    public var inlinesShortSequences: Bool
    /// Texts longer than this many characters are folded to lines of about this length.
    public var lineWidth: Int

    /// A writer with the options given.
    public init(inlinesShortSequences: Bool = false, lineWidth: Int = 100) {
        self.inlinesShortSequences = inlinesShortSequences
        self.lineWidth = lineWidth
    }

    /// One document.
    public func text(of node: Node) throws(YAMLError) -> String {
        try text(of: [node])
    }

    /// Several documents, with `---` before each when there is more than one.
    public func text(of documents: [Node]) throws(YAMLError) -> String {
        let writer = try EventWriter(lineWidth: lineWidth)
        for document in documents {
            try writer.startDocument(isMarked: documents.count > 1)
            try write(document, to: writer, depth: 0)
            try writer.endDocument()
        }
        return try writer.finish()
    }

    private func write(_ node: Node, to writer: EventWriter, depth: Int) throws(YAMLError) {
        guard depth < 1000 else { throw YAMLError(.tooDeep, "the value is nested too deep to be written", at: node.position) }
        switch node.content {
        case .scalar(let scalar):
            try writer.scalar(scalar.text, presentation(of: scalar), tag: node.tag)
        case .sequence(let items):
            try writer.startSequence(tag: node.tag, isInline: inlinesShortSequences && isShort(items))
            for item in items { try write(item, to: writer, depth: depth + 1) }
            try writer.endSequence()
        case .mapping(let entries):
            try writer.startMapping(tag: node.tag)
            for entry in entries {
                try writer.scalar(entry.key, Presentation(ofString: entry.key, lineWidth: .max), tag: nil)
                try write(entry.value, to: writer, depth: depth + 1)
            }
            try writer.endMapping()
        }
    }

    private func presentation(of scalar: Scalar) -> Presentation {
        scalar.kind == .string ? Presentation(ofString: scalar.text, lineWidth: lineWidth) : .plain
    }

    private func isShort(_ items: [Node]) -> Bool {
        var length = 0
        for item in items {
            guard case .scalar(let scalar) = item.content, item.tag == nil else { return false }
            length += scalar.text.utf8.count + 2
        }
        return length <= lineWidth * 3 / 4
    }
}
