import FHIRCore

/// A typed view of an element: a struct with that element as its only stored property.
///
/// Reading a property reads the element; setting one changes it, with value semantics. Whatever the element holds beside
/// the properties (unknown members, extensions, the text of numbers) stays in it. Equality and hashes are the element's.
///
/// `FHIRJSONEncoder`, `FHIRXMLEncoder` and their decoders keep every digit. As `Codable` a view works with other coders too;
/// those of Foundation know numbers by their value only and make `1.10` into `1.1`.
public protocol FHIRView: Hashable, Sendable, Codable, CustomDebugStringConvertible {
    /// The name of the type in the standard: `Patient`, `HumanName`, `Patient.contact`, `code`.
    static var typeName: String { get }
    /// The element that this is a view of.
    var element: Element { get set }
    /// A view of an element, which must be of this type; `init?(_:)` asks whether it is.
    init(element: Element)
}

extension FHIRView {
    /// A view of an element; `nil` if it is of another type.
    public init?(_ element: Element) {
        guard element.typeName == Self.typeName else { return nil }
        self.init(element: element)
    }

    /// The element as FHIR JSON in one line, which `print` and a debugger show. (Many types have a `description` of their own.)
    public var debugDescription: String { element.description }

    /// The same content; see `Element`.
    public static func == (left: Self, right: Self) -> Bool { left.element == right.element }

    /// Hashes the content; see `Element`.
    public func hash(into hasher: inout Hasher) { element.hash(into: &hasher) }
}

/// A value of a choice: an enumeration with a case for every type that the element allows (`value[x]`).
public protocol FHIRChoice: Hashable, Sendable {
    /// The names of the types, as the standard writes them.
    static var typeNames: [String] { get }
    /// The value in an element; `nil` where the choice does not allow its type.
    init?(element: Element)
    /// The element of the value.
    var element: Element { get }
}

extension FHIRChoice {
    /// The same type and content; see `Element`.
    public static func == (left: Self, right: Self) -> Bool { left.element == right.element }

    /// Hashes type and content; see `Element`.
    public func hash(into hasher: inout Hasher) { element.hash(into: &hasher) }
}
