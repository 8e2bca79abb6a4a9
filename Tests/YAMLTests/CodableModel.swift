import YAML

/// A small model with all that the compiler synthesises.
struct Case: Codable, Equatable {
    var name: String
    var sex: Sex?
    var age: Int?
    var isClosed: Bool = false
    var measurements: [Measurement] = []
    var codes: [String: Int] = [:]
    var identifier: Identifier?
    var values: [Value] = []
    var ratio: Double?
    var gaps: [Int?] = []
}

enum Sex: String, Codable, CaseIterable {
    case female, male, unknown
}

struct Measurement: Codable, Equatable {
    var value: Number
    var unit: String
}

/// A wrapper whose `Codable` goes through a single value.
struct Identifier: RawRepresentable, Codable, Equatable {
    var rawValue: String
}

/// An enumeration with values, as the compiler encodes it.
enum Value: Codable, Equatable {
    case text(String)
    case range(low: Int, high: Int)
    case nothing
}

struct NoNumber: Error, CustomStringConvertible {
    var description: String
}

/// A number that keeps its digits.
struct Number: ScalarTextCodable, Equatable {
    var scalarText: String

    init(_ text: String) { scalarText = text }

    init(scalarText: String) throws {
        guard Double(scalarText) != nil else { throw NoNumber(description: "'\(scalarText)' is no number") }
        self.scalarText = scalarText
    }

    init(from decoder: any Decoder) throws {
        try self.init(scalarText: decoder.singleValueContainer().decode(String.self))
    }

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(scalarText)
    }
}
