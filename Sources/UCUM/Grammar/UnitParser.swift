/// The grammar of unit expressions, in their case-sensitive variant (The Unified Code for Units of Measure, sections 2.1
/// to 2.3: terms, components, annotations, exponents; 3.1 metric and non-metric units, prefixes).
///
///     main-term  = ["/"] term
///     term       = component { ("." | "/") component }        read from left to right: a/b.c is (a/b).c
///     component  = simple-unit [exponent] [annotation] | digits [annotation] | annotation | "(" term ")" [annotation]
///     exponent   = ["+" | "-"] digits
///     simple-unit = atom | prefix metric-atom
///
/// Two things are read beyond the published grammar: an annotation after a number or a parenthesis, which UCUM's own list of
/// example units has (`g/(8.h){shift}`), and a space in an annotation, which FHIR R4's list of common units has (`{# of fetuses}`).
package struct UnitParser<Symbols: UnitSymbols, Builder: UnitBuilder> {
    private let symbols: Symbols
    private let text: UnsafeBufferPointer<UInt8>
    private var position: Int = 0
    package private(set) var builder: Builder

    package init(_ text: UnsafeBufferPointer<UInt8>, symbols: Symbols, builder: Builder) {
        self.text = text
        self.symbols = symbols
        self.builder = builder
    }

    /// Reads the whole expression into the builder.
    package mutating func parse() throws(UnitSyntaxError) {
        if text.isEmpty { throw error(.empty, at: 0) }
        var sign: Int = 1
        if text[0] == UInt8(ascii: "/") {
            sign = -1
            position = 1
        }
        try term(firstSign: sign, sign: 1, depth: 0)
        guard position == text.count else {
            throw error(text[position] == UInt8(ascii: ")") ? .unbalancedParenthesis : .missingOperator, at: position)
        }
    }

    /// Reads a term up to the end or to a closing parenthesis, which it leaves.
    ///
    /// `sign` is that of everything around; a leading `/` concerns the first component only.
    private mutating func term(firstSign: Int, sign: Int, depth: Int) throws(UnitSyntaxError) {
        try component(firstSign * sign, depth)
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "."):
                position += 1
                try component(sign, depth)
            case UInt8(ascii: "/"):
                position += 1
                try component(-sign, depth)
            case UInt8(ascii: ")"):
                return
            default:
                throw error(unitByte(text[position]) ? .missingOperator : .unexpectedCharacter, at: position)
            }
        }
    }

    private mutating func component(_ sign: Int, _ depth: Int) throws(UnitSyntaxError) {
        guard position < text.count else { throw error(.missingUnit, at: position) }
        switch text[position] {
        case UInt8(ascii: "{"):
            try annotation()
        case UInt8(ascii: "("):
            let start: Int = position
            guard depth < 64 else { throw error(.nestedTooDeep, at: position) }
            position += 1
            try term(firstSign: 1, sign: sign, depth: depth + 1)
            guard position < text.count else { throw error(.unbalancedParenthesis, at: start) }
            position += 1
            try optionalAnnotation()
        case UInt8(ascii: "."), UInt8(ascii: "/"), UInt8(ascii: ")"):
            throw error(.missingUnit, at: position)
        case UInt8(ascii: "0")...UInt8(ascii: "9") where !isPowerOfTen:
            let start: Int = position
            skipDigits()
            builder.factor(UnsafeBufferPointer(rebasing: text[start..<position]), exponent: sign)
            try optionalAnnotation()
        default:
            try simpleUnit(sign)
            try optionalAnnotation()
        }
    }

    /// `10*` and `10^` are the only symbols that start with a digit.
    private var isPowerOfTen: Bool {
        position + 2 < text.count && text[position] == UInt8(ascii: "1") && text[position + 1] == UInt8(ascii: "0")
            && (text[position + 2] == UInt8(ascii: "*") || text[position + 2] == UInt8(ascii: "^"))
    }

    private mutating func simpleUnit(_ sign: Int) throws(UnitSyntaxError) {
        let start: Int = position
        if isPowerOfTen {
            position += 3
        } else {
            try skipSymbol()
        }
        let end: Int = position
        guard end > start else { throw error(.unexpectedCharacter, at: start) }
        let exponent: Int = try exponent()
        let (unit, prefix): (Int, Int?) = try resolve(start..<end)
        builder.unit(unit, prefix: prefix, exponent: sign * exponent, at: start)
    }

    /// A symbol runs to the next digit, sign, operator, parenthesis or brace; inside brackets everything belongs to it.
    private mutating func skipSymbol() throws(UnitSyntaxError) {
        while position < text.count {
            let byte: UInt8 = text[position]
            guard unitByte(byte) else { throw error(.unexpectedCharacter, at: position) }
            switch byte {
            case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "+"), UInt8(ascii: "-"), UInt8(ascii: "."),
                UInt8(ascii: "/"), UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "{"):
                return
            case UInt8(ascii: "}"):
                throw error(.unbalancedBrace, at: position)
            case UInt8(ascii: "]"):
                throw error(.unbalancedBracket, at: position)
            case UInt8(ascii: "["):
                let start: Int = position
                while position < text.count, text[position] != UInt8(ascii: "]") {
                    guard unitByte(text[position]) else { throw error(.unexpectedCharacter, at: position) }
                    position += 1
                }
                guard position < text.count else { throw error(.unbalancedBracket, at: start) }
                position += 1
            default:
                position += 1
            }
        }
    }

    private mutating func exponent() throws(UnitSyntaxError) -> Int {
        let start: Int = position
        var isNegative: Bool = false
        if position < text.count, text[position] == UInt8(ascii: "+") || text[position] == UInt8(ascii: "-") {
            isNegative = text[position] == UInt8(ascii: "-")
            position += 1
        }
        let first: Int = position
        skipDigits()
        if position == first {
            if first == start { return 1 }
            throw error(.missingExponent, at: start)
        }
        var value: Int = 0
        for index in first..<position {
            value = value * 10 + Int(text[index] - UInt8(ascii: "0"))
            if value > 9999 { throw error(.exponentTooLarge, at: start, length: position - start) }
        }
        return isNegative ? -value : value
    }

    private func resolve(_ range: Range<Int>) throws(UnitSyntaxError) -> (unit: Int, prefix: Int?) {
        if let unit: Int = symbols.unit(UnsafeBufferPointer(rebasing: text[range])) { return (unit, nil) }
        var problem: UnitProblem = .unknownUnit
        for length in 1...2 where length < range.count {
            let split: Int = range.lowerBound + length
            if let unit: Int = symbols.unit(UnsafeBufferPointer(rebasing: text[split..<range.upperBound])),
                let prefix: Int = symbols.prefix(UnsafeBufferPointer(rebasing: text[range.lowerBound..<split]))
            {
                if symbols.isMetric(unit) { return (unit, prefix) }
                problem = .prefixNotAllowed
            }
        }
        throw error(problem, at: range.lowerBound, length: range.count)
    }

    private mutating func optionalAnnotation() throws(UnitSyntaxError) {
        if position < text.count, text[position] == UInt8(ascii: "{") { try annotation() }
    }

    private mutating func annotation() throws(UnitSyntaxError) {
        let start: Int = position
        position += 1
        while position < text.count {
            switch text[position] {
            case UInt8(ascii: "}"):
                builder.annotation(start + 1..<position)
                position += 1
                return
            case UInt8(ascii: "{"):
                throw error(.unbalancedBrace, at: position)
            default:
                guard unitByte(text[position]) || text[position] == UInt8(ascii: " ") else {
                    throw error(.characterInAnnotation, at: position)
                }
                position += 1
            }
        }
        throw error(.unbalancedBrace, at: start)
    }

    private mutating func skipDigits() {
        while position < text.count, text[position] &- UInt8(ascii: "0") < 10 { position += 1 }
    }

    /// Printable ASCII without the space: all that a unit is written with.
    private func unitByte(_ byte: UInt8) -> Bool { byte > 32 && byte < 127 }

    private func error(_ problem: UnitProblem, at offset: Int, length: Int? = nil) -> UnitSyntaxError {
        UnitSyntaxError(problem: problem, offset: offset, length: length ?? (offset < text.count ? 1 : 0))
    }
}
