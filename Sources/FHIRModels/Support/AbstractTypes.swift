import FHIRCore

/// A data type or a part of a resource: <http://hl7.org/fhir/R4/element.html>.
public protocol FHIRElement: FHIRView {}

extension FHIRElement {
    /// `Element.id`, 0..1: an id for references inside the resource.
    public var id: FHIRString? {
        get { element[single: "id"] }
        set { element[single: "id"] = newValue }
    }

    /// `Element.extension`, 0..*.
    public var `extension`: [Extension] {
        get { element[list: "extension"] }
        set { element[list: "extension"] = newValue }
    }
}

/// A part of a resource that has elements of its own: <http://hl7.org/fhir/R4/backboneelement.html>.
public protocol BackboneElement: FHIRElement {}

extension BackboneElement {
    /// `BackboneElement.modifierExtension`, 0..*: extensions that can change what the rest means.
    public var modifierExtension: [Extension] {
        get { element[list: "modifierExtension"] }
        set { element[list: "modifierExtension"] = newValue }
    }
}

/// A resource: <http://hl7.org/fhir/R4/resource.html>.
public protocol FHIRResource: FHIRView {}

extension FHIRResource {
    /// `Resource.id`, 0..1: the logical id.
    public var id: FHIRID? {
        get { element[single: "id"] }
        set { element[single: "id"] = newValue }
    }

    /// `Resource.meta`, 0..1.
    public var meta: Meta? {
        get { element[single: "meta"] }
        set { element[single: "meta"] = newValue }
    }

    /// `Resource.implicitRules`, 0..1: rules under which the content was made. A modifier.
    public var implicitRules: FHIRURI? {
        get { element[single: "implicitRules"] }
        set { element[single: "implicitRules"] = newValue }
    }

    /// `Resource.language`, 0..1: the language of the content, BCP 47.
    public var language: FHIRCode? {
        get { element[single: "language"] }
        set { element[single: "language"] = newValue }
    }
}

/// A resource with narrative, contained resources and extensions: <http://hl7.org/fhir/R4/domainresource.html>.
public protocol DomainResource: FHIRResource {}

extension DomainResource {
    /// `DomainResource.text`, 0..1: the narrative.
    public var text: Narrative? {
        get { element[single: "text"] }
        set { element[single: "text"] = newValue }
    }

    /// `DomainResource.contained`, 0..*: resources inside this one.
    public var contained: [AnyResource] {
        get { element[list: "contained"] }
        set { element[list: "contained"] = newValue }
    }

    /// `DomainResource.extension`, 0..*.
    public var `extension`: [Extension] {
        get { element[list: "extension"] }
        set { element[list: "extension"] = newValue }
    }

    /// `DomainResource.modifierExtension`, 0..*: extensions that can change what the rest means.
    public var modifierExtension: [Extension] {
        get { element[list: "modifierExtension"] }
        set { element[list: "modifierExtension"] = newValue }
    }
}
