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

    /// A resource, a data type, a part of a resource or a primitive by itself.
    /// - Throws: `ReadError`: no JSON, a resource of another type, a limit passed.
    public func decode<View: FHIRView>(_ type: View.Type, from json: [UInt8]) throws(ReadError) -> View {
        View(element: try ElementCoding.read(json, as: View.typeName))
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
        Resource(element: try ElementCoding.checked(try ElementTree.read(xml: xml).root, Resource.typeName))
    }
}
