/// A number whose text must not change: YAML's coders write it as a plain number and read it from one, digit by digit.
///
/// `2.30` stays `2.30`, where `Double` makes it `2.3`. With other coders the type's own `Codable` works.
public protocol ScalarTextCodable: Codable {
    /// Reads the text of a plain scalar, of whatever kind; throws when it is not of this type's form.
    init(scalarText: String) throws
    /// The number as it is to be written: a number of YAML's core schema (YAML 1.2.2, section 10.3), and of JSON where JSON is written.
    var scalarText: String { get }
}
