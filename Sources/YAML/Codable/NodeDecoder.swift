/// The decoder of one node.
struct NodeDecoder: Decoder {
    let node: Node
    /// Nil for scalars.
    let usage: Usage?
    let path: CodingPath?
    let options: YAMLDecoder

    var codingPath: [any CodingKey] { CodingPath.keys(path) }
    var userInfo: [CodingUserInfoKey: Any] { options.userInfo }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .mapping(let entries) = node.content, let usage else { throw mismatch("a mapping of keys to values") }
        try refuseTag()
        return KeyedDecodingContainer(KeyedDecoding(decoder: self, usage: usage, entries: entries))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .sequence(let items) = node.content, let usage else { throw mismatch("a list") }
        try refuseTag()
        return UnkeyedDecoding(decoder: self, usage: usage, items: items)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }

    /// The decoder of a child.
    func child(_ step: CodingPath.Step, _ node: Node) -> NodeDecoder {
        NodeDecoder(node: node, usage: usage?.child(step, node), path: CodingPath(path, step), options: options)
    }

    // MARK: Errors

    func error(_ code: YAMLError.Code, _ message: String) -> YAMLError {
        YAMLError(code, message, at: node.position, path: CodingPath.text(path))
    }

    func mismatch(_ expected: String) -> YAMLError {
        error(.wrongType, "expected \(expected), found \(node.summary)")
    }

    func refuseTag() throws(YAMLError) {
        if let tag = node.tag { throw error(.badTag, "the tag \(tag) is not known here") }
    }
}

extension Node {
    /// What it is, in a few words.
    fileprivate var summary: String {
        switch content {
        case .sequence: return "a list"
        case .mapping: return "a mapping"
        case .scalar(let scalar):
            let text = scalar.text.count > 40 ? scalar.text.prefix(40) + "…" : scalar.text[...]
            return switch scalar.kind {
            case .null: "nothing"
            case .boolean, .integer, .float: "\(text)"
            case .string: "the text '\(text)'"
            }
        }
    }
}
