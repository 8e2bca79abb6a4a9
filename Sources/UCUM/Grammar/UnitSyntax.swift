/// The symbols that a unit expression is read against: the embedded table, or the definitions while the table is made.
package protocol UnitSymbols {
    /// The number of the unit atom with exactly this code.
    func unit(_ code: UnsafeBufferPointer<UInt8>) -> Int?
    /// The number of the prefix with exactly this code.
    func prefix(_ code: UnsafeBufferPointer<UInt8>) -> Int?
    /// Whether a unit atom may take a prefix.
    func isMetric(_ unit: Int) -> Bool
}

/// What takes the parts of a unit expression as the parser meets them.
///
/// Exponents come with the signs of all the divisions round them, so parentheses need not be known.
package protocol UnitBuilder {
    /// A unit atom, with or without a prefix; offset is that of its symbol in the expression.
    mutating func unit(_ unit: Int, prefix: Int?, exponent: Int, at offset: Int)
    /// A whole number; the exponent is 1 or -1.
    mutating func factor(_ digits: UnsafeBufferPointer<UInt8>, exponent: Int)
    /// An annotation, without its braces, as a range of the expression.
    mutating func annotation(_ range: Range<Int>)
}

/// A builder for those who only ask whether an expression is valid.
package struct NoBuilder: UnitBuilder {
    package init() {}
    @inline(__always) package mutating func unit(_ unit: Int, prefix: Int?, exponent: Int, at offset: Int) {}
    @inline(__always) package mutating func factor(_ digits: UnsafeBufferPointer<UInt8>, exponent: Int) {}
    @inline(__always) package mutating func annotation(_ range: Range<Int>) {}
}

/// What is wrong with a unit expression, and where.
package struct UnitSyntaxError: Error, Hashable, Sendable {
    package var problem: UnitProblem
    /// Bytes from the start of the expression.
    package var offset: Int
    /// Bytes concerned; 0 at the end of the expression.
    package var length: Int
}

/// What can be wrong with a unit: its text, its meaning, or its use in a conversion.
public enum UnitProblem: Hashable, Sendable {
    /// There is no text at all.
    case empty
    /// The symbol is no unit of UCUM, with a prefix or without.
    case unknownUnit
    /// A prefix stands before a unit that takes none, such as `[in_i]` or `min`.
    case prefixNotAllowed
    /// A unit, number, annotation or parenthesis should follow an operator or an opening parenthesis.
    case missingUnit
    /// Two parts stand beside each other without `.` or `/`: `12h`, `{a}m`.
    case missingOperator
    /// A character that has no place in a unit expression: a space, a letter outside ASCII, a superscript.
    case unexpectedCharacter
    /// A sign without digits after a unit.
    case missingExponent
    /// An exponent above 9999.
    case exponentTooLarge
    /// `(` without `)`, or the other way round.
    case unbalancedParenthesis
    /// `[` without `]`, or the other way round.
    case unbalancedBracket
    /// `{` without `}`, or the other way round, or a brace inside braces.
    case unbalancedBrace
    /// A character inside braces that is neither printable ASCII nor a space.
    case characterInAnnotation
    /// Parentheses more than 64 deep.
    case nestedTooDeep
    /// The number that the unit stands for has more than about a thousand digits, or is zero.
    case magnitudeOutOfRange
    /// A unit with an offset or a logarithmic scale, such as `Cel`, is multiplied with another unit or raised to a power.
    case specialUnitInProduct
    /// The two units measure different things.
    case notCommensurable
    /// The value has no counterpart in the other unit: the logarithm of a number that is not positive.
    case valueOutOfRange
}
