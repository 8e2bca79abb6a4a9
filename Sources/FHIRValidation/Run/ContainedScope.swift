import FHIRCore

/// A resource that is open, with the resources that it contains: ids and references share it.
struct ContainedScope {
    /// The contained resources with their ids.
    var contained: [(node: NodeIndex, id: String?)] = []
    /// References within: their targets, without `#`, and their elements.
    var references: [(target: String, node: NodeIndex)] = []
    /// Other addresses that begin with `#`, without it.
    var mentions: Set<String> = []
}
