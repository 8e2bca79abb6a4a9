/// What of a list or mapping a decoded type has taken. `Codable` cannot see the keys that it does not know; this tells them.
///
/// One record serves all decoders of the same node, so a type may try several shapes: what any of them took is taken.
final class Usage {
    /// Keys whose values were decoded.
    private var takenKeys: Set<String> = []
    /// Keys that were asked for, present or not: the ones that the type knows.
    private(set) var knownKeys: Set<String> = []
    private var takenItems = 0
    private var children: [CodingPath.Step: Usage] = [:]

    func ask(_ key: String) { knownKeys.insert(key) }
    func take(_ key: String) { takenKeys.insert(key) }
    func take(_ index: Int) { takenItems = max(takenItems, index + 1) }

    /// The record of a child; nil for scalars, which are taken as a whole.
    func child(_ step: CodingPath.Step, _ node: Node) -> Usage? {
        if node.scalar != nil { return nil }
        if let child = children[step] { return child }
        let child = Usage()
        children[step] = child
        return child
    }

    /// An error for each key and item that nobody took.
    func leftovers(of node: Node, path: CodingPath?) -> [YAMLError] {
        var errors: [YAMLError] = []
        switch node.content {
        case .scalar: break
        case .sequence(let items):
            if takenItems < items.count {
                let path = CodingPath.text(CodingPath(path, .index(takenItems)))
                errors.append(YAMLError(.unknownKey, "nothing is expected here", at: items[takenItems].position, path: path))
            }
            for (index, item) in items.enumerated() {
                guard let child = children[.index(index)] else { continue }
                errors += child.leftovers(of: item, path: CodingPath(path, .index(index)))
            }
        case .mapping(let entries):
            for entry in entries {
                if !takenKeys.contains(entry.key) {
                    errors.append(leftover(entry, among: entries, path: path))
                } else if let child = children[.key(entry.key)] {
                    errors += child.leftovers(of: entry.value, path: CodingPath(path, .key(entry.key)))
                }
            }
        }
        return errors
    }

    private func leftover(_ entry: Node.Entry, among entries: [Node.Entry], path: CodingPath?) -> YAMLError {
        var message = "the key '\(entry.key)' is not used here"
        if !knownKeys.contains(entry.key) {
            message = "the key '\(entry.key)' is not known here"
            let open = knownKeys.subtracting(entries.map(\.key))
            if let near = nearest(to: entry.key, among: open) {
                message += "; did you mean '\(near)'?"
            } else if !open.isEmpty, open.count <= 8 {
                message += "; known are also \(open.sorted().joined(separator: ", "))"
            }
        }
        return YAMLError(
            .unknownKey, message, at: entry.keyPosition, path: CodingPath.text(CodingPath(path, .key(entry.key))))
    }
}
