import FHIRTerminology
import Testing

@Suite struct CodeGrammarTests {
    @Test func systemsHaveGrammars() {
        #expect(CodeGrammar(system: "urn:ietf:bcp:47") == .languages)
        #expect(CodeGrammar(system: "urn:ietf:bcp:13") == .mediaTypes)
        #expect(CodeGrammar(system: "urn:iso:std:iso:4217") == .currencies)
        #expect(CodeGrammar(system: "http://unitsofmeasure.org") == .units)
        #expect(CodeGrammar(system: "http://loinc.org") == nil)
    }

    @Test(
        "valid media types",
        arguments: [
            ("text/plain", "plain"), ("application/fhir+json", "suffix"),
            ("application/vnd.ms-excel.sheet.macroEnabled.12", "vendor tree"),
            ("text/plain; charset=utf-8", "parameter"), ("text/plain;charset=\"utf-8\"", "quoted"),
            ("Image/JPEG", "case has no meaning"),
            ("application/fhir+xml; fhirVersion=4.0 ; charset=utf-8", "two parameters"), ("x-clinic/x-scan", "not registered"),
            ("multipart/related; boundary=\"a \\\"b\\\" (c)\"", "escapes in quotes"), ("xml", "FHIR's short form"),
            ("json", "short form"),
        ])
    func validMediaType(_ row: (code: String, reason: String)) {
        #expect(CodeGrammar.mediaTypes.isValid(row.code), "\(row.reason)")
        #expect(MediaType.check(row.code) == .valid, "\(row.reason)")
    }

    @Test(
        "invalid media types",
        arguments: [
            ("", nil, "nothing"), ("pdf", "application/pdf", "no type"), ("jpeg", "image/jpeg", "no type"),
            ("text/", nil, "no subtype"),
            ("/plain", nil, "no type"), ("text/plain;", "text/plain", "empty parameter"),
            ("text\\plain", "text/plain", "wrong slash"),
            ("text/plain charset=utf-8", nil, "no semicolon"), ("text/plain; charset", nil, "no value"),
            ("text/plain; charset=", nil, "no value"), ("text/plain; charset=\"utf-8", nil, "quote not closed"),
            ("text / plain", nil, "spaces"), ("text/plain/x", nil, "two slashes"), ("-a/b", nil, "a sign first"),
            ("a/\(String(repeating: "b", count: 128))", nil, "128 letters"),
            (" text/plain ", "text/plain", "spaces around"), ("text/plain; a=\"\\", nil, "escape at the end"),
        ] as [(String, String?, String)])
    func invalidMediaType(_ row: (code: String, suggestion: String?, reason: String)) {
        #expect(!CodeGrammar.mediaTypes.isValid(row.code), "\(row.reason)")
        guard case .invalid(_, let suggestion) = MediaType.check(row.code) else {
            Issue.record("\(row.code) is taken for valid")
            return
        }
        #expect(suggestion == row.suggestion, "\(row.reason)")
    }

    @Test(
        "currencies",
        arguments: [
            ("EUR", true, nil, "in use"), ("XXX", true, nil, "no currency"), ("USD", true, nil, "in use"),
            ("eur", false, "EUR", "small letters"),
            ("DEM", false, nil, "withdrawn"), ("EU", false, nil, "two letters"), ("", false, nil, "nothing"),
            ("978", false, nil, "numeric"),
            ("EUR ", false, "EUR", "a space"), ("ZZZ", false, nil, "beyond the last"), ("AAA", false, nil, "before the first"),
        ] as [(String, Bool, String?, String)])
    func currency(_ row: (code: String, isValid: Bool, suggestion: String?, reason: String)) {
        #expect(CodeGrammar.currencies.isValid(row.code) == row.isValid, "\(row.reason)")
        switch Currency.check(row.code) {
        case .valid: #expect(row.isValid)
        case .invalid(_, let suggestion): #expect(!row.isValid && suggestion == row.suggestion, "\(row.reason)")
        }
    }

    @Test func currenciesHaveNames() {
        #expect(Currency.name(of: "EUR") == "Euro")
        #expect(Currency.name(of: "EU") == nil)
    }

    @Test func units() {
        #expect(CodeGrammar.units.isValid("mm[Hg]"))
        #expect(
            CodeGrammar.units.check("mmHg") == .invalid(reason: "'mmHg' is no unit of UCUM", suggestion: "mm[Hg]"))
        #expect(CodeGrammar.units.check("mg/dL") == .valid)
    }
}
