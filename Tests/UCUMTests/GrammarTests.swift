import Testing
import UCUM

@Suite struct GrammarTests {
    @Test(
        "valid expressions",
        arguments: [
            ("m", "base unit"), ("mm", "prefix on a metric unit"), ("dar", "deci and are"),
            ("dam", "two-letter prefix"), ("Kibit", "binary prefix"), ("m2", "exponent"), ("s-1", "negative exponent"),
            ("m+2", "a plus sign is allowed"), ("kg.m/s2", "product and quotient"), ("/m", "leading division"),
            ("1", "the unit of a plain number"), ("10*3/uL", "power of ten"), ("10*-3/uL", "negative power of ten"),
            ("10*+3/uL", "signed power of ten"), ("10^3/uL", "the other sign"), ("10*", "ten itself"), ("100", "a factor"),
            ("umol/2.h", "a factor in a product"), ("g/(8.h)", "parentheses"),
            ("g/kg/(8.h){shift}", "annotation after parentheses"),
            ("1{c}", "annotation after a factor"), ("{a}.rad2{b}", "annotation as a component"), ("{}", "empty annotation"),
            ("{# of x}/d", "spaces in an annotation"),
            ("{#}/[HPF]", "printable ASCII in braces"), ("mg{creat'ine.(a/b)}", "operators in braces have no meaning"),
            ("[in_i'H2O]", "digits and quotes in brackets"), ("m[H2O]", "brackets after letters"), ("cm[H2O]", "with prefix"),
            ("dB[10.nV]", "an operator in brackets"), ("[m/s2/Hz^(1/2)]", "everything in brackets"),
            ("cal_[15]", "brackets at the end"),
            ("%[slope]", "brackets after a sign"), ("g%", "a sign in a symbol"), ("'", "minute"), ("''", "second"),
            ("pH", "picohenry"), ("[pH]", "acidity"), ("Cel", "special"), ("m[iU]/mL", "arbitrary units with prefix"),
            ("4.[pi].10*-7.N/A2", "the definition of [mu_0]"), ("/[pi].A/m", "the definition of Oe"), ("((m))", "nested"),
            ("m0", "any exponent"), ("dyn.s/(cm5.m2)", "quotient by a product"), ("meq/L", "equivalents"),
        ])
    func valid(_ row: (code: String, reason: String)) {
        #expect(Unit.isValid(row.code), "\(row.reason)")
        #expect(throws: Never.self, "\(row.reason)") { try Unit(row.code) }
    }

    /// ‸ marks the byte where the error is found.
    @Test(
        "invalid expressions",
        arguments: [
            ("‸", UnitProblem.empty, nil, "nothing"),
            ("m/‸", .missingUnit, nil, "nothing follows the division"),
            ("m‸[", .unbalancedBracket, nil, "bracket without end"),
            ("‸iU", .unknownUnit, "[iU]", "brackets left out"),
            ("‸molv", .unknownUnit, "mol", "a letter too many"),
            ("‸MMOL", .unknownUnit, "mmol", "capitals: the case-insensitive code, in which M is milli"),
            ("‸mmHg", .unknownUnit, "mm[Hg]", "brackets left out after a prefix"),
            ("mg/‸DL", .unknownUnit, "mg/dL", "capitals"),
            ("‸µg", .unexpectedCharacter, "ug", "micro sign"),
            ("‸°C", .unexpectedCharacter, "Cel", "degree sign"),
            ("10*3/‸µl", .unexpectedCharacter, "10*3/ul", "micro sign after other parts"),
            ("m‸²", .unexpectedCharacter, "m2", "superscript"),
            ("m‸ s", .unexpectedCharacter, nil, "without the space it is the millisecond, which was hardly meant"),
            ("mm‸ Hg", .unexpectedCharacter, "mm[Hg]", "without the space it is no unit"),
            ("mg‸ / dL", .unexpectedCharacter, "mg/dL", "spaces round the operator"),
            ("g/12‸h", .missingOperator, "g/(12.h)", "number and unit under a division"),
            ("2‸mg", .missingOperator, "2.mg", "number and unit"),
            ("10‸+3/ul", .missingOperator, nil, "10 has no exponent"),
            ("{a}‸rad2{b}", .missingOperator, "{a}.rad2{b}", "annotation before a unit"),
            ("{|}‸1", .missingOperator, "{|}.1", "annotation before a number"),
            ("m{a}‸{b}", .missingOperator, "m{a}.{b}", "two annotations"),
            ("ug‸(8.h)", .missingOperator, nil, "parenthesis after a unit: product or quotient, who knows"),
            ("mmol/‸kg[H20]", .unknownUnit, nil, "a zero for an O"),
            ("‸[BETH'U]", .unknownUnit, "[beth'U]", "case counts in brackets"),
            ("‸fmm[Hg]", .unknownUnit, nil, "two prefixes"),
            ("‸kmin", .prefixNotAllowed, "min", "the minute takes no prefix"),
            ("‸m[mi_i]", .prefixNotAllowed, "[mi_i]", "the mile takes no prefix"),
            ("m‸-", .missingExponent, nil, "sign without digits"),
            ("m‸12345", .exponentTooLarge, nil, "exponent out of range"),
            ("‸(m", .unbalancedParenthesis, "(m)", "not closed"),
            ("m‸)", .unbalancedParenthesis, nil, "not opened"),
            ("m/(‸)", .missingUnit, nil, "nothing in parentheses"),
            ("m.‸.s", .missingUnit, nil, "two operators"),
            ("(‸/m)", .missingUnit, nil, "a leading division stands at the start only"),
            ("m‸{a", .unbalancedBrace, nil, "annotation not closed"),
            ("m{a‸{b}}", .unbalancedBrace, nil, "brace inside braces"),
            ("m‸}", .unbalancedBrace, nil, "brace not opened"),
            ("rad2{‸錠}", .characterInAnnotation, nil, "letters outside ASCII"),
            ("m{a‸\t}", .characterInAnnotation, nil, "a control character in an annotation"),
            ("‸sec", .unknownUnit, "s", "customary abbreviation"),
            ("‸milligrams", .unknownUnit, "mg", "name in the plural"),
            ("‸mcg/kg", .unknownUnit, "ug/kg", "customary abbreviation"),
            ("‸kilometer/hour", .unknownUnit, "km/h", "names"),
            ("‸xyzzy", .unknownUnit, nil, "nothing near"),
        ] as [(String, UnitProblem, String?, String)])
    func invalid(_ row: (marked: String, problem: UnitProblem, suggestion: String?, reason: String)) throws {
        let code: String = row.marked.split(separator: "‸", omittingEmptySubsequences: false).joined()
        let offset: Int = Array(row.marked.utf8).firstRange(of: Array("‸".utf8))!.lowerBound
        #expect(!Unit.isValid(code), "\(row.reason)")
        let error: UnitError = try #require(throws: UnitError.self) { try Unit(code) }
        #expect(error.problem == row.problem, "\(row.reason)")
        #expect(error.range.lowerBound == offset, "\(row.reason)")
        #expect(error.suggestion == row.suggestion, "\(row.reason)")
    }

    @Test func errorsAreSentences() throws {
        let error: UnitError = try #require(throws: UnitError.self) { try Unit("mg/DL") }
        #expect("\(error)" == "unit 'mg/DL': at character 4: 'DL' is no unit of UCUM; did you mean 'mg/dL'?")
    }

    @Test func parenthesesHaveALimit() throws {
        let deep: String = String(repeating: "(", count: 200_000) + "m" + String(repeating: ")", count: 200_000)
        #expect(!Unit.isValid(deep))
        #expect(Unit.isValid(String(repeating: "(", count: 64) + "m" + String(repeating: ")", count: 64)))
    }

    @Test func annotationsAreKept() throws {
        #expect(try Unit("mg{creat}/(8.h){shift}").annotations == ["creat", "shift"])
        #expect(try Unit("mg").annotations.isEmpty)
    }
}
