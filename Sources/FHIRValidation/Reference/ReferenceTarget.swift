import FHIRCore

/// What a literal reference leads to.
enum ReferenceTarget {
    /// A contained resource, or the one that contains the others (`#`).
    case contained(NodeIndex)
    /// A resource in the same bundle or among the same parameters.
    case bundled(NodeIndex)
    /// Several entries of the same bundle.
    case ambiguous([NodeIndex])
    /// A resource of another input.
    case outside(Element)
    /// Nothing that is at hand.
    case absent(Absence)

    /// Why nothing was found.
    enum Absence {
        /// No contained resource has the id.
        case contained
        /// The reference stands in no bundle, or leads out of it.
        case remote
        /// It stands in an entry without `fullUrl`, so that it has no base.
        case noFullURL(entry: NodeIndex)
        /// It is relative, and not of the form `Type/id`.
        case malformed
        /// The entries that have the type and id but another address.
        case otherAddress(wanted: String, entries: [NodeIndex])
    }

    /// The node in the same tree.
    var node: NodeIndex? {
        switch self {
        case .contained(let node), .bundled(let node): node
        case .ambiguous(let nodes): nodes.first
        case .outside, .absent: nil
        }
    }
}
