import UCUM

/// Works out what every unit comes down to, by UCUM's own grammar and arithmetic over the definitions instead of the table.
struct UCUMEvaluation: UnitMagnitudes {
    private let source: UCUMSource
    private let unitNumbers: [String: Int]
    private let prefixNumbers: [String: Int]
    private var prefixMagnitudes: [Rational] = []
    private var canonicals: [CanonicalUnit?]

    init(_ source: UCUMSource) throws(DefinitionsError) {
        self.source = source
        unitNumbers = Dictionary(source.units.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        prefixNumbers = Dictionary(source.prefixes.enumerated().map { ($1.code, $0) }, uniquingKeysWith: { first, _ in first })
        canonicals = Array(repeating: nil, count: source.units.count)
        guard unitNumbers.count == source.units.count, prefixNumbers.count == source.prefixes.count else {
            throw DefinitionsError(UCUMSource.file, "a code stands twice")
        }
        for prefix in source.prefixes { prefixMagnitudes.append(try UCUMEvaluation.number(prefix.value, at: prefix.code)) }
        for unit in source.units.indices { try evaluate(unit, depth: 0) }
    }

    func unit(_ code: UnsafeBufferPointer<UInt8>) -> Int? { unitNumbers[String(decoding: code, as: UTF8.self)] }
    func prefix(_ code: UnsafeBufferPointer<UInt8>) -> Int? { prefixNumbers[String(decoding: code, as: UTF8.self)] }
    func isMetric(_ unit: Int) -> Bool { source.units[unit].isMetric }
    func magnitude(ofPrefix prefix: Int) -> Rational { prefixMagnitudes[prefix] }
    func canonical(_ unit: Int) -> CanonicalUnit { canonicals[unit] ?? CanonicalUnit() }

    private static func number(_ text: String, at code: String) throws(DefinitionsError) -> Rational {
        guard let value: Rational = Rational(decimal: text) else {
            throw DefinitionsError(UCUMSource.file, at: code, "'\(text)' is no number")
        }
        return value
    }

    private mutating func evaluate(_ unit: Int, depth: Int) throws(DefinitionsError) {
        if canonicals[unit] != nil { return }
        let definition: UnitDefinition = source.units[unit]
        guard depth < 32 else { throw DefinitionsError(UCUMSource.file, at: definition.code, "is defined by itself") }
        guard let expression: String = definition.expression else {
            guard unit < CanonicalUnit.baseUnits.count, CanonicalUnit.baseUnits[unit] == definition.code else {
                throw DefinitionsError(UCUMSource.file, at: definition.code, "is a base unit that is not expected here")
            }
            var base: CanonicalUnit = CanonicalUnit()
            base.exponents[unit] = 1
            canonicals[unit] = base
            return
        }
        let terms: [UnitTerm] = try terms(of: expression, in: definition.code)
        for term in terms {
            if case .unit(let other, _, _, _) = term { try evaluate(other, depth: depth + 1) }
        }
        do throws(UnitSyntaxError) {
            canonicals[unit] = try CanonicalUnit(terms, self)
        } catch {
            throw UCUMEvaluation.fault(expression, definition.code, error)
        }
        try complete(unit)
    }

    /// Adds what a definition says beside its expression: number, function, arbitrariness.
    private mutating func complete(_ unit: Int) throws(DefinitionsError) {
        let definition: UnitDefinition = source.units[unit]
        var canonical: CanonicalUnit = canonical(unit)
        canonical.magnitude = canonical.magnitude * (try UCUMEvaluation.number(definition.value, at: definition.code))
        // An arbitrary unit that is defined by another one, as [IU] by [iU], is that one.
        if definition.isArbitrary, canonical.arbitrary.isEmpty {
            canonical.arbitrary = [ArbitraryPower(unit: unit, exponent: 1)]
        }
        if let name: String = definition.function {
            guard let function: SpecialFunction = SpecialFunction(named: name) else {
                throw DefinitionsError(UCUMSource.file, at: definition.code, "function '\(name)' is not known")
            }
            canonical.scale = SpecialScale(function)
        }
        canonicals[unit] = canonical
    }

    private func terms(of expression: String, in code: String) throws(DefinitionsError) -> [UnitTerm] {
        var text: String = expression
        let result: Result<[UnitTerm], UnitSyntaxError> = text.withUTF8 { bytes in
            var parser: UnitParser<UCUMEvaluation, TermBuilder> =
                UnitParser(bytes, symbols: self, builder: TermBuilder())
            do throws(UnitSyntaxError) {
                try parser.parse()
                return .success(parser.builder.terms)
            } catch {
                return .failure(error)
            }
        }
        switch result {
        case .success(let terms): return terms
        case .failure(let error): throw UCUMEvaluation.fault(expression, code, error)
        }
    }

    private static func fault(_ expression: String, _ code: String, _ error: UnitSyntaxError) -> DefinitionsError {
        DefinitionsError(UCUMSource.file, at: code, "'\(expression)', character \(error.offset + 1): \(error.problem)")
    }
}
