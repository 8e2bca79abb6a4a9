/// Why a unit expression is none, has no canonical form, or a value does not convert.
public struct UnitError: Error, Hashable, Sendable {
    /// What is wrong.
    public let problem: UnitProblem
    /// The whole unit expression.
    public let unit: String
    /// Where in the expression, in bytes of its UTF-8 from 0. The whole expression where a conversion fails.
    public let range: Range<Int>
    /// A valid expression that may have been meant.
    public let suggestion: String?
    /// The unit that a value should have been converted to.
    public let target: String?

    init(_ problem: UnitProblem, unit: String, range: Range<Int>, suggestion: String? = nil, target: String? = nil) {
        self.problem = problem
        self.unit = unit
        self.range = range
        self.suggestion = suggestion
        self.target = target
    }

    init(_ error: UnitSyntaxError, unit: String, suggestion: String? = nil) {
        self.init(
            error.problem, unit: unit, range: error.offset..<error.offset + error.length, suggestion: suggestion)
    }
}

extension UnitError: CustomStringConvertible {
    /// The error in a sentence, with the position and the suggestion.
    public var description: String {
        let hint: String = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        return "unit '\(unit)': \(reason)\(hint)"
    }

    /// What is wrong, with the position but without the unit and the suggestion.
    public var reason: String {
        range.lowerBound > 0 ? "at character \(range.lowerBound + 1): \(explanation)" : explanation
    }

    private var part: String { String(decoding: Array(unit.utf8)[range], as: UTF8.self) }

    private var explanation: String {
        switch problem {
        case .empty: "a unit cannot be empty (the unit of a plain number is '1')"
        case .unknownUnit: "'\(part)' is no unit of UCUM"
        case .prefixNotAllowed: "'\(part)' has a prefix, but the unit takes none"
        case .missingUnit: "a unit is missing here"
        case .missingOperator: "'.' or '/' is missing here"
        case .unexpectedCharacter: "this character cannot stand here"
        case .missingExponent: "digits are missing after the sign"
        case .exponentTooLarge: "exponents go up to 9999"
        case .unbalancedParenthesis: "a parenthesis without its counterpart"
        case .unbalancedBracket: "a bracket without its counterpart"
        case .unbalancedBrace: "a brace without its counterpart"
        case .characterInAnnotation: "annotations are in printable ASCII"
        case .nestedTooDeep: "parentheses are nested more than 64 deep"
        case .magnitudeOutOfRange: "the unit stands for a number too large to compute, or for zero"
        case .specialUnitInProduct: "a unit with an offset or a logarithmic scale stands alone, without exponent"
        case .notCommensurable: "it measures something else than '\(target ?? "")'"
        case .valueOutOfRange: "the value has no counterpart in '\(target ?? "")'"
        }
    }
}
