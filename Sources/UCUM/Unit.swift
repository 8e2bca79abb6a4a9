/// A unit of measure in the case-sensitive codes of The Unified Code for Units of Measure.
///
///     let unit = try Unit("mg/dL")
///     try unit.convert(Rational(decimal: "71.6")!, to: Unit("g/L")).decimal   // "0.716"
///
/// Equality is that of the text; whether two units mean the same is ``means(_:)``.
public struct Unit: Sendable {
    /// The expression as it was given.
    public let code: String
    private let terms: [UnitTerm]
    private let annotationRanges: [Range<Int>]

    /// Reads a unit expression.
    ///
    /// Throws what is wrong with it, where, and what may have been meant.
    public init(_ code: String) throws(UnitError) {
        var text: String = code
        let result: Result<TermBuilder, UnitSyntaxError> = text.withUTF8 { bytes in
            var parser: UnitParser<UnitTable, TermBuilder> =
                UnitParser(bytes, symbols: UnitTable.embedded, builder: TermBuilder())
            do throws(UnitSyntaxError) {
                try parser.parse()
                return .success(parser.builder)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let parts):
            self.code = code
            terms = parts.terms
            annotationRanges = parts.annotations
        case .failure(let error):
            throw UnitError(error, unit: code, suggestion: UnitSuggestion.forCode(code, error))
        }
    }

    /// Whether the text is a unit expression.
    public static func isValid(_ code: String) -> Bool {
        var text: String = code
        return text.withUTF8 { isValid($0) }
    }

    /// Whether the bytes are a unit expression. Nothing is allocated.
    public static func isValid(_ code: UnsafeBufferPointer<UInt8>) -> Bool {
        var parser: UnitParser<UnitTable, NoBuilder> =
            UnitParser(code, symbols: UnitTable.embedded, builder: NoBuilder())
        do throws(UnitSyntaxError) {
            try parser.parse()
            return true
        } catch {
            return false
        }
    }

    /// The texts in braces, in their order. They have no meaning for the unit, which is why a validator warns of them.
    public var annotations: [String] {
        annotationRanges.map { String(decoding: Array(code.utf8)[$0], as: UTF8.self) }
    }

    /// The version of UCUM whose units are known.
    public static var ucumVersion: String { UnitTable.embedded.version }
}

extension Unit: Hashable {
    /// Whether both have the same text.
    public static func == (a: Unit, b: Unit) -> Bool { a.code == b.code }

    /// Hashes the text.
    public func hash(into hasher: inout Hasher) { hasher.combine(code) }
}

extension Unit {
    /// What the unit comes down to in base units.
    ///
    /// Throws where a special unit (`Cel`, `dB`) stands in a product with another unit, and where the number is out of all range.
    /// Keep the result where many values of one unit are converted.
    public func canonical() throws(UnitError) -> CanonicalUnit {
        do throws(UnitSyntaxError) {
            return try CanonicalUnit(terms, UnitTable.embedded)
        } catch {
            throw UnitError(error, unit: code)
        }
    }

    /// Whether values in the two units can be converted into each other.
    public func isCommensurable(with other: Unit) -> Bool {
        guard let mine: CanonicalUnit = try? canonical(), let others: CanonicalUnit = try? other.canonical() else {
            return false
        }
        return mine.isCommensurable(with: others)
    }

    /// Whether the two mean the same unit, however they are written: `L` and `dm3`.
    public func means(_ other: Unit) -> Bool {
        guard let mine: CanonicalUnit = try? canonical(), let others: CanonicalUnit = try? other.canonical() else {
            return code == other.code
        }
        return mine == others
    }

    /// The value in another unit: exact but for logarithms, tangents and roots, which are rounded to 15 digits.
    ///
    /// Throws where the units are not commensurable or the value has no counterpart.
    public func convert(_ value: Rational, to target: Unit) throws(UnitError) -> Rational {
        let (mine, others): (CanonicalUnit, CanonicalUnit) = (try canonical(), try target.canonical())
        let whole: Range<Int> = 0..<code.utf8.count
        guard mine.isCommensurable(with: others) else {
            throw UnitError(.notCommensurable, unit: code, range: whole, target: target.code)
        }
        guard let result: Rational = others.value(ofBase: mine.baseValue(of: value)) else {
            throw UnitError(.valueOutOfRange, unit: code, range: whole, target: target.code)
        }
        return result
    }
}

extension CanonicalUnit {
    /// A value in this unit as a value in base units; nil where the function of a special unit has none.
    public func baseValue(of value: Rational) -> Rational? {
        guard let scale else { return value * magnitude }
        return scale.function.properValue(value * scale.factor).map { $0 * magnitude }
    }

    /// A value in base units as a value in this unit; nil where the function of a special unit has none.
    public func value(ofBase value: Rational?) -> Rational? {
        guard let proper: Rational = value?.divided(by: magnitude) else { return nil }
        guard let scale else { return proper }
        return scale.function.specialValue(proper)?.divided(by: scale.factor)
    }
}
