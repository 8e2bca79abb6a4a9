import YAML

/// The keys of one mapping in a mapping file: each is asked for by name, and what nobody asked for is an error.
struct Fields {
    let node: Node
    let file: String
    /// What the keys describe, for messages: `a column`.
    let subject: String
    private var entries: [Node.Entry] = []
    private var asked: [String] = []

    init(_ node: Node, file: String, subject: String) throws(TableError) {
        self.node = node
        self.file = file
        self.subject = subject
        guard case .mapping(let entries) = node.content else {
            throw node.mappingError("\(subject) is a mapping of keys to values", file: file)
        }
        self.entries = entries
    }

    mutating func optional(_ key: String) -> Node? {
        asked.append(key)
        return node[key]
    }

    mutating func required(_ key: String) throws(TableError) -> Node {
        if let value = optional(key) { return value }
        throw missing(key)
    }

    /// That a key is not there; where it seems to be misspelt, at the word that stands for it.
    func missing(_ key: String, _ hint: String = "") -> TableError {
        let others = entries.filter { !asked.contains($0.key) }
        if let near = nearest(to: key, among: others.map(\.key)), let entry = others.first(where: { $0.key == near }) {
            return unknown(entry, "; did you mean '\(key)'?")
        }
        return node.mappingError("\(subject) needs the key '\(key)'\(hint)", file: file)
    }

    private func unknown(_ entry: Node.Entry, _ hint: String) -> TableError {
        TableError(
            .mapping, file: file, line: entry.keyPosition?.line, column: entry.keyPosition?.column,
            "the key '\(entry.key)' is not known in \(subject)\(hint)")
    }

    mutating func text(_ key: String) throws(TableError) -> String? {
        guard let value = optional(key) else { return nil }
        return try value.mappingText("'\(key)'", file: file)
    }

    mutating func boolean(_ key: String) throws(TableError) -> Bool? {
        guard let value = optional(key) else { return nil }
        guard let scalar = value.scalar, scalar.kind == .boolean else {
            throw value.mappingError("'\(key)' is true or false", file: file)
        }
        return scalar.text.lowercased() == "true"
    }

    /// One of a few words.
    mutating func word<Word: RawRepresentable & CaseIterable>(_ key: String, _ type: Word.Type) throws(TableError) -> Word?
    where Word.RawValue == String {
        guard let value = optional(key) else { return nil }
        let text = try value.mappingText("'\(key)'", file: file)
        if let word = Word(rawValue: text) { return word }
        let words = Word.allCases.map(\.rawValue)
        let near = nearest(to: text, among: words).map { "; did you mean '\($0)'?" } ?? ""
        throw value.mappingError("'\(key)' is one of \(words.joined(separator: ", ")), not '\(text)'\(near)", file: file)
    }

    /// Two numbers, the lower one first.
    mutating func range(_ key: String) throws(TableError) -> ClosedRange<Double>? {
        guard let value = optional(key) else { return nil }
        guard case .sequence(let ends) = value.content, ends.count == 2, let low = ends[0].scalar.flatMap({ Double($0.text) }),
            let high = ends[1].scalar.flatMap({ Double($0.text) }), low <= high
        else { throw value.mappingError("'\(key)' is two numbers, the lower one first: [0, 120]", file: file) }
        return low...high
    }

    /// The entries of a mapping under a key, in order.
    mutating func table(_ key: String) throws(TableError) -> [Node.Entry]? {
        guard let value = optional(key) else { return nil }
        guard case .mapping(let entries) = value.content, !entries.isEmpty else {
            throw value.mappingError("'\(key)' is a mapping with at least one line", file: file)
        }
        return entries
    }

    /// The items of a list under a key; none where the key is not there.
    mutating func list(_ key: String) throws(TableError) -> [Node] {
        guard let value = optional(key) else { return [] }
        guard case .sequence(let items) = value.content else { throw value.mappingError("'\(key)' is a list", file: file) }
        return items
    }

    /// Refuses the first key that nobody asked for.
    func finish() throws(TableError) {
        guard let entry = entries.first(where: { !asked.contains($0.key) }) else { return }
        let open = asked.filter { node[$0] == nil }
        let hint =
            nearest(to: entry.key, among: open).map { "; did you mean '\($0)'?" }
            ?? "; known are \(asked.joined(separator: ", "))"
        throw unknown(entry, hint)
    }
}

extension Node {
    /// A fault of the mapping file at this node.
    func mappingError(_ message: String, file: String) -> TableError {
        TableError(.mapping, file: file, line: position?.line, column: position?.column, message)
    }

    func mappingText(_ what: String, file: String) throws(TableError) -> String {
        guard let scalar, scalar.kind != .null else { throw mappingError("\(what) is a text", file: file) }
        return scalar.text
    }
}

extension TableError {
    /// A fault of the YAML itself, or of a record or series within it.
    init(_ error: YAMLError, file: String, near node: Node? = nil) {
        let place = error.position ?? node?.position
        let path = error.path.isEmpty ? "" : " (at \(error.path))"
        let others = error.further.map { "; \($0)" }.joined()
        self.init(.mapping, file: file, line: place?.line, column: place?.column, error.message + path + others)
    }
}
