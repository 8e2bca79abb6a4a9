import FHIRCore

/// A resource that is open, with the resources that it contains: ids and references share it.
struct ContainedScope {
    /// The contained resources with their ids.
    var contained: [(node: NodeIndex, id: String?)] = []
    /// Their ids.
    var containedIDs: Set<String> = []
    /// References within: their targets, without `#`, and their elements.
    var references: [(target: String, node: NodeIndex)] = []
    /// Other addresses that begin with `#`, without it.
    var mentions: Set<String> = []
    /// Places of the narratives that links can lead to, with how often each name stands.
    var anchors: [String: Int] = [:]
    /// Links of the narratives that lead to a place within.
    var links: [(link: NarrativeLink, node: NodeIndex)] = []
    /// The ids of elements in the resource, and in each that it contains.
    var elementIDs: [NodeIndex: Set<String>] = [:]
    /// Canonical addresses among them, with their elements: they must lead to a contained resource.
    var canonicals: [(target: String, node: NodeIndex)] = []
}
