import FHIRCore
import FHIRModels
import Hashing

/// What a record's way into a bundle knows and has written so far.
struct BundleWriter {
    /// What an item becomes.
    struct Target {
        /// The full address of the item's resource.
        var fullURL: String
        /// The resource's type.
        var type: String
    }

    /// The namespace of all ids of the bundle; the same record gives the same ids.
    let namespace: UUID16
    /// What the resources are about.
    let subject: Reference
    /// The case's name; nil in the bundle of a series.
    let caseID: ItemID?
    /// The items, by name.
    let targets: [ItemID: Target]
    /// The finished entries.
    private(set) var entries: [Bundle.Entry] = []
    /// The item that is being written.
    private var owner: String = ""
    private var minted: Int = 0

    init(namespace: UUID16, subject: Reference, caseID: ItemID? = nil, types: [(ItemID, String)]) {
        self.namespace = namespace
        self.subject = subject
        self.caseID = caseID
        targets = Dictionary(
            types.map { ($0, Target(fullURL: "urn:uuid:" + uuid5(namespace: namespace, name: $0.rawValue), type: $1)) },
            uniquingKeysWith: { first, _ in first })
    }

    /// Writes an item's entry; what `make` adds meanwhile follows it.
    mutating func add(_ id: ItemID, _ make: (inout BundleWriter) -> Element) {
        let outer = (owner, minted)
        (owner, minted) = (id.rawValue, 0)
        let place = entries.count
        entries.append(Bundle.Entry())
        var resource = make(&self)
        resource.setChildren(named: "id", to: [FHIRID(id.rawValue).element])
        entries[place] = Self.entry("urn:uuid:" + uuid5(namespace: namespace, name: id.rawValue), resource)
        (owner, minted) = outer
    }

    /// Writes an entry that no item is, but a part of the one that is being written; its id comes from that item and `role`.
    mutating func attach(_ role: String, _ make: (inout BundleWriter) -> Element) -> Reference {
        minted += 1
        let uuid = uuid5(namespace: namespace, name: "\(owner)/\(role)/\(minted)")
        let place = entries.count
        entries.append(Bundle.Entry())
        var resource = make(&self)
        resource.setChildren(named: "id", to: [FHIRID(uuid).element])
        entries[place] = Self.entry("urn:uuid:" + uuid, resource)
        return Reference(reference: FHIRString("urn:uuid:" + uuid))
    }

    /// An entry whose address is not made from an item of this bundle.
    mutating func add(fullURL: String, _ resource: some FHIRResource) {
        entries.append(Self.entry(fullURL, resource.element))
    }

    private static func entry(_ fullURL: String, _ resource: Element) -> Bundle.Entry {
        Bundle.Entry(fullUrl: FHIRURI(fullURL), resource: AnyResource(element: resource))
    }
}
