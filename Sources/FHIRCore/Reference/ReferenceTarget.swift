/// What a literal reference leads to.
package enum ReferenceTarget {
    /// A contained resource, or the one that contains the others (`#`).
    case contained(NodeIndex)
    /// A resource in the same bundle or among the same parameters.
    case bundled(NodeIndex)
    /// Several entries of the same bundle, by their numbers, and the resource of the first.
    case ambiguous(NodeIndex, entries: [Int])
    /// A resource of another input.
    case outside(Element)
    /// Nothing that is at hand.
    case absent(Absence)

    /// Why nothing was found.
    package enum Absence {
        /// No contained resource has the id.
        case contained
        /// The reference stands in no bundle, or leads out of it.
        case remote
        /// It stands in an entry without `fullUrl`, so that it has no base.
        case noFullURL
        /// It is relative, and not of the form `Type/id`.
        case malformed
        /// The entries that have the type and id but another address.
        case otherAddress(wanted: String, entries: [Int])
    }

    /// The node in the same tree.
    package var node: NodeIndex? {
        switch self {
        case .contained(let node), .bundled(let node), .ambiguous(let node, _): node
        case .outside, .absent: nil
        }
    }
}
