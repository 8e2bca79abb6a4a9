import FHIRCore

/// A resource of any type: what `Bundle.entry.resource` and `contained` hold.
public struct AnyResource: FHIRResource {
    /// `Resource`, the abstract type; `resourceType` is the type of the content.
    public static var typeName: String { "Resource" }
    /// The element of the resource.
    public var element: Element

    /// A view of an element, which must be a resource.
    public init(element: Element) { self.element = element }

    /// A view of an element; `nil` if it is no resource.
    public init?(_ element: Element) {
        guard element.isResource else { return nil }
        self.element = element
    }

    /// A typed resource, its type left open.
    public init(_ resource: some FHIRResource) { element = resource.element }

    /// The name of the type of the content: `Patient`; `nil` if the schema does not know it.
    public var resourceType: String? { element.typeName }

    /// The resource as a `Patient`, …; `nil` if it is of another type.
    public func `as`<Resource: FHIRResource>(_ type: Resource.Type) -> Resource? { Resource(element) }
}
