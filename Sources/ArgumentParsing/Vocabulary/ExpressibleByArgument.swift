/// A type that one word of the command line can be read as.
///
/// An enum whose raw values are strings (or numbers) needs only the conformance; with `CaseIterable` its values stand
/// in the help, in the error for a wrong value and in the completions:
/// ```swift
/// enum Format: String, ExpressibleByArgument, CaseIterable { case json, xml }
/// ```
public protocol ExpressibleByArgument: SendableMetatype {
    /// Nil if the word is no value of this type.
    init?(argument: String)

    /// How help shows this value where it is the default.
    var defaultValueDescription: String { get }

    /// All words that are allowed, empty if they cannot be listed.
    static var allValueStrings: [String] { get }

    /// What a shell offers for a value of this type.
    static var defaultCompletionKind: CompletionKind { get }
}

extension ExpressibleByArgument {
    /// The value as Swift prints it.
    public var defaultValueDescription: String { "\(self)" }

    /// None.
    public static var allValueStrings: [String] { [] }

    /// The listed words, if there are any.
    public static var defaultCompletionKind: CompletionKind { allValueStrings.isEmpty ? .default : .list(allValueStrings) }
}

extension ExpressibleByArgument where Self: CaseIterable {
    /// The words of all cases.
    public static var allValueStrings: [String] { allCases.map(\.defaultValueDescription) }
}

extension ExpressibleByArgument where Self: RawRepresentable, RawValue: ExpressibleByArgument {
    /// The raw value as it is written on the command line.
    public var defaultValueDescription: String { rawValue.defaultValueDescription }

    /// The value of this raw value.
    public init?(argument: String) {
        guard let rawValue = RawValue(argument: argument) else { return nil }
        self.init(rawValue: rawValue)
    }
}

extension ExpressibleByArgument where Self: LosslessStringConvertible {
    /// The type's own reading of the text.
    public init?(argument: String) { self.init(argument) }
}

extension String: ExpressibleByArgument {
    /// The word itself.
    public init?(argument: String) { self = argument }
}

extension Bool: ExpressibleByArgument {
    /// `true` or `false`.
    public static var allValueStrings: [String] { ["true", "false"] }
}

extension Int: ExpressibleByArgument {}
extension Int32: ExpressibleByArgument {}
extension Int64: ExpressibleByArgument {}
extension UInt: ExpressibleByArgument {}
extension UInt8: ExpressibleByArgument {}
extension UInt16: ExpressibleByArgument {}
extension UInt32: ExpressibleByArgument {}
extension UInt64: ExpressibleByArgument {}
extension Float: ExpressibleByArgument {}
extension Double: ExpressibleByArgument {}
