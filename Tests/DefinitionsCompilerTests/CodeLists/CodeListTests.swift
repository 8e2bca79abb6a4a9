import Testing

@testable import DefinitionsCompiler

@Suite struct CodeListTests {
    private let registry: String = """
        File-Date: 2000-01-01
        %%
        Type: language
        Subtag: IW
        Description: Hebrew
        Added: 2005-10-16
        Deprecated: 1989-01-01
        Preferred-Value: he
        %%
        Type: region
        Subtag: QY..RB
        Description: a description that
          goes on: here
        %%
        Type: extlang
        Subtag: yue
        Prefix: zh
        Preferred-Value: yue
        %%
        Type: variant
        Subtag: 1996
        Prefix: de
        Deprecated: 2020-01-01
        %%
        Type: redundant
        Tag: zh-Hans
        %%
        Type: grandfathered
        Tag: i-klingon
        Deprecated: 2004-02-24
        Preferred-Value: tlh
        """

    @Test func languagesAreSortedLines() throws {
        let list: String = String(decoding: try compileLanguages(registry: Array(registry.utf8)), as: UTF8.self)
        #expect(
            list == """
                extlang yue -zh
                grandfathered i-klingon >tlh
                language iw >he
                region qy
                region qz
                region ra
                region rb
                variant 1996 !

                """)
        let windows: [UInt8] = Array(registry.split(separator: "\n").joined(separator: "\r\n").utf8)
        #expect(String(decoding: try compileLanguages(registry: windows), as: UTF8.self) == list)
    }

    @Test(
        "faults of the registry",
        arguments: [
            ("Type: language\nnothing", "line 2", "no field"), ("Type: dialect\nSubtag: a", "line 2", "a new type"),
            ("Type: language\n%%\nType: script\nSubtag: Latn", "line 1", "no subtag"), ("Subtag: a", "line 1", "no type"),
        ])
    func registryFaults(_ row: (text: String, place: String, reason: String)) throws {
        let error: DefinitionsError = try #require(throws: DefinitionsError.self) { try compileLanguages(registry: Array(row.text.utf8)) }
        #expect(error.place == row.place, "\(row.reason)")
    }

    @Test func currenciesAreSortedLines() throws {
        let json = #"{"4217": [{"alpha_3": "USD", "name": "US Dollar"}, {"alpha_3": "EUR", "name": "Euro", "numeric": "978"}]}"#
        let list: [UInt8] = try compileCurrencies(iso4217JSON: Array(json.utf8))
        #expect(String(decoding: list, as: UTF8.self) == "EUR Euro\nUSD US Dollar\n")
    }

    @Test(
        "faults of the currencies",
        arguments: ["", "[]", #"{"4217": []}"#, #"{"4217": [{"alpha_3": "EURO", "name": "Euro"}]}"#, #"{"4217": [{"name": "Euro"}]}"#])
    func currencyFaults(_ json: String) {
        #expect(throws: DefinitionsError.self) { try compileCurrencies(iso4217JSON: Array(json.utf8)) }
    }
}
