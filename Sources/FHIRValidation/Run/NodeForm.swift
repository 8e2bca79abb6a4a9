import FHIRCore

extension ValidationContext {
    /// The node was read as a value of its element.
    func hasContent(_ node: NodeIndex) -> Bool {
        switch tree.kind(of: node) {
        case .rawJSON, .rawXML, .null: false
        default: true
        }
    }

    /// The node has the form of its element, so that it counts.
    func hasForm(_ node: NodeIndex) -> Bool {
        hasContent(node) && tree.hasArrayForm(node)
    }
}
