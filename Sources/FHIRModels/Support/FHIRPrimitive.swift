import FHIRCore

/// A primitive value with its id and extensions: <http://hl7.org/fhir/R4/datatypes.html#primitive>.
///
/// The value is kept by its text, so nothing of it is lost: `1.10` stays `1.10`, and text that does not have the type's form
/// can be read, reported and written.
public protocol FHIRPrimitive: FHIRElement, CustomStringConvertible {}

extension FHIRPrimitive {
    /// A primitive by the text of its value. Whether the text has the type's form, the validator judges.
    public init(text: String) {
        self.init(element: ElementParts.primitive(Self.typeName, text))
    }

    /// The value's text; `nil` where there are only extensions.
    public var text: String? {
        get { element.value }
        set { element.setValue(newValue) }
    }

    /// The value's text, empty where there is none.
    public var description: String { text ?? "" }
}

/// A primitive whose value is its text: strings, codes, addresses, dates, times and binary content.
///
/// It can be written as a literal, `patient.birthDate = "1970-03"`, and compared with one.
public protocol FHIRTextValue: FHIRPrimitive, ExpressibleByStringInterpolation {}

extension FHIRTextValue {
    /// A value by its text.
    public init(_ text: String) { self.init(text: text) }

    /// A value by its text.
    public init(stringLiteral text: String) { self.init(text: text) }

    /// The value; `nil` where there are only extensions.
    public var value: String? {
        get { text }
        set { text = newValue }
    }
}

/// A code of a value set, with a static member for every code that the set lists: `AdministrativeGender.female`.
///
/// Other codes are kept as they are; whether they are allowed, the validator judges.
public protocol FHIRCodeValue: FHIRTextValue, RawRepresentable where RawValue == String {}

extension FHIRCodeValue {
    /// `code`.
    public static var typeName: String { "code" }

    /// A code by its text.
    public init(rawValue: String) { self.init(text: rawValue) }

    /// The code; empty where there are only extensions.
    public var rawValue: String { text ?? "" }

    /// The same code, id and extensions.
    public static func == (left: Self, right: Self) -> Bool { left.element == right.element }

    /// Hashes code, id and extensions.
    public func hash(into hasher: inout Hasher) { element.hash(into: &hasher) }
}

/// A truth value.
public protocol FHIRBooleanValue: FHIRPrimitive, ExpressibleByBooleanLiteral {}

extension FHIRBooleanValue {
    /// A truth value.
    public init(_ value: Bool) { self.init(text: value ? "true" : "false") }

    /// A truth value.
    public init(booleanLiteral value: Bool) { self.init(value) }

    /// The value; `nil` where there are only extensions, or the text is neither `true` nor `false`.
    public var value: Bool? {
        get { text == "true" ? true : text == "false" ? false : nil }
        set { text = newValue.map { $0 ? "true" : "false" } }
    }
}

/// A whole number.
public protocol FHIRIntegerValue: FHIRPrimitive, ExpressibleByIntegerLiteral {}

extension FHIRIntegerValue {
    /// A whole number.
    public init(_ value: Int) { self.init(text: String(value)) }

    /// A whole number.
    public init(integerLiteral value: Int) { self.init(value) }

    /// The value; `nil` where there are only extensions, or the text is no whole number.
    public var value: Int? {
        get { text.flatMap { Int($0) } }
        set { text = newValue.map { String($0) } }
    }
}

/// A decimal number. Its digits are the value (`2.30` is not `2.3`), so it is written as text: `FHIRDecimal("2.30")`.
public protocol FHIRDecimalValue: FHIRPrimitive, ExpressibleByStringLiteral, ExpressibleByIntegerLiteral {}

extension FHIRDecimalValue {
    /// A number by its digits.
    public init(_ digits: String) { self.init(text: digits) }

    /// A number by its digits.
    public init(stringLiteral digits: String) { self.init(text: digits) }

    /// A whole number.
    public init(integerLiteral value: Int) { self.init(text: String(value)) }

    /// The digits as written; `nil` where there are only extensions.
    public var value: String? {
        get { text }
        set { text = newValue }
    }

    /// The nearest binary number, for computing; `nil` where the text is no number.
    public var double: Double? { text.flatMap { Double($0) } }
}
