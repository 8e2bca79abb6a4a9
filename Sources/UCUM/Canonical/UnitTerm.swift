/// One part of a unit expression, with its exponent: all that the parser finds but for annotations.
package enum UnitTerm: Hashable, Sendable {
    case unit(Int, prefix: Int?, exponent: Int, offset: Int)
    case factor(Natural, exponent: Int)
}

/// Keeps the parts of an expression.
package struct TermBuilder: UnitBuilder {
    package private(set) var terms: [UnitTerm] = []
    package private(set) var annotations: [Range<Int>] = []

    package init() {}

    package mutating func unit(_ unit: Int, prefix: Int?, exponent: Int, at offset: Int) {
        terms.append(.unit(unit, prefix: prefix, exponent: exponent, offset: offset))
    }

    package mutating func factor(_ digits: UnsafeBufferPointer<UInt8>, exponent: Int) {
        var value: Natural = .zero
        // Beyond the largest magnitude the number is not wanted, and reading it further would take quadratic time.
        for digit in digits where value.bitWidth <= Rational.largestBitWidth {
            value.multiply(by: 10, adding: UInt32(digit - UInt8(ascii: "0")))
        }
        terms.append(.factor(value, exponent: exponent))
    }

    package mutating func annotation(_ range: Range<Int>) {
        annotations.append(range)
    }
}

/// The numbers behind the symbols.
package protocol UnitMagnitudes: UnitSymbols {
    /// What a prefix multiplies with.
    func magnitude(ofPrefix prefix: Int) -> Rational
    /// What one unit atom comes down to.
    func canonical(_ unit: Int) -> CanonicalUnit
}

extension CanonicalUnit {
    /// The product of the parts. A special unit may only be scaled by plain numbers.
    package init(_ terms: [UnitTerm], _ magnitudes: some UnitMagnitudes) throws(UnitSyntaxError) {
        self.init()
        var special: (scale: SpecialScale, proper: CanonicalUnit, offset: Int)?
        for term in terms {
            var factor: CanonicalUnit = CanonicalUnit()
            let offset: Int
            let power: Int
            switch term {
            case .factor(let number, let exponent):
                factor.magnitude = Rational(number, over: .one)
                (offset, power) = (0, exponent)
            case .unit(let unit, let prefix, let exponent, let place):
                (offset, power) = (place, exponent)
                factor = magnitudes.canonical(unit)
                if var scale: SpecialScale = factor.scale {
                    guard special == nil, exponent == 1 else {
                        throw UnitSyntaxError(problem: .specialUnitInProduct, offset: place, length: 0)
                    }
                    if let prefix { scale.factor = magnitudes.magnitude(ofPrefix: prefix) }
                    special = (scale, factor, place)
                    continue
                }
                if let prefix { factor.magnitude = factor.magnitude * magnitudes.magnitude(ofPrefix: prefix) }
            }
            guard multiply(by: factor, power: power) else {
                throw UnitSyntaxError(problem: .magnitudeOutOfRange, offset: offset, length: 0)
            }
        }
        if let special {
            guard exponents == .zero, arbitrary.isEmpty else {
                throw UnitSyntaxError(problem: .specialUnitInProduct, offset: special.offset, length: 0)
            }
            let factor: Rational = magnitude * special.scale.factor
            self = special.proper
            scale?.factor = factor
        }
        guard !magnitude.isZero, scale?.factor.isZero != true else {
            throw UnitSyntaxError(problem: .magnitudeOutOfRange, offset: 0, length: 0)
        }
    }
}
