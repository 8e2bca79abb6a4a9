import FHIRCore

extension ValidationContext {
    /// The text of a Reference, or of a primitive that is one (canonical, uri); nil if it has none.
    func referenceText(_ node: NodeIndex) -> String? {
        if tree.type(of: node) == definitions.types.reference {
            guard let text = tree.text(of: "reference", in: node), !text.isEmpty else { return nil }
            return text
        }
        guard let text = tree.valueText(of: node), !text.isEmpty else { return nil }
        return text
    }

    /// What a reference leads to; nil if it is no literal reference.
    func target(of reference: NodeIndex) -> ReferenceTarget? {
        referenceText(reference).map { index.target($0, from: reference) }
    }

    /// The resource in the same tree that a reference leads to; nil if it leads elsewhere.
    func resolve(_ reference: NodeIndex) -> NodeIndex? { target(of: reference)?.node }
}

extension BundleIndex {
    /// The addresses of entries in words; of many only the first ones.
    func addresses(of entries: [Int]) -> String {
        let shown: String = entries.prefix(5).map { self.entries[$0].fullURL ?? "none" }.joined(separator: ", ")
        return entries.count > 5 ? "\(shown) and \(entries.count - 5) more" : shown
    }
}

extension String {
    /// It holds white space.
    var hasWhitespace: Bool {
        utf8.contains { $0 <= 0x20 } || utf8.contains { $0 >= 0x80 } && contains(where: \.isWhitespace)
    }
}
