import FHIRCore

// What an expression asks of rooms above: terminology, validation, stores of resources.

/// Why a service refuses an answer: what was asked for is not at hand, or must not be asked.
public struct FHIRPathRefusal: Error, Sendable {
    /// The reason in words, for the message of the error that the expression ends with.
    public let reason: String

    /// A refusal for a reason.
    public init(_ reason: String) { self.reason = reason }
}

/// Answers questions on codes (FHIR R4, 2.9.1.5 Additional functions).
public protocol FHIRPathTerminology: Sendable {
    /// Whether a code, Coding, CodeableConcept or string is of the value set; nil if that cannot be known, as where a code system
    /// is not at hand.
    /// - Throws: the value set is not at hand, or a string is asked for and the set has codes of several systems.
    func isMember(_ value: FHIRPathValue, ofValueSet url: String) throws(FHIRPathRefusal) -> Bool?
    /// Whether the first Coding or CodeableConcept is the second or stands above it; nil if that cannot be known.
    /// - Throws: they are of code systems that have nothing to do with each other.
    func subsumes(_ code: Element, _ other: Element) throws(FHIRPathRefusal) -> Bool?
}

/// Finds what references lead to.
public protocol FHIRPathResolver: Sendable {
    /// The resource that a reference or canonical address names, if it does not stay inside the input; nil if it is not at hand.
    func resolve(_ reference: String, from element: Element) -> Element?
}

/// Answers questions on profiles.
public protocol FHIRPathProfiles: Sendable {
    /// Whether the element conforms to the profile.
    /// - Throws: the profile is not at hand.
    func conforms(_ element: Element, to profile: String) throws(FHIRPathRefusal) -> Bool
    /// The ElementDefinition that the element is checked by; nil if there is none.
    func elementDefinition(of element: Element) -> Element?
    /// The items of a slice that a structure names, as far as they are the element or stand below it, in order.
    /// - Throws: the structure is not at hand, or has no such slice.
    func items(ofSlice name: String, of structure: String, in element: Element) throws(FHIRPathRefusal) -> [Element]
}
