import FHIRCore
import FHIRModels

/// How a kind of item becomes one type of resource and comes back.
struct Kind<Item: CaseItem, Resource: DomainResource>: Sendable {
    /// The profile that the resource conforms to; nil where it is only read.
    let profile: String?
    private let blank: @Sendable (ItemID) -> Item
    private let carriers: [Carrier<Item, Resource>]

    /// A kind. `blank` makes the item that the carriers fill; what every item has needs no mention.
    init(_ profile: String?, blank: @escaping @Sendable (ItemID) -> Item, _ carriers: [Carrier<Item, Resource>]) {
        self.profile = profile.map { Canonical.structure($0) }
        self.blank = blank
        self.carriers = carriers + [.note(\.note), .sources(\.sources)]
    }

    func put(_ item: Item, _ writer: inout BundleWriter) -> Resource {
        var resource = Resource.empty()
        resource.meta = profile.map { Meta(profile: [FHIRCanonical($0)]) }
        for carrier in carriers { carrier.put(item, &resource, &writer) }
        return resource
    }

    func get(_ resource: Resource, _ id: ItemID, _ reader: inout BundleReader) -> Item {
        var item = blank(id)
        if let profile { reader.visit(profile, of: resource) }
        for carrier in carriers { carrier.get(resource, &item, &reader) }
        return item
    }

    /// The kind as one of the shapes that items of a list can take.
    func shape(
        serves: @escaping @Sendable (Item) -> Bool = { _ in true },
        accepts: @escaping @Sendable (Resource) -> Bool = { _ in true }
    ) -> Shape<Item> {
        Shape(
            type: Resource.typeName, serves: serves,
            accepts: { element in Resource(element).map(accepts) ?? false },
            put: { item, writer in put(item, &writer).element },
            get: { element, id, reader in get(Resource(element: element), id, &reader) })
    }
}

/// A kind of item with its type of resource left open: a list of items may become several types.
struct Shape<Item>: Sendable {
    /// The resource's type.
    let type: String
    /// The item takes this shape.
    let serves: @Sendable (Item) -> Bool
    /// The resource has this shape.
    let accepts: @Sendable (Element) -> Bool
    let put: @Sendable (Item, inout BundleWriter) -> Element
    let get: @Sendable (Element, ItemID, inout BundleReader) -> Item
}

extension BundleReader {
    /// Counts a profile as read where it is ours.
    mutating func visit(_ profile: String, of resource: some FHIRResource) {
        for found in resource.meta?.profile ?? [] where found.text == profile { take(found) }
    }
}

/// The items of FHIR, by the file of each.
enum Kinds {}
