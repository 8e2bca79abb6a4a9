import FHIRCore

/// Writes views as FHIR JSON (FHIR R4, 2.6.2): canonical order, every digit as it stands.
public struct FHIRJSONEncoder: Sendable {
    /// How the document is laid out.
    public var layout: Layout

    /// An encoder with a layout.
    public init(layout: Layout = .pretty) { self.layout = layout }

    /// The document in UTF-8, and what could not be carried (nothing, as a rule). A primitive becomes its bare value.
    public func encode(_ view: some FHIRView) -> Written { view.element.json(layout) }
}

/// Reads views from FHIR JSON, keeping every digit and what the schema does not know.
public struct FHIRJSONDecoder: Sendable {
    /// A decoder.
    public init() {}

    /// A resource, a data type or a part of a resource (an object of JSON).
    /// - Throws: `ReadError`: no JSON, a resource of another type, a limit passed.
    public func decode<View: FHIRView>(_ type: View.Type, from json: [UInt8]) throws(ReadError) -> View {
        guard View.self is any FHIRResource.Type else {
            let index: TypeIndex = Schema.r4.type(named: View.typeName) ?? .unknown
            return View(element: try ElementTree.read(json: json, as: index).root)
        }
        return try resource(try ElementTree.read(json: json).root, type)
    }
}

/// Writes resources as FHIR XML (FHIR R4, 2.6.1): canonical order, every digit as it stands.
public struct FHIRXMLEncoder: Sendable {
    /// How the document is laid out.
    public var layout: Layout

    /// An encoder with a layout.
    public init(layout: Layout = .pretty) { self.layout = layout }

    /// The document in UTF-8, and what XML could not carry. What is no resource is named by its type.
    public func encode(_ view: some FHIRView) -> Written { view.element.xml(layout) }
}

/// Reads resources from FHIR XML, keeping every digit and what the schema does not know.
public struct FHIRXMLDecoder: Sendable {
    /// A decoder.
    public init() {}

    /// A resource.
    /// - Throws: `ReadError`: ill-formed XML, a DTD, a resource of another type, a limit passed.
    public func decode<Resource: FHIRResource>(_ type: Resource.Type, from xml: [UInt8]) throws(ReadError) -> Resource {
        try resource(try ElementTree.read(xml: xml).root, type)
    }
}

/// The view of a resource that was read, if it is of the view's type; `AnyResource` takes all.
func resource<View: FHIRView>(_ element: Element, _ type: View.Type) throws(ReadError) -> View {
    if View.self == AnyResource.self || element.typeName == View.typeName { return View(element: element) }
    throw ReadError(
        .notAResource,
        "a \(element.typeName ?? "resource of unknown type") where a \(View.typeName) is asked for: read it as AnyResource",
        position: element.position)
}
